import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
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
export const triggersOf = (alarms: readonly Alarm[]): Alarm[] =>
  grave.flatMap((runbook) => alarms.filter((one) => runbookOf(one) === runbook)).slice(0, most);

/**
 * Has CloudFormation watch alarms during each update of a stack from now on, and for some minutes after its resources stand;
 * it keeps them with the stack. The template stays what it is; one parameter names them, so that there is a change to make.
 * @returns false when they are watched already.
 * @throws Error when there is no such stack, or in CloudFormation's words.
 */
export const setTriggers = async (
  stackName: string,
  triggers: readonly Alarm[],
  minutes: number,
  client = new CloudFormationClient({}),
): Promise<boolean> => {
  const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
  if (!stack) throw new Error(`There is no stack ${stackName}`);
  const watched = [...triggers.map(({ name }) => name), `${minutes} minutes`].join(', ');
  const parameters = stack.Parameters ?? [];
  const isKnown = parameters.some((one) => one.ParameterKey === watchedParameter && one.ParameterValue === watched);
  if (isKnown) return false;
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
        { ParameterKey: watchedParameter, ParameterValue: watched },
      ],
      RollbackConfiguration: {
        MonitoringTimeInMinutes: minutes,
        RollbackTriggers: triggers.map(({ arn }) => ({ Arn: arn, Type: 'AWS::CloudWatch::Alarm' })),
      },
    }),
  );
  const patience = { client, maxWaitTime: 300, minDelay: 1, maxDelay: 5 };
  await waitUntilChangeSetCreateComplete(patience, name);
  await client.send(new ExecuteChangeSetCommand(name));
  await waitUntilStackUpdateComplete({ ...patience, maxWaitTime: 3600 }, { StackName: stackName });
  return true;
};
