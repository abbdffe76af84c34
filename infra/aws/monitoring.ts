import { Duration } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { FunctionSpec } from '../../functions/spec.ts';
import type { Queues } from './events.ts';
import type { Settings } from './settings.ts';

const period = Duration.minutes(5);

/** What is watched. */
export interface Watched {
  functions: readonly { spec: FunctionSpec; fn: lambda.Function }[];
  queues: Queues;
  table: dynamodb.Table;
  api: apigateway.HttpApi;
  stage: apigateway.HttpStage;
}

const namespace = 'PermanentCall';

/** Alarms that a person must act on, told to one topic, and a dashboard of the same figures. */
export const addMonitoring = (
  scope: Construct,
  settings: Settings,
  { functions, queues, table, api, stage }: Watched,
): { topic: sns.Topic } => {
  const own = new Construct(scope, 'Monitoring');
  const topic = new sns.Topic(own, 'Alarms', { enforceSSL: true });
  topic.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
    }),
  );
  if (settings.alarmAddress) topic.addSubscription(new EmailSubscription(settings.alarmAddress));
  const tell = new SnsAction(topic);

  /** Missing data is silence, not a fault: a quiet night has no requests. */
  const alarm = (id: string, metric: cloudwatch.IMetric, threshold: number, meaning: string, periods = 1) => {
    const made = new cloudwatch.Alarm(own, id, {
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      alarmDescription: meaning,
    });
    made.addAlarmAction(tell);
    return made;
  };

  const sum = { period, statistic: cloudwatch.Stats.SUM };
  const errors = functions.map(({ spec, fn }) => {
    const metric = fn.metricErrors(sum);
    alarm(`${spec.name}-errors`, metric, 1, `${spec.name} ended in an error: read its log by request id.`);
    return metric;
  });
  const throttled = functions.map(({ spec, fn }) => {
    const metric = fn.metricThrottles(sum);
    alarm(`${spec.name}-throttles`, metric, 1, `${spec.name} was refused a place to run: raise the account's limit.`);
    return metric;
  });
  const depths = [...queues.failures].map(([name, queue]) => {
    const metric = queue.metricApproximateNumberOfMessagesVisible({ period, statistic: cloudwatch.Stats.MAXIMUM });
    alarm(`${name}-failed`, metric, 1, `${name} gave up on something, kept in its failure queue for 14 days.`);
    return metric;
  });
  const ages = functions
    .filter(({ spec }) => spec.trigger.kind === 'stream')
    .map(({ spec, fn }) => {
      const metric = fn.metric('IteratorAge', { period, statistic: cloudwatch.Stats.MAXIMUM });
      alarm(`${spec.name}-behind`, metric, 15 * 60_000, `${spec.name} is a quarter of an hour behind the table.`);
      return metric;
    });
  const waits = Object.entries(queues.consumers).map(([name, queue]) => {
    const metric = queue.metricApproximateAgeOfOldestMessage({ period, statistic: cloudwatch.Stats.MAXIMUM });
    alarm(`${name}-waiting`, metric, 15 * 60, `The oldest wake-up of ${name} has waited a quarter of an hour.`);
    return metric;
  });
  const faults = api.metricServerError(sum);
  alarm('api-faults', faults, 5, 'The API answered 5xx five times in five minutes.');
  const tableThrottled = ['Read', 'Write'].map((kind) => {
    const metric = table.metric(`${kind}ThrottleEvents`, sum);
    alarm(
      `table-${kind.toLowerCase()}-throttles`,
      metric,
      1,
      `The table refused a ${kind.toLowerCase()}: one partition is hot.`,
    );
    return metric;
  });

  // Functions write an ERROR line for what they did not expect, also where the caller was answered.
  for (const { spec, fn } of functions) {
    new logs.MetricFilter(own, `${spec.name}-unexpected`, {
      logGroup: fn.logGroup,
      filterPattern: logs.FilterPattern.stringValue('$.level', '=', 'ERROR'),
      metricNamespace: namespace,
      metricName: `unexpected-${settings.stage}`,
    });
  }
  const unexpected = new cloudwatch.Metric({ namespace, metricName: `unexpected-${settings.stage}`, ...sum });
  alarm('unexpected', unexpected, 1, 'A function logged something that it did not expect.');

  const dashboard = new cloudwatch.Dashboard(own, 'Dashboard', {
    dashboardName: `permanent-call-${settings.stage}`,
    defaultInterval: Duration.days(1),
  });
  const graph = (title: string, left: cloudwatch.IMetric[]) => new cloudwatch.GraphWidget({ title, left, width: 12 });
  const latency = ['p50', 'p95'].map((statistic) => stage.metricLatency({ period, statistic, label: statistic }));
  dashboard.addWidgets(
    graph('Requests and faults', [stage.metricCount(sum), stage.metricClientError(sum), faults]),
    graph('Latency, milliseconds', latency),
    graph('Errors by function', [...errors, unexpected]),
    graph('Throttles', [...throttled, ...tableThrottled]),
    graph('Stream: milliseconds behind', ages),
    graph('Queues: seconds waited', waits),
    graph('Failure queues', depths),
  );
  return { topic };
};
