import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DescribeChangeSetCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  type RollbackConfiguration,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, expect, test } from 'vitest';
import { watchedParameter } from '../../../infra/aws/record.ts';
import { type Alarm, alarmsOf, judgesReleases, runbookOf, watchAlarms } from '../../../infra/pipeline/alarms.ts';
import { gravest, noTriggers, setTriggers } from '../../../infra/pipeline/triggers.ts';

/** Alarms of an emulator never change their state: what CloudWatch would answer is written here. */

const cloudwatch = mockClient(CloudWatchClient);
const formation = mockClient(CloudFormationClient);
afterEach(() => {
  cloudwatch.reset();
  formation.reset();
});

const noon = '2026-11-30T12:00:00.000Z';
const at = (minute: number) => new Date(Date.parse(noon) + minute * 60_000).toISOString();
const alarm = (name: string, state: Alarm['state'], since: string, runbook = 'api-faults'): Alarm => ({
  arn: `arn:aws:cloudwatch:eu-west-3:111122223333:alarm:${name}`,
  name,
  words: `It rings. docs/runbooks/${runbook}.md`,
  state,
  since,
});

/** Looks once a minute at what is there at that minute, from the deployment's beginning on. */
const watch = async (looks: Alarm[][], minutes: number, from = noon) => {
  let minute = 0;
  const said: string[] = [];
  const begun = await watchAlarms({
    from,
    minutes,
    say: (line) => said.push(line),
    look: async () => looks[Math.min(minute, looks.length - 1)] ?? [],
    counts: judgesReleases,
    now: () => Date.parse(at(minute)),
    rest: async () => {
      minute += 1;
    },
  });
  return { begun: begun.map(({ name }) => name), minute, said };
};

test('every page of the alarms of a stack is read, with what each means and since when', async () => {
  cloudwatch
    .on(DescribeAlarmsCommand, { AlarmNamePrefix: 'permanent-call-lille-', AlarmTypes: ['MetricAlarm'] })
    .resolvesOnce({
      MetricAlarms: [
        {
          AlarmArn: 'arn:1',
          AlarmName: 'permanent-call-lille-one',
          AlarmDescription: 'Faults. docs/runbooks/api-faults.md',
          StateValue: 'ALARM',
          // It rings since noon; a minute later CloudWatch could not look for a while.
          StateTransitionedTimestamp: new Date(noon),
          StateUpdatedTimestamp: new Date(at(1)),
        },
      ],
      NextToken: 'more',
    })
    .resolvesOnce({
      MetricAlarms: [
        { AlarmArn: 'arn:2', AlarmName: 'permanent-call-lille-two', StateUpdatedTimestamp: new Date(at(2)) },
        { AlarmArn: 'arn:3', AlarmName: 'permanent-call-lille-three' },
      ],
    });
  const found = await alarmsOf('permanent-call-lille');
  expect(found).toEqual([
    {
      arn: 'arn:1',
      name: 'permanent-call-lille-one',
      words: 'Faults. docs/runbooks/api-faults.md',
      state: 'ALARM',
      since: noon,
    },
    {
      arn: 'arn:2',
      name: 'permanent-call-lille-two',
      words: '',
      state: 'INSUFFICIENT_DATA',
      since: at(2),
    },
    {
      arn: 'arn:3',
      name: 'permanent-call-lille-three',
      words: '',
      state: 'INSUFFICIENT_DATA',
      since: '1970-01-01T00:00:00.000Z',
    },
  ]);
  expect(found.map(runbookOf)).toEqual(['api-faults', '', '']);
});

test('a stack without an alarm is a wrong name, and not a quiet one', async () => {
  cloudwatch.on(DescribeAlarmsCommand).resolves({ MetricAlarms: [] });
  await expect(alarmsOf('permanent-call-lile')).rejects.toThrow(/No alarm begins with permanent-call-lile-/);
});

test('a quiet stage is watched for the whole time', async () => {
  const { begun, minute, said } = await watch(
    [[alarm('a', 'OK', at(-90)), alarm('b', 'INSUFFICIENT_DATA', at(-90))]],
    15,
  );
  expect([begun, minute]).toEqual([[], 15]);
  expect(said).toEqual([
    '2 of 2 alarms are watched for 15 minutes, those that an update can set off; 1 of them have no figures yet.',
    'No alarm began to ring.',
  ]);
});

test('the first alarm that begins to ring ends the watch, with its meaning', async () => {
  const quiet = [alarm('a', 'OK', at(-90))];
  const { begun, minute, said } = await watch([quiet, quiet, quiet, [alarm('a', 'ALARM', at(2))]], 15);
  expect([begun, minute]).toEqual([['a'], 3]);
  expect(said.at(-1)).toBe('RINGS a: It rings. docs/runbooks/api-faults.md');
});

