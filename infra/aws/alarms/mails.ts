import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Made } from '../functions.ts';
import { configurationSet, letterSet } from '../mail.ts';
import { measure, saying } from '../measures.ts';
import type { Settings } from '../settings.ts';
import { type Alarms, sum } from './alarm.ts';

const hour = Duration.hours(1);

/** Mails that do not leave, that reach nobody, and that come back. */
export const watchMails = (alarms: Alarms, ofName: (name: string) => Made['fn']) => {
  const { own, settings } = alarms;
  const late = measure(own, settings, 'MailsLate', [
    { fn: ofName('send'), where: saying('A mail is tried again later') },
    { fn: ofName('remind'), where: saying('A reminder did not leave') },
    { fn: ofName('expire-drafts'), where: saying('A warning did not leave') },
    {
      fn: ofName('watch-mails'),
      where: logs.FilterPattern.all(saying('Mails'), logs.FilterPattern.numberValue('$.overdue', '>', 0)),
    },
  ]);
  const unsent = measure(own, settings, 'MailsUnsent', [
    { fn: ofName('watch-mails'), where: saying('Mails'), value: '$.unsent' },
  ]);
  const refusals = [
    alarms.add('mails-refused', {
      metric: late(sum),
      threshold: 1,
      // A mail is tried three times, then again some minutes later, and each finding of what is overdue wakes the sender:
      // what comes back within a quarter of an hour is no hiccup.
      periods: 3,
      meaning: 'For a quarter of an hour, mails that were to leave did not.',
      query: 'mails-refused',
      runbook: 'mails-refused',
    }),
    // Reminders and warnings are written once an hour at the most, so that they never fill a quarter of one.
    alarms.add('reminders-refused', {
      metric: late({ period: hour, statistic: cloudwatch.Stats.SUM }),
      threshold: 1,
      periods: 2,
      meaning: 'In two hours, one after the other, a reminder, a warning that a draft expires or a mail did not leave.',
      query: 'mails-refused',
      runbook: 'mails-refused',
    }),
    alarms.add('mails-unsent', {
      metric: unsent({ period: hour, statistic: cloudwatch.Stats.MAXIMUM }),
      threshold: 1,
      meaning:
        'A letter or a mail reached nobody, or there was nobody to send it to; it waits for somebody of the staff.',
      runbook: 'mails-unsent',
    }),
  ];
  return { refusals, reputation: watchReputation(alarms, settings) };
};

/**
 * SES reviews an account at 5 % of bounces or 0.1 % of complaints and may pause it at 10 % or 0.5 % (the sending review
 * process, docs.aws.amazon.com/ses/latest/dg/faqs-enforcement.html): alarms ring at half of the first and below. What it acts
 * on is the account's own figure, with whatever else the account sends; those of the configuration sets say where it comes
 * from.
 */
const watchReputation = (alarms: Alarms, settings: Settings): cloudwatch.IMetric[] => {
  const sources = [
    { id: 'account', of: "the account's mails", dimensions: undefined },
    { id: 'letters', of: 'our letters', dimensions: { 'ses:configuration-set': letterSet(settings) } },
    {
      id: 'codes',
      of: 'sign-in codes and invitations',
      dimensions: { 'ses:configuration-set': configurationSet(settings.senderDomain) },
    },
  ];
  const rates = [
    {
      id: 'bounces',
      metricName: 'Reputation.BounceRate',
      threshold: 0.02,
      said: (of: string) =>
        `Two in a hundred of ${of} bounce, or a single one where few leave; SES reviews an account at five.`,
    },
    {
      id: 'complaints',
      metricName: 'Reputation.ComplaintRate',
      threshold: 0.0005,
      said: (of: string) =>
        `One in two thousand of ${of} is called spam, or a single one where few leave; SES reviews an account at one in a thousand.`,
    },
  ];
  return rates.flatMap(({ id, metricName, threshold, said }) =>
    sources.map(({ id: source, of, dimensions }) =>
      alarms.add(`${id}-${source}`, {
        metric: new cloudwatch.Metric({
          namespace: 'AWS/SES',
          metricName,
          ...(dimensions && { dimensionsMap: dimensions }),
          period: hour,
          statistic: cloudwatch.Stats.MAXIMUM,
        }),
        threshold,
        meaning: said(of),
        runbook: id,
      }),
    ),
  );
};
