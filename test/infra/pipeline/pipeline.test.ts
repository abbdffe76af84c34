import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CloudFormationClient,
  CreateChangeSetCommand,
  type CreateChangeSetCommandInput,
  DescribeChangeSetCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, DescribeAlarmsCommand, type StateValue } from '@aws-sdk/client-cloudwatch';
import { GetParameterCommand, ParameterNotFound, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { watchedParameter } from '../../../infra/aws/record.ts';
import { readStage } from '../../../infra/aws/stages.ts';
import { runPipeline } from '../../../infra/pipeline/pipeline.ts';
import type { Run } from '../../../infra/pipeline/versions.ts';

/** The pipeline's commands in an account that is written here, and with programs that only say that they ran. */

const formation = mockClient(CloudFormationClient);
const cloudwatch = mockClient(CloudWatchClient);
const ssm = mockClient(SSMClient);

const { given } = readStage('staging');
const stackName = 'permanent-call-staging';
const [former, good, newest] = ['a', 'b', 'c'].map((letter) => letter.repeat(40)) as [string, string, string];
const arnOf = (name: string) => `arn:aws:cloudwatch:eu-west-3:000000000000:alarm:${stackName}-${name}`;

let account: {
  parameters: Record<string, string>;
  triggers: string[];
  watched: string;
  /** Whether this alarm rings, look by look; the last goes on. */
  rings: StateValue[];
  broken: boolean;
};
let ran: string[];

const record = (commit: string | undefined, more: Record<string, unknown> = {}) =>
  JSON.stringify({ name: 'staging', given: { ...given, ...more }, ...(commit && { commit }) });

beforeEach(() => {
  for (const mock of [formation, cloudwatch, ssm]) mock.reset();
  ran = [];
  account = {
    parameters: {
      '/permanent-call/staging/settings': record(good),
      '/permanent-call/staging/good-commit': good,
    },
    triggers: [],
    watched: 'none',
    rings: ['OK'],
    broken: false,
  };
  ssm.on(GetParameterCommand).callsFake(({ Name }) => {
    if (!(Name in account.parameters)) throw new ParameterNotFound({ message: '', $metadata: {} });
    return { Parameter: { Value: account.parameters[Name] } };
  });
  ssm.on(PutParameterCommand).callsFake(({ Name, Value }) => {
    account.parameters[Name] = Value;
    return {};
  });
  cloudwatch.on(DescribeAlarmsCommand).callsFake(() => ({
    MetricAlarms: [
      {
        AlarmArn: arnOf('api-faults'),
        AlarmName: `${stackName}-api-faults`,
        AlarmDescription: 'It rings. docs/runbooks/api-faults.md',
        StateValue: account.rings.length > 1 ? account.rings.shift() : account.rings[0],
        StateTransitionedTimestamp: new Date(0),
      },
    ],
  }));
  formation.on(DescribeStacksCommand).callsFake(() => ({
    Stacks: [
      {
        StackStatus: 'UPDATE_COMPLETE',
        Outputs: [{ OutputKey: 'SiteUrl', OutputValue: 'https://appel.ville.example' }],
        Parameters: [{ ParameterKey: watchedParameter, ParameterValue: account.watched }],
        RollbackConfiguration: {
          MonitoringTimeInMinutes: 10,
          RollbackTriggers: account.triggers.map((Arn) => ({ Arn, Type: 'AWS::CloudWatch::Alarm' })),
        },
      },
    ],
  }));
  formation.on(DescribeChangeSetCommand).resolves({ Status: 'CREATE_COMPLETE' });
  formation.on(ExecuteChangeSetCommand).resolves({});
  formation
    .on(CreateChangeSetCommand)
    .callsFake(({ Parameters = [], RollbackConfiguration }: CreateChangeSetCommandInput) => {
      account.triggers = (RollbackConfiguration?.RollbackTriggers ?? []).map(({ Arn }) => Arn as string);
      account.watched = Parameters.find(({ ParameterKey }) => ParameterKey === watchedParameter)?.ParameterValue ?? '';
      ran.push(`watch ${account.watched}`);
      return {};
    });
});

/** What the smoke test finds is broken as long as the newest version stands. */
const run: Run = async (program, args, folder) => {
  const [, what, ...more] = args;
  if (program === 'git') {
    if (what === 'add') {
      mkdirSync(join(args[3] as string, 'stages'), { recursive: true });
      writeFileSync(join(args[3] as string, 'stages', 'staging.json'), JSON.stringify(given));
    }
    return 0;
  }
  if (args[0] === 'ci') return 0;
  const isFormer = folder.includes('former-');
  ran.push(`${isFormer ? 'former ' : ''}${[what, ...more].join(' ')}`);
  if (what === 'deploy') {
    account.parameters['/permanent-call/staging/settings'] = isFormer
      ? record(good)
      : record(newest, { requestsPerMinuteStaff: 900 });
    account.broken = !isFormer;
  }
  return what === 'smoke' && account.broken ? 1 : 0;
};
const pipeline = async (...words: string[]) => {
  const said: string[] = [];
  const code = await runPipeline(words, (line) => said.push(line), { run, every: 1, here: newest });
  return { code, said: said.join('\n'), ran: ran.filter((line) => !line.startsWith('smoke')) };
};

test('a release whose logs alone could not be made is judged, noted as good, and told', async () => {
  const said: string[] = [];
  const unlogged: Run = async (program, args, folder) => {
    const code = await run(program, args, folder);
    account.broken = false;
    return args[1] === 'deploy' ? 5 : code;
  };
  const words = ['release', 'staging', '--minutes', '0'];
  expect(await runPipeline(words, (line) => said.push(line), { run: unlogged, every: 1, here: newest })).toBe(5);
  expect(account.parameters['/permanent-call/staging/good-commit']).toBe(newest);
});

test('a release that is not good goes back to what stood before it, without the setting that came with it', async () => {
  expect(await pipeline('release', 'staging', '--accept', 'recoveryDays', '--accept', 'logDays')).toMatchObject({
    code: 1,
    ran: [
      'deploy -- staging --yes --accept recoveryDays --accept logDays',
      'former deploy -- staging --yes --accept requestsPerMinuteStaff',
    ],
  });
  expect(account.parameters['/permanent-call/staging/good-commit']).toBe(good);
});

test.each([
  ['another commit', former],
  ['a commit that nobody recorded', undefined],
])('nothing is taken back by itself where %s stood before, but by name', async (_, commit) => {
  account.parameters['/permanent-call/staging/settings'] = record(commit);
  const { code, said, ran: done } = await pipeline('release', 'staging');
  expect([code, done]).toEqual([4, ['deploy -- staging --yes']]);
  expect(said).toMatch(
    new RegExp(`${commit ?? 'not known'} stood before this release, and ${good} was noted as good: look`),
  );
  const by = await pipeline('back', 'staging', '--commit', former);
  expect([by.code, by.ran.at(-1)]).toEqual([0, 'former deploy -- staging --yes --accept requestsPerMinuteStaff']);
});

test('an alarm that takes updates back takes back no going back, and is watched again once it is quiet', async () => {
  account.triggers = [arnOf('api-faults')];
  account.watched = `${stackName}-api-faults, 10 minutes`;
  account.rings = ['ALARM', 'ALARM', 'OK'];
  expect(await pipeline('release', 'staging')).toMatchObject({
    code: 1,
    ran: [
      'deploy -- staging --yes',
      'watch none',
      'former deploy -- staging --yes --accept requestsPerMinuteStaff',
      `watch ${stackName}-api-faults, 10 minutes`,
    ],
  });
  expect(account).toMatchObject({ triggers: [arnOf('api-faults')], rings: ['OK'] });
});

test('one that does not end is left off, and said', async () => {
  account.triggers = [arnOf('api-faults')];
  account.watched = `${stackName}-api-faults, 10 minutes`;
  account.rings = ['ALARM'];
  const { code, said } = await pipeline('release', 'staging');
  expect([code, account.triggers]).toEqual([1, []]);
  expect(said).toContain(`Still ringing: ${stackName}-api-faults.\nNo alarm may be watched during updates now`);
  expect(said).toContain('The former version stands again.');
});

test('triggers that cannot be taken off are no going back, and somebody must look', async () => {
  account.triggers = [arnOf('api-faults')];
  account.watched = `${stackName}-api-faults, 10 minutes`;
  formation.on(CreateChangeSetCommand).rejects(new Error('UPDATE_ROLLBACK_FAILED state and can not be updated'));
  const { code, said, ran: done } = await pipeline('release', 'staging');
  expect([code, done]).toEqual([4, ['deploy -- staging --yes']]);
  expect(said).toContain('UPDATE_ROLLBACK_FAILED');
});

test('a mend goes forward over an alarm that rings, once none is watched', async () => {
  account.watched = `${stackName}-api-faults, 10 minutes`;
  account.triggers = [arnOf('api-faults')];
  const { code, said } = await pipeline('triggers', 'staging', '--none');
  expect([code, said, account.triggers]).toEqual([0, `0 alarms are watched during each update of ${stackName}.`, []]);
  await pipeline('triggers', 'staging');
  expect(account.triggers).toEqual([arnOf('api-faults')]);
});

test('what has no commit is not released, since nobody could go back to it', async () => {
  await expect(runPipeline(['release', 'staging'], () => {}, { run, here: '' })).rejects.toThrow(/commit them/);
  expect(ran).toEqual([]);
});