test('what began while the deployment still went on counts; what rang before it does not, and is said', async () => {
  const { begun, said } = await watch([[alarm('old', 'ALARM', at(-5)), alarm('new', 'ALARM', at(1))]], 15);
  expect(begun).toEqual(['new']);
  expect(said).toContain(`rings since ${at(-5)}, before this deployment: old`);
  expect((await watch([[alarm('old', 'ALARM', at(-5))]], 2)).begun).toEqual([]);
});

test('an old alarm that ended and begins anew counts', async () => {
  const looks = [[alarm('a', 'ALARM', at(-5))], [alarm('a', 'OK', at(1))], [alarm('a', 'ALARM', at(2))]];
  expect((await watch(looks, 15)).begun).toEqual(['a']);
});

test('what strangers, mailboxes or the calendar ring takes nothing back', async () => {
  const others = ['sign-up-limits', 'clocks', 'bounces', 'throttles', 'documents-waiting', 'mails-refused'];
  const looks = [
    [alarm('faults', 'OK', at(-90))],
    [alarm('faults', 'OK', at(-90)), ...others.map((runbook) => alarm(runbook, 'ALARM', at(1), runbook))],
  ];
  expect(await watch(looks, 5)).toMatchObject({ begun: [], minute: 5 });
  const caused = [alarm('behind', 'ALARM', at(1), 'stream-behind')];
  expect((await watch([...looks, caused], 5)).begun).toEqual(['behind']);
});

test('the gravest alarms become triggers of the stack, five at most, and nothing else of it changes', async () => {
  const many = Array.from({ length: 6 }, (_, n) => alarm(`f${n}`, 'OK', noon, 'function-errors'));
  const triggers = gravest([...many, alarm('slow', 'OK', noon, 'function-slow'), alarm('faults', 'OK', noon)]);
  expect(triggers.map(({ name }) => name)).toEqual(['faults', 'f0', 'f1', 'f2', 'f3']);

  const stands = (watched: string, RollbackConfiguration?: RollbackConfiguration) =>
    formation.on(DescribeStacksCommand).resolves({
      Stacks: [
        {
          StackName: 's',
          CreationTime: new Date(noon),
          StackStatus: 'UPDATE_COMPLETE',
          Parameters: [
            { ParameterKey: 'BootstrapVersion', ParameterValue: '/cdk-bootstrap/version' },
            { ParameterKey: watchedParameter, ParameterValue: watched },
          ],
          ...(RollbackConfiguration && { RollbackConfiguration }),
        },
      ],
    });
  formation.on(CreateChangeSetCommand).resolves({});
  formation.on(DescribeChangeSetCommand).resolves({ Status: 'CREATE_COMPLETE' });
  formation.on(ExecuteChangeSetCommand).resolves({});
  stands('none');
  const two = { arns: triggers.slice(0, 2).map(({ arn }) => arn), minutes: 10 };
  expect(await setTriggers('s', two)).toBe(true);
  expect(formation.commandCalls(CreateChangeSetCommand)[0]?.args[0].input).toMatchObject({
    StackName: 's',
    UsePreviousTemplate: true,
    Parameters: [
      { ParameterKey: 'BootstrapVersion', UsePreviousValue: true },
      { ParameterKey: watchedParameter, ParameterValue: 'faults, f0, 10 minutes' },
    ],
    RollbackConfiguration: {
      MonitoringTimeInMinutes: 10,
      RollbackTriggers: triggers.slice(0, 2).map(({ arn }) => ({ Arn: arn, Type: 'AWS::CloudWatch::Alarm' })),
    },
  });
  // CloudFormation refuses a change set that changes nothing.
  stands('faults, f0, 10 minutes');
  expect(await setTriggers('s', two)).toBe(false);
  expect(formation.commandCalls(ExecuteChangeSetCommand)).toHaveLength(1);
  // What really is watched counts, whatever the parameter says of it.
  stands('faults, f0, 10 minutes', { RollbackTriggers: [], MonitoringTimeInMinutes: 0 });
  expect(await setTriggers('s', two)).toBe(true);
  expect(formation.commandCalls(CreateChangeSetCommand)[1]?.args[0].input).toMatchObject({
    Parameters: [{}, { ParameterKey: watchedParameter, ParameterValue: 'faults, f0, 10 minutes, set again' }],
    RollbackConfiguration: { MonitoringTimeInMinutes: 10, RollbackTriggers: [{}, {}] },
  });
  stands('faults, f0, 10 minutes');
  // Left out, they would stay.
  expect(await setTriggers('s', noTriggers)).toBe(true);
  expect(formation.commandCalls(CreateChangeSetCommand)[2]?.args[0].input).toMatchObject({
    Parameters: [{ ParameterKey: 'BootstrapVersion' }, { ParameterKey: watchedParameter, ParameterValue: 'none' }],
    RollbackConfiguration: { MonitoringTimeInMinutes: 0, RollbackTriggers: [] },
  });
});
