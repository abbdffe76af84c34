import { describe, expect, it } from 'vitest';
import { only, type Template, text } from '../template.ts';

type Stage = { template: Template; stackName: string; tags: Record<string, string> };

/** What is called by a name inside something that has its own, or is a name of AWS. */
const within = new Set([
  ...[
    'MetricName',
    'AttributeName',
    'IndexName',
    'HeaderName',
    'StageName',
    'ScopeName',
    'ParameterKey',
    'VendorName',
    'TermsName',
  ],
  ...['AWS::ApiGatewayV2::Authorizer Name', 'AWS::IAM::Role PolicyName', 'AWS::CloudWatch::Alarm Name'],
]);

/** Every name that a template fixes, with the type and the property that has it. */
const fixedNames = ({ resources }: Template): string[] => {
  const inside = (type: string, value: unknown): string[] =>
    typeof value !== 'object' || value === null
      ? []
      : Object.entries(value).flatMap(([property, given]) =>
          typeof given === 'string' && /(Name|^Domain|^Identifier)$/.test(property)
            ? within.has(property) || within.has(`${type} ${property}`)
              ? []
              : [`${type} ${property} ${given}`]
            : inside(type, given),
        );
  return Object.values(resources).flatMap(({ Type, Properties = {} }) => inside(Type, Properties));
};

export const describeProduction = ({ template: main, stackName, tags }: Stage): void => {
  describe('a production', () => {
    it('asks for TLS 1.2 on its domain', () => {
      const distribution = main.ofType('CloudFront::Distribution')[0]?.[1];
      expect(distribution?.Properties.DistributionConfig).toMatchObject({
        Aliases: ['appel.ville.example'],
        ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021' },
      });
    });

    it('sends people back to that domain', () => {
      for (const [, { Properties }] of main.ofType('Cognito::UserPoolClient'))
        expect(Properties.CallbackURLs.map(text)).toEqual(['https://appel.ville.example/signed-in']);
    });

    it('keeps things as long as it is told', () => {
      const rules = (bucket: string) =>
        only(main.ofType('S3::Bucket').filter(([id]) => id.startsWith(bucket)))[1].Properties.LifecycleConfiguration
          .Rules;
      for (const bucket of ['Pages', 'Attachments'])
        expect(rules(bucket)[0].NoncurrentVersionExpiration).toEqual({ NoncurrentDays: 60 });
      const { PointInTimeRecoverySpecification } = only(main.ofType('DynamoDB::Table'))[1].Properties;
      expect(PointInTimeRecoverySpecification.RecoveryPeriodInDays).toBe(7);
      const others = main
        .ofType('Logs::LogGroup')
        .filter(([, { Properties }]) => !/\/security$/.test(Properties.LogGroupName ?? ''));
      for (const [, { Properties }] of others) expect(Properties.RetentionInDays).toBe(30);
    });

    it('tells its alarms to the address that it was given', () => {
      expect(main.ofType('SNS::Subscription').map(([, { Properties }]) => Properties.Endpoint)).toEqual([
        'ops@ville.example',
      ]);
    });

    it('has its costs told apart by its tag, and its budget counts those alone', () => {
      expect(tags).toEqual({ 'permanent-call-stage': 'production' });
      const { Budget } = only(main.ofType('Budgets::Budget'))[1].Properties;
      expect(Budget.CostFilters).toEqual({ TagKeyValue: ['user:permanent-call-stage$production'] });
    });

    it('takes as many units in a second as it is told, in the table and each index', () => {
      const most = { MaxReadRequestUnits: 6000, MaxWriteRequestUnits: 2000 };
      const { OnDemandThroughput, GlobalSecondaryIndexes } = only(main.ofType('DynamoDB::Table'))[1].Properties;
      expect([{ OnDemandThroughput }, ...GlobalSecondaryIndexes].map((place) => place.OnDemandThroughput)).toEqual(
        Array(1 + GlobalSecondaryIndexes.length).fill(most),
      );
    });

    it('is called so', () => {
      expect(stackName).toBe('permanent-call-production');
    });
  });
};

/** Staging and production of one account, with one sender. */
export const describeSideBySide = (staging: Stage, production: Stage, mails: readonly Stage[]): void => {
  describe('two stages of one account', () => {
    it('share no name that is fixed', () => {
      const names = [staging, production].map(({ template }) => fixedNames(template));
      expect(names[0]?.length).toBeGreaterThan(15);
      expect(names[0]?.filter((name) => names[1]?.includes(name))).toEqual([]);
      expect(staging.stackName).not.toBe(production.stackName);
    });

    it('share the sender and its stack, made by either with the same template and a tag of neither', () => {
      for (const { tags } of mails) expect(tags).toEqual({ 'permanent-call-stage': 'shared' });
      expect(new Set(mails.map(({ stackName }) => stackName)).size).toBe(1);
      expect(mails[0]?.template.resources).toEqual(mails[1]?.template.resources);
    });
  });
};
