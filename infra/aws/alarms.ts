import { Duration } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { FunctionSpec } from '../../functions/spec.ts';
import type { Queues } from './events.ts';
import { functionNameOf } from './functions.ts';
import { configurationSet } from './mail.ts';
import type { Settings } from './settings.ts';

const period = Duration.minutes(5);
const sum = { period, statistic: cloudwatch.Stats.SUM };
const highest = { period, statistic: cloudwatch.Stats.MAXIMUM };

/** What functions count through Powertools; `service` is the function. */
const namespace = 'PermanentCall';

/** What is watched. */
export interface Watched {
  functions: readonly { spec: FunctionSpec; fn: lambda.Function }[];
  queues: Queues;
  table: dynamodb.Table;
  api: apigateway.HttpApi;
  stage: apigateway.HttpStage;
}

/** The figures that alarms are on, by what the dashboard shows together. */
export type Figures = Record<
  | 'errors'
  | 'unexpected'
  | 'throttled'
  | 'concurrency'
  | 'slowest'
  | 'depths'
  | 'ages'
  | 'waits'
  | 'faults'
  | 'tableThrottled'
  | 'reputation'
  | 'clocks'
  | 'mails'
  | 'refusals',
  cloudwatch.IMetric[]
>;

interface Alarm {
  metric: cloudwatch.IMetric;
  /** Rings from here on. */
  threshold: number;
  meaning: string;
  /** Its page under docs/runbooks. */
  runbook: string;
  periods?: number;
  /** Rings when there are fewer than the threshold, or no figures at all. */
  below?: true;
}

