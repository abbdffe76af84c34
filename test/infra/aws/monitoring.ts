import { describe, expect, it } from 'vitest';
import { specs } from '../../../functions/specs.ts';
import { tableShape } from '../../../functions/store/table.ts';
import { savedQueries } from '../../../infra/aws/queries.ts';
import { judgesReleases } from '../../../infra/pipeline/alarms.ts';
import { pageNames, textOf } from '../../runbooks/pages.ts';
import { only, type Template, text } from '../template.ts';
import { documented } from './documented.ts';

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

    it('judge a release where an update can set them off', () => {
      const judging = alarms.filter(({ AlarmDescription }) => judgesReleases({ words: AlarmDescription }));
      expect([...new Set(judging.map(({ AlarmDescription }) => pageOf(AlarmDescription)))].sort()).toEqual([
        'api-faults',
        'failure-queue',
        'function-errors',
        'function-slow',
        'queue-waiting',
        'stream-behind',
        'unexpected-errors',
      ]);
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

    it('watch every function for errors, those that people wait for for refusals, each schedule for not coming, and documents for coming in masses', () => {
      const on = (metric: string) =>
        alarms
          .filter(
            ({ MetricName, Namespace, Dimensions }) =>
              MetricName === metric && Namespace === 'AWS/Lambda' && Dimensions,
          )
          .map(({ Dimensions }) => text(Dimensions[0].Value))
          .sort();
      const refs = (kinds?: string) =>
        specs
          .filter(({ trigger }) => !kinds || trigger.kind === kinds)
          .map(({ name }) => `<${main.fn(name)[0]}>`)
          .sort();
      const arriving = `<${main.fn('verify-attachment')[0]}>`;
      const invoked = [...refs('schedule'), arriving].sort();
      expect([on('Errors'), on('Throttles'), on('Invocations')]).toEqual([refs(), refs('http'), invoked]);
      expect(alarms.filter(({ MetricName, Dimensions }) => MetricName === 'Throttles' && !Dimensions)).toHaveLength(1);
    });

    it('on what must come by the clock tell when nothing comes any more, and not before anything came', () => {
      const [topic] = only(main.ofType('SNS::Topic'));
      for (const { AlarmName, TreatMissingData, InsufficientDataActions } of alarms)
        expect([TreatMissingData, InsufficientDataActions]).toEqual(
          AlarmName.endsWith('-missed') ? ['missing', [{ Ref: topic }]] : ['notBreaching', undefined],
        );
    });

    it('are on what AWS documents that it counts, of resources that are there', () => {
      const named = (type: string) => main.ofType(type).map(([id]) => `<${id}>`);
      const values: Record<string, string[]> = {
        FunctionName: named('Lambda::Function'),
        QueueName: main.ofType('SQS::Queue').map(([id]) => `<${id}.QueueName>`),
        ApiId: named('ApiGatewayV2::Api'),
        TableName: named('DynamoDB::Table'),
        GlobalSecondaryIndexName: tableShape.indexes.map(({ name }) => name),
        'ses:configuration-set': [
          'permanent-call-appel-a-projets-example',
          'permanent-call-appel-a-projets-example-letters',
        ],
      };
      const used = new Set<string>();
      for (const { Namespace, MetricName, Dimensions = [] } of alarms.filter(({ Namespace }) =>
        /^AWS\//.test(Namespace),
      )) {
        const names = (Dimensions as { Name: string }[]).map(({ Name }) => Name).sort();
        const entry = documented.findIndex(
          ({ namespace, metrics, dimensions }) =>
            namespace === Namespace && metrics.includes(MetricName) && dimensions.join() === names.join(),
        );
        expect([Namespace, MetricName, names, entry >= 0]).toEqual([Namespace, MetricName, names, true]);
        for (const { Name, Value } of Dimensions) expect(values[Name]).toContain(text(Value));
        used.add(`${entry} ${MetricName}`);
      }
      expect(alarms.filter(({ Metrics }) => Metrics)).toEqual([]);
      // Nothing is documented here that no alarm is on, but for what the dashboard alone shows.
      const all = documented.flatMap(({ metrics }, entry) => metrics.map((metric) => `${entry} ${metric}`));
      expect(all.filter((one) => !used.has(one))).toEqual(['0 Duration']);
    });

    it('watch the table and each index for refused reads and writes', () => {
      const refused = alarms
        .filter(({ Namespace }) => Namespace === 'AWS/DynamoDB')
        .map(({ MetricName, Dimensions }) => [
          MetricName,
          Dimensions.find(({ Name }: { Name: string }) => Name === 'GlobalSecondaryIndexName')?.Value ?? 'table',
        ]);
      const places = ['table', ...tableShape.indexes.map(({ name }) => name)];
      expect(refused.sort()).toEqual(
        places
          .flatMap((place) => [
            ['ReadThrottleEvents', place],
            ['WriteThrottleEvents', place],
          ])
          .sort(),
      );
    });

    it('that cannot name a function or a file name the saved query that does', () => {
      const named = alarms.flatMap(({ AlarmDescription }) =>
        [...AlarmDescription.matchAll(/The saved query permanent-call\/staging\/([\w-]+) names it\./g)].map(
          ([, name]) => name,
        ),
      );
      const saved = savedQueries().map(({ name }) => name);
      expect(named.filter((name) => !saved.includes(name))).toEqual([]);
      const ownFigures = alarms.filter(({ Namespace }) => Namespace.startsWith('PermanentCall/'));
      // The lists of what did not leave and of what waits are pages of staff's.
      for (const { MetricName, AlarmDescription } of ownFigures)
        if (!['MailsUnsent', 'DocumentsWaiting'].includes(MetricName))
          expect(AlarmDescription).toContain('The saved query');
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
      expect(rule('MailsLate')).toEqual([
        [1, 300, 3, 'Sum'],
        [1, 3600, 2, 'Sum'],
      ]);
      expect(rule('MailsUnsent')).toEqual([[1, 3600, 1, 'Maximum']]);
    });

    it('tell of clocks when they come near and again when they are past', () => {
      const clocks = alarms.filter(({ MetricName }) => MetricName === 'DaysToSilence');
      expect(
        clocks.map(({ ComparisonOperator, Threshold, Statistic }) => [ComparisonOperator, Threshold, Statistic]),
      ).toEqual([
        ['LessThanOrEqualToThreshold', 14, 'Minimum'],
        ['LessThanThreshold', 0, 'Minimum'],
      ]);
    });

    it('ring well before SES reviews the account, on its own figure and on that of each configuration set', () => {
      const rates = alarms.filter(({ Namespace }) => Namespace === 'AWS/SES');
      const sets = [
        undefined,
        'permanent-call-appel-a-projets-example-letters',
        'permanent-call-appel-a-projets-example',
      ];
      expect(
        rates.map(({ MetricName, Threshold, Dimensions }) => [MetricName, Threshold, Dimensions?.[0].Value]),
      ).toEqual([
        ...sets.map((set) => ['Reputation.BounceRate', 0.02, set]),
        ...sets.map((set) => ['Reputation.ComplaintRate', 0.0005, set]),
      ]);
      for (const { AlarmDescription } of rates) expect(AlarmDescription).toContain('a single one where few leave');
    });
  });

  describe('queries of the runbooks', () => {
    const pages = [textOf('README'), ...pageNames.map(textOf)];
    it('are saved as they stand there, with the logs of their functions', () => {
      const saved = main.ofType('Logs::QueryDefinition').map(([, { Properties }]) => Properties);
      const queries = savedQueries();
      expect(saved.map(({ Name }) => Name).sort()).toEqual(
        queries.map(({ name }) => `permanent-call/staging/${name}`).sort(),
      );
      expect(new Set(queries.map(({ name }) => name)).size).toBe(queries.length);
      for (const { name, functions, query } of queries) {
        const one = only(saved.filter(({ Name }) => Name === `permanent-call/staging/${name}`));
        const groups = (functions.length > 0 ? functions : specs.map((spec) => spec.name)).map(
          (fn) => main.fn(fn)[1].Properties.LoggingConfig.LogGroup.Ref,
        );
        expect([one.QueryString, one.LogGroupNames.map(text).sort()]).toEqual([
          query,
          groups.map((id) => `<${id}>`).sort(),
        ]);
      }
    });

    it('are each named by the page that they stand on, and no page asks a log otherwise', () => {
      for (const page of pages) {
        const own = [...page.matchAll(/^```logs (\S+)/gm)].map(([, name]) => name as string);
        for (const name of own) expect(page).toMatch(new RegExp(`[Ss]aved query\\s+\`${name}\``));
        expect(page).not.toMatch(/^```logs$|\| filter .*`/m);
      }
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
    const ours = { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } };
    const statements = policy.Properties.PolicyDocument.Statement as {
      Effect: string;
      Principal: unknown;
      Condition: unknown;
    }[];
    // Whoever may tell it does so for this account alone.
    expect(statements.filter(({ Effect }) => Effect === 'Allow')).toMatchObject([
      { Principal: { Service: ['budgets.amazonaws.com', 'cloudwatch.amazonaws.com'] }, Condition: ours },
    ]);
  });
};
