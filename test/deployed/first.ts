import { strict as assert } from 'node:assert';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { CfnResource } from 'aws-cdk-lib';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { recordId } from '../../infra/aws/record.ts';
import type { PermanentCallStack } from '../../infra/aws/stack.ts';
import { readStage, type Stage, stageOf } from '../../infra/aws/stages.ts';
import { callCloudFormation, callJson } from './aws.ts';
import { inOrder } from './checks.ts';
import { type Deployment, deploy, stackName, stage, tryDeploy } from './deployment.ts';
import type { Emulator } from './emulator.ts';

/** A name that is taken. */
const taken = '/taken';

/** A parameter of that name, made after everything else: it cannot be, and the creation is taken back. */
const spoil = (main: PermanentCallStack): void => {
  const spoilt = new ssm.CfnParameter(main, 'Spoilt', { type: 'String', name: taken, value: 'stack' });
  for (const each of main.node.findAll())
    if (CfnResource.isCfnResource(each) && each !== spoilt && !each.cfnOptions.condition)
      spoilt.addResourceDependency(each);
};

/** Everything in the account that would hold what people entrust. */
const entrusted = async (emulator: Emulator): Promise<string[]> => {
  const { TableNames = [] } = await new DynamoDBClient({}).send(new ListTablesCommand({}));
  const { Buckets = [] } = await new S3Client({ forcePathStyle: true }).send(new ListBucketsCommand({}));
  const { UserPools } = await callJson(emulator, 'cognito-idp', 'ListUserPools', { MaxResults: 60 });
  return [
    ...TableNames,
    ...Buckets.map(({ Name = '' }) => Name).filter((name) => !name.startsWith('cdk-')),
    ...(UserPools as { Name: string }[]).map(({ Name }) => Name),
  ];
};

const describe = (emulator: Emulator): Promise<string> =>
  callCloudFormation(emulator, 'DescribeStacks', { StackName: stackName });

/** Everything that CloudFormation says of what happened to the stack. */
const eventsOf = async (emulator: Emulator): Promise<string[]> => {
  const events: string[] = [];
  let NextToken: string | undefined;
  do {
    const asked = { StackName: stackName, ...(NextToken && { NextToken }) };
    const answer = await callCloudFormation(emulator, 'DescribeStackEvents', asked);
    for (const [, event = ''] of answer.matchAll(/<member>([\s\S]*?)<\/member>/g)) events.push(event);
    NextToken = /<NextToken>([^<]+)/.exec(answer)?.[1];
  } while (NextToken);
  return events;
};

/** How often something that holds what people entrust came to be so. */
const timesOf = (events: readonly string[], status: string): number =>
  events.filter(
    (event) =>
      /<ResourceType>AWS::(DynamoDB::Table|S3::Bucket|Cognito::UserPool)</.test(event) &&
      event.includes(`<ResourceStatus>${status}<`),
  ).length;

/** A first deployment that fails half-way, tried again by the same command; then one with a setting that was left out. */
export const checkFirstDeployment = async (emulator: Emulator): Promise<Deployment | undefined> => {
  const story = inOrder();
  const asWritten = readStage(stage);
  // Says what is so in any case: its absence later is a slip that changes nothing else.
  const withMore: Stage = stageOf(stage, { ...asWritten.given, accessLogDays: asWritten.settings.accessLogDays });
  let deployment: Deployment | undefined;
  await story(
    'a creation that fails half-way is taken back, with the table, buckets and pools that it made',
    async () => {
      await new SSMClient({}).send(new PutParameterCommand({ Name: taken, Value: 'test', Type: 'String' }));
      await assert.rejects(tryDeploy(emulator, { stage: withMore, change: spoil }), /ParameterAlreadyExists/);
      assert.match(await describe(emulator), /<StackStatus>ROLLBACK_COMPLETE</);
      const events = await eventsOf(emulator);
      assert.deepEqual([timesOf(events, 'CREATE_COMPLETE'), timesOf(events, 'DELETE_COMPLETE')], [6, 6]);
      assert.deepEqual(await entrusted(emulator), []);
    },
  );
  await story('the same command then makes everything once, and protects it', async () => {
    deployment = await deploy(emulator, undefined, { stage: withMore });
    assert.equal((await entrusted(emulator)).length, 6);
    assert.match(await describe(emulator), /<EnableTerminationProtection>true</);
  });
  await story('a setting that is left out stops the next deployment, and nothing is changed', async () => {
    const { outcome, said } = await tryDeploy(emulator);
    assert.deepEqual(outcome, { ended: 'stopped' });
    const stops = said.filter((line) => line.startsWith('STOP'));
    assert.deepEqual(stops, [
      'STOP  accessLogDays: it was 180 and is left out. If that is meant: --accept accessLogDays',
    ]);
  });
  await story(
    'the plan says what is accepted, shows the difference of the templates, and changes nothing',
    async () => {
      const accept = ['accessLogDays'];
      const { outcome, said } = await tryDeploy(emulator, { choices: { plan: true, accept } });
      assert.deepEqual(outcome, { ended: 'planned' });
      assert.match(said.join('\n'), new RegExp(`\\[~\\] AWS::SSM::Parameter ${recordId}`));
      assert.ok(said.includes('note  Accepted: accessLogDays: it was 180 and is left out.'));
      const again = await tryDeploy(emulator, { stage: withMore, choices: { plan: true } });
      assert.match(again.said.join('\n'), /There were no differences/);
    },
  );
  await story('what is meant is deployed, and is the new state to compare with', async () => {
    const { outcome } = await tryDeploy(emulator, { choices: { accept: ['accessLogDays'] } });
    assert.equal(outcome.ended, 'deployed');
    const { outcome: next } = await tryDeploy(emulator, { choices: { plan: true } });
    assert.equal(next.ended, 'planned');
  });
  return deployment;
};
