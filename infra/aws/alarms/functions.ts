import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Made } from '../functions.ts';
import { measure, saying } from '../measures.ts';
import { type Alarms, highest, sum } from './alarm.ts';

/** What Lambda counts of the account as a whole, without a dimension. */
const ofAccount = (metricName: string, props: cloudwatch.MetricOptions): cloudwatch.Metric =>
  new cloudwatch.Metric({ namespace: 'AWS/Lambda', metricName, ...props });

const anError = logs.FilterPattern.stringValue('$.level', '=', 'ERROR');

/** Functions that end in errors, find no place to run, take too long, log what they did not expect, or are not woken. */
export const watchFunctions = (alarms: Alarms, functions: readonly Made[]) => {
  const { own, settings } = alarms;
  const errors = functions.map(({ spec: { name, trigger }, fn }) =>
    alarms.add(`${name}-errors`, {
      // A pool's function refuses by an error: some now and then are its work. A firewall lets few sign-ups through, and so few
      // refusals: it takes an hour to tell a day that is used up from somebody who presses a button again.
      ...(trigger.kind === 'user-pool'
        ? {
            metric: fn.metricErrors({ ...sum, period: Duration.hours(1) }),
            threshold: 20,
            meaning: `${name} refused twenty times in an hour.`,
            runbook: 'sign-up-limits',
          }
        : {
            metric: fn.metricErrors(sum),
            threshold: 1,
            meaning: `${name} ended in an error.`,
            runbook: 'function-errors',
          }),
    }),
  );

  // One for all that only wait and are tried again; one for each that people wait for.
  const throttled = [
    alarms.add('throttles', {
      metric: ofAccount('Throttles', sum),
      threshold: 1,
      meaning: 'A function of the account was refused a place to run.',
      runbook: 'throttles',
    }),
    ...functions
      .filter(({ spec }) => spec.trigger.kind === 'http')
      .map(({ spec: { name }, fn }) =>
        alarms.add(`${name}-throttles`, {
          metric: fn.metricThrottles(sum),
          threshold: 1,
          meaning: `${name} was refused a place to run while somebody waited for it.`,
          runbook: 'throttles',
        }),
      ),
  ];
  const concurrency = alarms.add('concurrency', {
    metric: ofAccount('ConcurrentExecutions', highest),
    threshold: Math.ceil(0.8 * settings.accountConcurrency),
    meaning: "Four fifths of the account's places to run functions are taken.",
    runbook: 'throttles',
  });

  // Lambda's own line about each run, which holds no name of the function: the group that it stands in does. Its percentiles
  // would be an alarm for each function, and never ring for what runs twice a day.
  const nearLimit = measure(
    own,
    settings,
    'NearTimeLimit',
    functions.map(({ spec, fn }) => ({
      fn,
      where: logs.FilterPattern.all(
        logs.FilterPattern.stringValue('$.type', '=', 'platform.report'),
        logs.FilterPattern.numberValue('$.record.metrics.durationMs', '>=', 800 * spec.timeoutSeconds),
      ),
    })),
  );
  const slow = alarms.add('slow', {
    metric: nearLimit(sum),
    threshold: 1,
    meaning: 'A run took four fifths of the time that its function has.',
    query: 'slow-runs',
    runbook: 'function-slow',
  });

  // An ERROR line is written for what was not expected, also where the caller was answered. A pool's function refuses by an
  // error, which Lambda itself writes as such a line: whoever signs up too often would ring.
  const unexpectedLines = measure(
    own,
    settings,
    'Unexpected',
    functions.map(({ spec, fn }) => ({
      fn,
      where: spec.trigger.kind === 'user-pool' ? saying('Not counted') : anError,
    })),
  );
  const unexpected = alarms.add('unexpected', {
    metric: unexpectedLines(sum),
    threshold: 1,
    meaning: 'A function logged something that it did not expect.',
    query: 'unexpected-errors',
    runbook: 'unexpected-errors',
  });

  for (const { spec, fn } of functions) {
    if (spec.trigger.kind !== 'schedule') continue;
    alarms.add(`${spec.name}-missed`, {
      metric: fn.metricInvocations({ period: Duration.days(1), statistic: cloudwatch.Stats.SUM }),
      threshold: 1,
      when: 'silent',
      meaning: `${spec.name} was not woken for two days or more.`,
      runbook: 'schedule-missed',
    });
  }
  return { errors, throttled, concurrency: [concurrency], slow: [slow], unexpected: [unexpected] };
};