/** Makes every alarm, each telling `tell` when it begins and when it is over. */
export const addAlarms = (
  own: Construct,
  settings: Settings,
  { functions, queues, table, api }: Watched,
  tell: SnsAction,
): Figures => {
  const alarm = (id: string, { metric, threshold, meaning, runbook, periods = 1, below }: Alarm) => {
    const { LESS_THAN_THRESHOLD, GREATER_THAN_OR_EQUAL_TO_THRESHOLD } = cloudwatch.ComparisonOperator;
    const made = new cloudwatch.Alarm(own, id, {
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: below ? LESS_THAN_THRESHOLD : GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // Missing data is silence, not a fault: a quiet night has no requests. It is the fault itself where something must
      // come by the clock.
      treatMissingData: below ? cloudwatch.TreatMissingData.BREACHING : cloudwatch.TreatMissingData.NOT_BREACHING,
      alarmDescription: `${meaning} docs/runbooks/${runbook}.md`,
    });
    made.addAlarmAction(tell);
    made.addOkAction(tell);
    return metric;
  };

  const errors = functions.map(({ spec: { name }, fn }) =>
    alarm(`${name}-errors`, {
      metric: fn.metricErrors(sum),
      threshold: 1,
      meaning: `${name} ended in an error.`,
      runbook: 'function-errors',
    }),
  );
  const throttled = functions.map(({ spec: { name }, fn }) =>
    alarm(`${name}-throttles`, {
      metric: fn.metricThrottles(sum),
      threshold: 1,
      meaning: `${name} was refused a place to run.`,
      runbook: 'throttles',
    }),
  );
  const concurrency = alarm('concurrency', {
    metric: new cloudwatch.Metric({
      namespace: 'AWS/Lambda',
      metricName: 'ConcurrentExecutions',
      ...highest,
    }),
    threshold: Math.ceil(0.8 * settings.accountConcurrency),
    meaning: "Four fifths of the account's places to run functions are taken.",
    runbook: 'throttles',
  });
  const slowest = functions.map(({ spec: { name, timeoutSeconds }, fn }) =>
    alarm(`${name}-slow`, {
      metric: fn.metricDuration({ period, statistic: 'p99' }),
      threshold: 800 * timeoutSeconds,
      periods: 3,
      meaning: `For a quarter of an hour, one run of ${name} in a hundred took four fifths of its ${timeoutSeconds} s.`,
      runbook: 'function-slow',
    }),
  );
  const depths = [...queues.failures].map(([name, queue]) =>
    alarm(`${name}-failed`, {
      metric: queue.metricApproximateNumberOfMessagesVisible(highest),
      threshold: 1,
      meaning: `${name} gave up on something, kept in its failure queue for 14 days.`,
      runbook: 'failure-queue',
    }),
  );
  const ages = functions
    .filter(({ spec }) => spec.trigger.kind === 'stream')
    .map(({ spec: { name }, fn }) =>
      alarm(`${name}-behind`, {
        metric: fn.metric('IteratorAge', highest),
        threshold: 15 * 60_000,
        meaning: `${name} is a quarter of an hour behind the table.`,
        runbook: 'stream-behind',
      }),
    );
  const waits = Object.entries(queues.consumers).map(([name, queue]) =>
    alarm(`${name}-waiting`, {
      metric: queue.metricApproximateAgeOfOldestMessage(highest),
      threshold: 15 * 60,
      meaning: `The oldest wake-up of ${name} has waited a quarter of an hour.`,
      runbook: 'queue-waiting',
    }),
  );
  const faults = alarm('api-faults', {
    metric: api.metricServerError(sum),
    threshold: 5,
    meaning: 'The API answered 5xx five times in five minutes.',
    runbook: 'api-faults',
  });
  const tableThrottled = ['Read', 'Write'].map((kind) =>
    alarm(`table-${kind.toLowerCase()}-throttles`, {
      metric: table.metric(`${kind}ThrottleEvents`, sum),
      threshold: 1,
      meaning: `The table refused a ${kind.toLowerCase()}: one partition is hot.`,
      runbook: 'table-throttles',
    }),
  );

  // Functions write an ERROR line for what they did not expect, also where the caller was answered.
  for (const { spec, fn } of functions) {
    new logs.MetricFilter(own, `${spec.name}-unexpected`, {
      logGroup: fn.logGroup,
      filterPattern: logs.FilterPattern.stringValue('$.level', '=', 'ERROR'),
      metricNamespace: namespace,
      metricName: `unexpected-${settings.stage}`,
    });
  }
  const unexpected = alarm('unexpected', {
    metric: new cloudwatch.Metric({ namespace, metricName: `unexpected-${settings.stage}`, ...sum }),
    threshold: 1,
    meaning: 'A function logged something that it did not expect.',
    runbook: 'unexpected-errors',
  });

  // Without a label of its own: with one, an alarm would be on metric math, which the emulator refuses.
  const counted = (fn: string, metricName: string, props: cloudwatch.MetricOptions) =>
    new cloudwatch.Metric({
      namespace,
      metricName,
      dimensionsMap: { service: functionNameOf(settings, fn) },
      ...props,
    });
  // Twice a day, so that a day always has a figure.
  const daily = { period: Duration.days(1), statistic: cloudwatch.Stats.MAXIMUM };
  const clocks = [
    alarm('clocks-near', {
      metric: counted('watch-clocks', 'ClocksNear', daily),
      threshold: 1,
      meaning: 'Silence refuses a file within days.',
      runbook: 'clocks',
    }),
    alarm('clocks-past', {
      metric: counted('watch-clocks', 'ClocksPast', daily),
      threshold: 1,
      meaning: 'Silence has refused a file that nobody decided.',
      runbook: 'clocks',
    }),
  ];
  // A mail is tried three times, then again some minutes later: what comes back within a quarter of an hour is no hiccup.
  const quarter = { period: Duration.minutes(15), statistic: cloudwatch.Stats.SUM };
  const hourly = { period: Duration.hours(1), statistic: cloudwatch.Stats.SUM };
  const refusals = [
    alarm('mails-refused', {
      metric: counted('send', 'MailDelayed', quarter),
      threshold: 3,
      meaning: 'SES did not take letters three times in a quarter of an hour.',
      runbook: 'mails-refused',
    }),
    // What is to be done is the same, and so is the page; one alarm on both would be metric math, which the emulator refuses.
    alarm('reminders-refused', {
      metric: counted('remind', 'ReminderRefused', hourly),
      threshold: 1,
      // The next run of the morning tries again.
      periods: 2,
      meaning: 'SES refused reminders in two runs, one after the other.',
      runbook: 'mails-refused',
    }),
    alarm('warnings-refused', {
      metric: counted('expire-drafts', 'DraftWarningRefused', hourly),
      threshold: 1,
      periods: 2,
      meaning: 'SES refused warnings that a draft expires in two runs, one after the other.',
      runbook: 'mails-refused',
    }),
  ];
  const unsent = [
    alarm('mails-unsent', {
      metric: counted('watch-mails', 'MailsUnsent', { period: Duration.hours(1), statistic: cloudwatch.Stats.MAXIMUM }),
      threshold: 1,
      meaning: 'A letter or a mail reached nobody, and waits for somebody of the staff.',
      runbook: 'mails-unsent',
    }),
    alarm('mails-overdue', {
      metric: counted('watch-mails', 'MailsOverdue', {
        period: Duration.minutes(5),
        statistic: cloudwatch.Stats.MAXIMUM,
      }),
      threshold: 1,
      // Each finding wakes the sender: what is overdue three times in a row does not leave by that.
      periods: 3,
      meaning: 'For a quarter of an hour, mails that were to leave did not.',
      runbook: 'mails-refused',
    }),
  ];
  const untold = alarm('nobody-to-tell', {
    metric: counted('send', 'NobodyToTell', sum),
    threshold: 1,
    meaning: 'A mail was due and there was nobody to send it to.',
    runbook: 'nobody-to-tell',
  });
  const changed = alarm('events-changed', {
    metric: counted('relay', 'EventChanged', sum),
    threshold: 1,
    meaning: 'A stored event was changed or removed: no function can do that.',
    runbook: 'chain',
  });
  const differing = alarm('figures-differ', {
    metric: counted('reconcile', 'FiguresDiffering', daily),
    threshold: 1,
    meaning: 'Monitoring figures are not what the events make.',
    runbook: 'figures',
  });
  const waiting = alarm('documents-waiting', {
    metric: counted('watch-documents', 'DocumentsWaiting', {
      period: Duration.minutes(15),
      statistic: cloudwatch.Stats.MAXIMUM,
    }),
    threshold: 1,
    meaning: 'The scanner has given no verdict on a document for more than an hour.',
    runbook: 'documents-waiting',
  });
  for (const { spec, fn } of functions) {
    if (spec.trigger.kind !== 'schedule') continue;
    alarm(`${spec.name}-missed`, {
      metric: fn.metricInvocations({ period: Duration.days(1), statistic: cloudwatch.Stats.SUM }),
      threshold: 1,
      // Two days in a row: a daily clock that comes a minute later than yesterday leaves a day of 24 hours empty.
      periods: 2,
      below: true,
      meaning: `${spec.name} was not woken for two days.`,
      runbook: 'schedule-missed',
    });
  }

  // SES reviews an account at 5 % of bounces or 0.1 % of complaints and may pause it at 10 % or 0.5 % (the sending
  // review process, docs.aws.amazon.com/ses/latest/dg/faqs-enforcement.html): alarms ring at half of the first and below.
  const rate = (metricName: string) =>
    new cloudwatch.Metric({
      namespace: 'AWS/SES',
      metricName,
      dimensionsMap: { 'ses:configuration-set': configurationSet(settings.senderDomain) },
      period: Duration.hours(1),
      statistic: cloudwatch.Stats.MAXIMUM,
    });
  const reputation = [
    alarm('bounces', {
      metric: rate('Reputation.BounceRate'),
      threshold: 0.02,
      meaning: 'Two mails in a hundred bounce; SES reviews an account at five.',
      runbook: 'bounces',
    }),
    alarm('complaints', {
      metric: rate('Reputation.ComplaintRate'),
      threshold: 0.0005,
      meaning: 'One mail in two thousand is called spam; SES reviews an account at one in a thousand.',
      runbook: 'complaints',
    }),
  ];

  return {
    errors,
    unexpected: [unexpected, changed, differing, waiting],
    throttled,
    concurrency: [concurrency],
    slowest,
    depths,
    ages,
    waits,
    faults: [faults],
    tableThrottled,
    reputation,
    clocks,
    mails: [
      ...['MailSent', 'MailTriedAgain', 'MailHeld', 'MailRefused'].map((name) => counted('send', name, sum)),
      counted('remind', 'ReminderSent', sum),
      counted('expire-drafts', 'DraftWarningSent', sum),
    ],
    refusals: [...refusals, untold, ...unsent],
  };
};
