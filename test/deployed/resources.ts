import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { tableShape } from '../../functions/store/table.ts';
import { callCloudFormation } from './aws.ts';
import { check } from './checks.ts';
import type { Deployment } from './deployment.ts';
import type { Emulator } from './emulator.ts';

/** The stacks that an app made, by the names of their templates. */
const stacksOf = (folder: string): [template: string, stack: string][] => {
  const { artifacts } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
    artifacts: Record<string, { type: string; properties: { stackName?: string } }>;
  };
  return Object.entries(artifacts)
    .filter(([, { type }]) => type === 'aws:cloudformation:stack')
    .map(([name, { properties }]) => [name, properties.stackName ?? name]);
};

/** What stands in a stack: how each resource is, by its logical id. */
const standingIn = async (emulator: Emulator, StackName: string): Promise<Map<string, string>> => {
  const found = new Map<string, string>();
  const field = (text: string, name: string) => new RegExp(`<${name}>([^<]*)`).exec(text)?.[1];
  let NextToken: string | undefined;
  do {
    const asked = { StackName, ...(NextToken && { NextToken }) };
    const answer = await callCloudFormation(emulator, 'ListStackResources', asked);
    for (const [, one = ''] of answer.matchAll(/<member>([\s\S]*?)<\/member>/g))
      found.set(field(one, 'LogicalResourceId') ?? '', field(one, 'ResourceStatus') ?? '');
    NextToken = field(answer, 'NextToken');
  } while (NextToken);
  return found;
};

/** Everything that the templates name was made, but for what they leave out on an emulator. */
export const checkResources = async (emulator: Emulator, { outputs, folder }: Deployment): Promise<void> => {
  for (const [template, stack] of stacksOf(folder)) {
    const { Resources } = JSON.parse(readFileSync(join(folder, `${template}.template.json`), 'utf8')) as {
      Resources: Record<string, { Condition?: string }>;
    };
    const here = Object.entries(Resources).filter(([, { Condition }]) => Condition !== 'OnAws');
    await check(`each of the ${here.length} resources of ${template} for an emulator stands`, async () => {
      const standing = await standingIn(emulator, stack);
      assert.deepEqual(
        here.filter(([id]) => !/^(CREATE|UPDATE)_COMPLETE$/.test(standing.get(id) ?? '')),
        [],
      );
    });
  }
  await check('the table is on demand and protected, with its indexes and a stream of keys', async () => {
    const { Table } = await new DynamoDBClient({}).send(new DescribeTableCommand({ TableName: outputs.TableName }));
    assert.deepEqual(
      [
        Table?.BillingModeSummary?.BillingMode,
        Table?.DeletionProtectionEnabled,
        Table?.StreamSpecification?.StreamViewType,
        Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).sort(),
      ],
      ['PAY_PER_REQUEST', true, 'KEYS_ONLY', tableShape.indexes.map(({ name }) => name as string).sort()],
    );
  });
};
