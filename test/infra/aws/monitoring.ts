import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { specs } from '../../../functions/specs.ts';
import { pageNames, textOf } from '../../runbooks/pages.ts';
import { only, type Template, text } from '../template.ts';

/** What each function counts, by the name that it counts it under: the literals of each call, or of the table it looks up. */
const counted = new Map(
  specs.flatMap(({ name }) => {
    const folder = join(import.meta.dirname, '..', '..', '..', 'functions', name);
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .filter((text) => text.includes('.addMetric('))
      .flatMap((text) =>
        [...text.matchAll(/\.addMetric\(('(\w+)'|\w+\[)/g)].flatMap(([, , literal]) => literal ?? tableIn(text)),
      )
      .map((metric): [string, string] => [metric, name]);
  }),
);

/** The names in a table of figures, as `record-delivery` has one. */
function tableIn(text: string): string[] {
  const [, table = ''] = /const metricOf = (\{.*?\}) as const/s.exec(text) ?? [];
  return [...table.matchAll(/'(\w+)'/g)].map(([, name]) => name as string);
}

/** Figures that no alarm is on, each with its reason. */
const withoutAlarm: Record<string, string> = {
  MailSent: 'What is usual.',
  ReminderSent: 'What is usual.',
  DraftWarningSent: 'What is usual.',
  DraftWarningHeld: 'The pages say the day as well, and nobody of the City has an address to mend it with.',
  DraftExpired: 'What is usual.',
  MailTriedAgain: 'A lease that lapsed: the mail leaves, and a double is all that can come of it.',
  MailHeld: 'Staff see it on the file, with what to do.',
  MailRefused: 'The list of what did not leave rings, and staff see each there.',
  MailDropped: 'Nobody misses a mail that is due no more.',
  MailBounced: 'SES’s own rate rings, and staff see each on its file.',
  MailComplained: 'SES’s own rate rings, and staff see each on its file.',
  MailUndelivered: 'A full mailbox; staff see each on its file.',
};

/** The figures that an alarm is on: one, or those that its expression names. */
// biome-ignore lint/suspicious/noExplicitAny: a template's properties have no types.
const figuresOf = (alarm: any): any[] =>
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  alarm.Metrics?.flatMap(({ MetricStat }: any) => (MetricStat ? [{ ...MetricStat, ...MetricStat.Metric }] : [])) ?? [
    alarm,
  ];

export const describeMonitoring = (main: Template): void => {
  const alarms = main.ofType('CloudWatch::Alarm').map(([, { Properties }]) => Properties);
  const pageOf = (description: string) => /^\S.*\. docs\/runbooks\/([\w-]+)\.md$/.exec(description)?.[1] ?? description;

  describe('alarms', () => {
    it('tell their topic when they begin and when they are over', () => {
      const [topic] = only(main.ofType('SNS::Topic'));
      for (const { AlarmActions, OKActions } of alarms)
        expect([AlarmActions, OKActions]).toEqual([[{ Ref: topic }], [{ Ref: topic }]]);
    });

    it('each name a runbook that is there', () => {
      expect(alarms.length).toBeGreaterThan(specs.length * 3);
      const named = [...new Set(alarms.map(({ AlarmDescription }) => pageOf(AlarmDescription)))];
      expect(named.filter((name) => !pageNames.includes(name))).toEqual([]);
    });

    it('or the index name each runbook', () => {
      const index = textOf('README');
      const named = alarms.map(({ AlarmDescription }) => pageOf(AlarmDescription));
      expect(pageNames.filter((name) => !named.includes(name) && !index.includes(`(${name}.md)`))).toEqual([]);
      // And nobody is sent to a page that is not there.
      const links = [index, ...pageNames.map(textOf)].flatMap((page) =>
        [...page.matchAll(/\]\(([\w-]+)\.md\)/g)].map(([, name]) => name as string),
      );
      expect(links.filter((name) => !pageNames.includes(name))).toEqual([]);
    });

    it('watch every function for errors, refusals and time, and each schedule for not coming', () => {
      const on = (metric: string) =>
        alarms
          .filter(({ MetricName, Namespace }) => MetricName === metric && Namespace === 'AWS/Lambda')
          .map(({ Dimensions }) => text(Dimensions[0].Value))
          .sort();
      const refs = specs.map(({ name }) => `<${main.fn(name)[0]}>`).sort();
      expect([on('Errors'), on('Throttles'), on('Duration')]).toEqual([refs, refs, refs]);
      const scheduled = specs.filter(({ trigger }) => trigger.kind === 'schedule');
      expect(on('Invocations')).toEqual(scheduled.map(({ name }) => `<${main.fn(name)[0]}>`).sort());
      for (const alarm of alarms.filter(({ MetricName }) => MetricName === 'Invocations'))
        expect(alarm).toMatchObject({ TreatMissingData: 'breaching', ComparisonOperator: 'LessThanThreshold' });
    });

    it('are on figures that functions count, by the function that counts them, and no figure goes unseen without a reason', () => {
      const named = alarms
        .flatMap(figuresOf)
        .filter(({ Namespace, Dimensions }) => Namespace === 'PermanentCall' && Dimensions)
        .map(({ MetricName, Dimensions }) => [MetricName, Dimensions]);
      expect(named.map(([name]) => name).sort()).toEqual(
        [...counted.keys()].filter((name) => !(name in withoutAlarm)).sort(),
      );
      for (const [name, dimensions] of named)
        expect([name, dimensions]).toEqual([
          name,
          [{ Name: 'service', Value: `permanent-call-staging-${counted.get(name)}` }],
        ]);
      expect(Object.keys(withoutAlarm).filter((name) => !counted.has(name))).toEqual([]);
    });

    it('ring for what is refused again and again, not for a hiccup', () => {
      const rule = (name: string) =>
        alarms
          .filter(({ MetricName }) => MetricName === name)
          .map(({ Threshold, Period, EvaluationPeriods, Statistic }) => [
            Threshold,
            Period,
            EvaluationPeriods,
            Statistic,
          ]);
      expect(rule('MailDelayed')).toEqual([[3, 900, 1, 'Sum']]);
      expect(rule('MailsUnsent')).toEqual([[1, 3600, 1, 'Maximum']]);
      expect(rule('MailsOverdue')).toEqual([[1, 300, 3, 'Maximum']]);
      for (const name of ['ReminderRefused', 'DraftWarningRefused']) expect(rule(name)).toEqual([[1, 3600, 2, 'Sum']]);
      expect(rule('NobodyToTell')).toEqual([[1, 300, 1, 'Sum']]);
    });

    it('ring well before SES reviews the account', () => {
      const rates = alarms.filter(({ Namespace }) => Namespace === 'AWS/SES');
      expect(rates.map(({ MetricName, Threshold }) => [MetricName, Threshold])).toEqual([
        ['Reputation.BounceRate', 0.02],
        ['Reputation.ComplaintRate', 0.0005],
      ]);
    });
  });

  it('a budget tells the same topic, which lets it', () => {
    const [topic] = only(main.ofType('SNS::Topic'));
    const [, budget] = only(main.ofType('Budgets::Budget'));
    expect(budget.Condition).toBe('OnAws');
    expect(budget.Properties.Budget).toMatchObject({ BudgetLimit: { Amount: 50, Unit: 'USD' }, TimeUnit: 'MONTHLY' });
    const notices = budget.Properties.NotificationsWithSubscribers as {
      Notification: { NotificationType: string; Threshold: number };
      Subscribers: unknown;
    }[];
    expect(notices.map(({ Notification }) => [Notification.NotificationType, Notification.Threshold])).toEqual([
      ['ACTUAL', 80],
      ['FORECASTED', 100],
      ['ACTUAL', 100],
    ]);
    for (const { Subscribers } of notices)
      expect(Subscribers).toEqual([{ SubscriptionType: 'SNS', Address: { Ref: topic } }]);
    const [, policy] = only(main.ofType('SNS::TopicPolicy'));
    expect(JSON.stringify(policy.Properties.PolicyDocument)).toContain('budgets.amazonaws.com');
  });
};
