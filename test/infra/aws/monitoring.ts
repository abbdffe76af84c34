import { describe, expect, it } from 'vitest';
import { specs } from '../../../functions/specs.ts';
import { pageNames, textOf } from '../../runbooks/pages.ts';
import { only, type Template, text } from '../template.ts';

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

    it('are on the figures that functions count, under the names that they count them by', () => {
      const counted = alarms.filter(({ MetricName }) => /^Clocks/.test(MetricName));
      expect(counted.map(({ MetricName, Namespace, Dimensions }) => [MetricName, Namespace, Dimensions])).toEqual(
        ['ClocksNear', 'ClocksPast'].map((name) => [
          name,
          'PermanentCall',
          [{ Name: 'service', Value: 'permanent-call-staging-watch-clocks' }],
        ]),
      );
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
