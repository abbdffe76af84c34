import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as logs from 'aws-cdk-lib/aws-logs';
import { silenceWarningDays } from '../../../schemas/clocks.ts';
import type { Made } from '../functions.ts';
import { measure, saying } from '../measures.ts';
import { type Alarms, sum } from './alarm.ts';

/** Documents in an hour that no day of a city brings: two persons' whole days (`usualPerDay`), a dollar of scans at the most. */
const tooManyDocuments = 1000;

/** Files that silence refuses, documents that wait or come in masses, events that somebody changed, figures that are not what the events make. */
export const watchFiles = (alarms: Alarms, ofName: (name: string) => Made['fn']) => {
  const { own, settings } = alarms;
  const { any, all, numberValue } = logs.FilterPattern;
  const daysLeft = measure(own, settings, 'DaysToSilence', [
    {
      fn: ofName('watch-clocks'),
      // Where no clock runs there are no days to tell.
      where: all(saying('Clocks watched'), any(numberValue('$.near', '>', 0), numberValue('$.past', '>', 0))),
      value: '$.daysLeft',
    },
  ]);
  const changed = measure(own, settings, 'EventChanged', [
    { fn: ofName('relay'), where: saying('A stored event was changed or removed') },
  ]);
  const differing = measure(own, settings, 'FiguresDiffering', [
    { fn: ofName('reconcile'), where: saying('Figures reconciled'), value: '$.differing' },
  ]);
  const waiting = measure(own, settings, 'DocumentsWaiting', [
    { fn: ofName('watch-documents'), where: saying('Documents watched'), value: '$.waiting' },
    { fn: ofName('scan-attachment'), where: saying('The scanner reported a fault') },
  ]);
  // What is looked at twice a day has a figure each day.
  const daily = (statistic: string) => ({ period: Duration.days(1), statistic });
  const clocks = [
    alarms.add('clocks-near', {
      metric: daysLeft(daily(cloudwatch.Stats.MINIMUM)),
      threshold: silenceWarningDays,
      when: 'at-most',
      meaning: 'Silence refuses a file within days.',
      query: 'clocks',
      runbook: 'clocks',
    }),
    alarms.add('clocks-past', {
      metric: daysLeft(daily(cloudwatch.Stats.MINIMUM)),
      threshold: 0,
      when: 'below',
      meaning: 'Silence has refused a file that nobody decided.',
      query: 'clocks',
      runbook: 'clocks',
    }),
  ];
  const events = alarms.add('events-changed', {
    metric: changed(sum),
    threshold: 1,
    meaning: 'A stored event was changed or removed: no function can do that.',
    query: 'events-changed',
    runbook: 'chain',
  });
  const figures = alarms.add('figures-differ', {
    metric: differing(daily(cloudwatch.Stats.MAXIMUM)),
    threshold: 1,
    meaning: 'Monitoring figures are not what the events make.',
    query: 'figures-differ',
    runbook: 'figures',
  });
  const documents = alarms.add('documents-waiting', {
    metric: waiting({ period: Duration.minutes(15), statistic: cloudwatch.Stats.MAXIMUM }),
    threshold: 1,
    meaning: 'The scanner reported a fault, or has given no verdict on a document for more than an hour.',
    runbook: 'documents-waiting',
  });
  // Each that comes is verified once, one that is posted again as well: to the bucket itself, where no limit of ours stands.
  alarms.add('documents-arriving', {
    metric: ofName('verify-attachment').metricInvocations({
      period: Duration.hours(1),
      statistic: cloudwatch.Stats.SUM,
    }),
    threshold: tooManyDocuments,
    meaning: 'A thousand documents came within an hour, each to be stored and scanned.',
    runbook: 'documents-arriving',
  });
  return { clocks, stored: [events, figures], documents: [documents] };
};
