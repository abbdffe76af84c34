import type { Stack } from 'aws-cdk-lib';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import type { Stage } from './stages.ts';

/** What a stack was deployed with last. */
export interface StageRecord {
  /** Name of the stage's file. */
  name: string;
  /** What the file said. */
  given: Readonly<Record<string, unknown>>;
}

/** Where the parameters of all stages are. */
export const recordFolder = '/permanent-call';

/** Logical id and name of the parameter that keeps the record of a stage. */
export const recordId = 'Settings';
export const recordName = (stage: string): string => `${recordFolder}/${stage}/settings`;

/**
 * Keeps with the stack what it was deployed with. It is a resource, so that it goes on and back with the stack: what
 * CloudFormation says is deployed was deployed with these settings.
 */
export const addRecord = (stack: Stack, { name, given, settings }: Stage): void => {
  const record: StageRecord = { name, given };
  const parameter = new ssm.CfnParameter(stack, recordId, {
    type: 'String',
    name: recordName(settings.stage),
    description: 'Settings of the last deployment, which the next one is compared with',
    value: JSON.stringify(record),
  });
  parameter.overrideLogicalId(recordId);
};

/** @returns the record in a template that was deployed, if it has one. */
export const recordIn = (template: { Resources?: Record<string, unknown> }): StageRecord | undefined => {
  const resource = template.Resources?.[recordId] as { Properties?: { Value?: string } } | undefined;
  return resource?.Properties?.Value === undefined ? undefined : JSON.parse(resource.Properties.Value);
};
