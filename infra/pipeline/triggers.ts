import { isDeepStrictEqual } from 'node:util';
import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  type RollbackConfiguration,
  type Stack,
  waitUntilChangeSetCreateComplete,
  waitUntilStackUpdateComplete,
} from '@aws-sdk/client-cloudformation';
import { watchedParameter } from '../aws/record.ts';
import { type Alarm, runbookOf } from './alarms.ts';

/** As many as CloudFormation watches for one stack (its quotas, "rollback triggers"). */
const most = 5;
/** What breaks at once for whoever uses the service, the gravest first; by runbook. */
const grave = ['api-faults', 'unexpected-errors', 'function-errors'];

/** The alarms that take an update of the stack back while it goes on. */
export const gravest = (alarms: readonly Alarm[]): Alarm[] =>
  grave.flatMap((runbook) => alarms.filter((one) => runbookOf(one) === runbook)).slice(0, most);

/** Alarms that take an update of a stack back while it goes on, and for some minutes after its resources stand. */
export interface Triggers {
  arns: readonly string[];
  minutes: number;
}

export const noTriggers: Triggers = { arns: [], minutes: 0 };

/** As the stack's parameter says it. */
const inWords = ({ arns, minutes }: Triggers): string =>
  arns.length === 0 ? 'none' : [...arns.map((arn) => arn.split(':').at(-1)), `${minutes} minutes`].join(', ');

/** Whether CloudFormation watches just these, as far as it says so: an emulator of it does not. */
const agrees = ({ arns, minutes }: Triggers, real: RollbackConfiguration | undefined): boolean => {
  if (!real) return true;
  const watched = (real.RollbackTriggers ?? []).map(({ Arn }) => Arn);
  const isSame = isDeepStrictEqual(new Set(watched), new Set(arns));
  return isSame && (arns.length === 0 || real.MonitoringTimeInMinutes === minutes);
};

/** @throws Error when there is no such stack. */
const describe = async (client: CloudFormationClient, stackName: string): Promise<Stack> => {
  const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
  if (!stack) throw new Error(`There is no stack ${stackName}`);
  return stack;
};

/**
 * Has CloudFormation watch alarms during each update of a stack from now on, in the place of those that it watched; it keeps
 * them with the stack. The template stays what it is; one parameter names them, so that there is a change to make.
 * @returns false when they are watched already.
 * @throws Error when there is no such stack, or in CloudFormation's words.
 */
export const setTriggers = async (
  stackName: string,
  triggers: Triggers,
  client = new CloudFormationClient({}),
): Promise<boolean> => {
  const { Parameters: parameters = [], RollbackConfiguration } = await describe(client, stackName);
  const watched = inWords(triggers);
  const said = parameters.find((one) => one.ParameterKey === watchedParameter)?.ParameterValue;
  // The parameter is what was meant. Somebody may have changed the triggers besides, or their own update was taken back.
  if (said === watched && agrees(triggers, RollbackConfiguration)) return false;
  const name = { StackName: stackName, ChangeSetName: `triggers-${Date.now()}` };
  await client.send(
    new CreateChangeSetCommand({
      ...name,
      UsePreviousTemplate: true,
      Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM'],
      Parameters: [
        ...parameters
          .filter(({ ParameterKey }) => ParameterKey !== watchedParameter)
          .map(({ ParameterKey }) => ({ ParameterKey, UsePreviousValue: true })),
        { ParameterKey: watchedParameter, ParameterValue: said === watched ? `${watched}, set again` : watched },
      ],
      RollbackConfiguration: {
        MonitoringTimeInMinutes: triggers.minutes,
        // An empty list takes off those that there are; none given would keep them.
        RollbackTriggers: triggers.arns.map((Arn) => ({ Arn, Type: 'AWS::CloudWatch::Alarm' })),
      },
    }),
  );
  const patience = { client, maxWaitTime: 300, minDelay: 1, maxDelay: 5 };
  await waitUntilChangeSetCreateComplete(patience, name);
  await client.send(new ExecuteChangeSetCommand(name));
  await waitUntilStackUpdateComplete({ ...patience, maxWaitTime: 3600 }, { StackName: stackName });
  return true;
};

export interface Pause {
  stackName: string;
  say: (line: string) => void;
  /** The alarms of the stack. */
  look: () => Promise<Alarm[]>;
  /** Lets time pass until the next look. */
  rest: () => Promise<void>;
  /** Looks at most before those that still ring are left off. */
  looks: number;
}

/**
 * Changes a stack while no alarm takes the change back: those that ring for what is there would take back what mends it, and one
 * that the former version does not have would fail it. Afterwards the same are watched again, once they are quiet: setting them is
 * an update of the stack as well.
 * @returns how the change ended.
 * @throws Error when they could not be taken off, so that nothing else was tried, or what the change throws.
 */
export const withoutTriggers = async (
  { stackName, say, look, rest, looks }: Pause,
  change: () => Promise<boolean>,
  client = new CloudFormationClient({}),
): Promise<boolean> => {
  const { RollbackConfiguration: { RollbackTriggers = [], MonitoringTimeInMinutes: minutes = 0 } = {} } =
    await describe(client, stackName);
  const arns = RollbackTriggers.flatMap(({ Arn }) => Arn ?? []);
  if (arns.length === 0) return change();
  say(`${arns.length} alarms would take this update back: they are not watched during it.`);
  const later = 'No alarm may be watched during updates now; afterwards: npm run pipeline -- triggers NAME';
  let isDone = false;
  try {
    await setTriggers(stackName, noTriggers, client);
    isDone = await change();
  } finally {
    if (!isDone) say(later);
  }
  if (!isDone) return false;
  try {
    const ringing = async () => (await look()).filter(({ arn, state }) => state === 'ALARM' && arns.includes(arn));
    let left = await ringing();
    for (let looked = 1; left.length > 0 && looked < looks; looked += 1) {
      await rest();
      left = await ringing();
    }
    if (left.length > 0) throw new Error(`Still ringing: ${left.map(({ name }) => name).join(', ')}.`);
    await setTriggers(stackName, { arns, minutes }, client);
    say('They are watched again.');
  } catch (error) {
    say(`${error instanceof Error ? error.message : error}\n${later}`);
  }
  return true;
};
