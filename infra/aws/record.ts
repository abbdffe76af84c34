import { CfnParameter, type Stack } from 'aws-cdk-lib';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { settingNames } from './settings.ts';
import type { Stage } from './stages.ts';

/** What a stack was deployed with last. */
export interface StageRecord {
  /** Name of the stage's file. */
  name: string;
  /** What the file said. */
  given: Readonly<Record<string, unknown>>;
  /** What held where the file said nothing. Records of releases up to November 2026 lack it. */
  defaults?: Readonly<Record<string, unknown>>;
  /** The commit that was deployed; none where files differed from it, and in records of releases up to November 2026. */
  commit?: string | undefined;
}

/** What holds where a stage's file says nothing. */
export const defaultsOf = ({ given, settings }: Stage): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(settings).filter(
      ([key, value]) => settingNames.includes(key) && !(key in given) && value !== undefined,
    ),
  );

/** Where the parameters of all stages are. */
export const recordFolder = '/permanent-call';

/** Logical id and name of the parameter that keeps the record of a stage. */
export const recordId = 'Settings';
/** The stack's parameter that names the alarms which take an update back; `npm run pipeline -- triggers` sets it. */
export const watchedParameter = 'Watched';
export const recordName = (stage: string): string => `${recordFolder}/${stage}/settings`;

/**
 * Keeps with the stack what it was deployed with. It is a resource, so that it goes on and back with the stack: what
 * CloudFormation says is deployed was deployed with these settings. Its description names the alarms that are watched while the
 * stack is updated: CloudFormation takes no change set that changes no resource, and they are the stack's own, not the template's.
 */
export const addRecord = (stack: Stack, stage: Stage, commit?: string): void => {
  const { name, given, settings } = stage;
  const record: StageRecord = { name, given, defaults: defaultsOf(stage), commit };
  const watched = new CfnParameter(stack, watchedParameter, {
    description: 'Alarms that take an update of this stack back',
    default: 'none',
  });
  const parameter = new ssm.CfnParameter(stack, recordId, {
    type: 'String',
    name: recordName(settings.stage),
    description: `Settings of the last deployment, which the next one is compared with. Alarms that take an update back: ${watched.valueAsString}`,
    value: JSON.stringify(record),
  });
  parameter.overrideLogicalId(recordId);
};

/** @returns the record in a template that was deployed, if it has one. */
export const recordIn = (template: { Resources?: Record<string, unknown> }): StageRecord | undefined => {
  const resource = template.Resources?.[recordId] as { Properties?: { Value?: string } } | undefined;
  return resource?.Properties?.Value === undefined ? undefined : JSON.parse(resource.Properties.Value);
};
