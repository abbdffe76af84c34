import { Aws, Duration } from 'aws-cdk-lib';
import * as budgets from 'aws-cdk-lib/aws-budgets';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { CfnCondition } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { addAlarms, type Watched } from './alarms.ts';
import { addQueries } from './queries.ts';
import { type Settings, stageTag } from './settings.ts';

/** Alarms that a person must act on, told to one topic, a budget that tells the same, a dashboard, and queries for the logs. */
export const addMonitoring = (
  scope: Construct,
  settings: Settings,
  watched: Watched,
  onAws: CfnCondition,
): { topic: sns.Topic } => {
  const own = new Construct(scope, 'Monitoring');
  const topic = new sns.Topic(own, 'Alarms', { enforceSSL: true });
  topic.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [
        new iam.ServicePrincipal('cloudwatch.amazonaws.com'),
        new iam.ServicePrincipal('budgets.amazonaws.com'),
      ],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      // An alarm of somebody else's account is none of ours.
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  if (settings.alarmAddress) topic.addSubscription(new EmailSubscription(settings.alarmAddress));
  const figures = addAlarms(own, settings, watched, new SnsAction(topic));
  addBudget(own, settings, topic, onAws);
  addQueries(own, settings, watched.functions, onAws);
  addDashboard(own, settings, watched, figures);
  return { topic };
};

/** What the account may cost a month, or the stage where its tag is activated in billing: before that no cost has it. */
const addBudget = (own: Construct, settings: Settings, topic: sns.ITopic, onAws: CfnCondition): void => {
  const notice = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
    notification: {
      notificationType,
      comparisonOperator: 'GREATER_THAN',
      threshold,
      thresholdType: 'PERCENTAGE',
    },
    subscribers: [{ subscriptionType: 'SNS', address: topic.topicArn }],
  });
  const budget = new budgets.CfnBudget(own, 'Budget', {
    budget: {
      budgetName: `permanent-call-${settings.stage}`,
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: settings.monthlyBudgetUsd, unit: 'USD' },
      ...(settings.budgetByTag && { costFilters: { TagKeyValue: [`user:${stageTag}$${settings.stage}`] } }),
    },
    // The runbook is docs/runbooks/cost.md: a budget has no words of its own.
    notificationsWithSubscribers: [notice('ACTUAL', 80), notice('FORECASTED', 100), notice('ACTUAL', 100)],
  });
  budget.cfnOptions.condition = onAws;
};

const addDashboard = (
  own: Construct,
  settings: Settings,
  { api, stage, functions }: Watched,
  figures: ReturnType<typeof addAlarms>,
): void => {
  const period = Duration.minutes(5);
  const sum = { period, statistic: cloudwatch.Stats.SUM };
  const dashboard = new cloudwatch.Dashboard(own, 'Dashboard', {
    dashboardName: `permanent-call-${settings.stage}`,
    defaultInterval: Duration.days(1),
  });
  const graph = (title: string, left: cloudwatch.IMetric[]) => new cloudwatch.GraphWidget({ title, left, width: 12 });
  const slowest = functions.map(({ fn }) => fn.metricDuration({ period, statistic: 'p99' }));
  const latency = ['p50', 'p95'].map((statistic) => stage.metricLatency({ period, statistic, label: statistic }));
  dashboard.addWidgets(
    graph('Requests and faults', [stage.metricCount(sum), api.metricClientError(sum), ...figures.faults]),
    graph('Latency, milliseconds', latency),
    graph('Days until silence refuses the most urgent file', figures.clocks.slice(0, 1)),
    graph('Mails that do not leave, and mails that reached nobody', figures.refusals),
    graph('Bounces and complaints, share of mails', figures.reputation),
    graph('Errors by function, and what was not expected', [...figures.errors, ...figures.unexpected]),
    graph('Slowest runs (p99), milliseconds', slowest),
    graph('Runs near their limit, events changed, figures that differ', [...figures.slow, ...figures.stored]),
    graph('Documents that wait for the scanner', figures.documents),
    graph('Throttles', [...figures.throttled, ...figures.tableThrottled]),
    graph('Places to run taken', figures.concurrency),
    graph('Stream: milliseconds behind', figures.ages),
    graph('Queues: seconds waited', figures.waits),
    graph('Failure queues', figures.depths),
  );
};
