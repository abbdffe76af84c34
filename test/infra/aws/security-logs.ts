import { describe, expect, it } from 'vitest';
import { only, permissionsOf, type Resource, type Template, text } from '../template.ts';

// biome-ignore lint/suspicious/noExplicitAny: a part of a template
type Json = any;

const list = (value: Json): Json[] => (Array.isArray(value) ? value : [value]);

/** What holds addresses in a main template: the bucket of logs, its policy, and the gateway's log. */
const placesOf = (main: Template) => {
  const [bucketId, bucket] = only(main.ofType('S3::Bucket').filter(([id]) => id.startsWith('AccessLogs')));
  const [, policy] = only(main.ofType('S3::BucketPolicy').filter(([, r]) => r.Properties.Bucket.Ref === bucketId));
  const [, stage] = only(main.ofType('ApiGatewayV2::Stage'));
  const { DestinationArn, Format } = stage.Properties.AccessLogSettings;
  const [, groupId = ''] = /<(\w+)\.Arn>/.exec(text(DestinationArn)) ?? [];
  return {
    bucketId,
    bucket,
    statements: policy.Properties.PolicyDocument.Statement as Json[],
    groupId,
    group: main.resources[groupId] as Resource,
    format: JSON.parse(Format) as Record<string, string>,
  };
};

const readerOf = (main: Template) =>
  only(main.ofType('IAM::Role').filter(([id]) => id.startsWith('SecurityLogReader')));

/** @param days that requests, and readers of objects, are kept with their address. */
export const describeSecurityLogs = (main: Template, days: { requests: number; objects: number }): void => {
  const { bucketId, bucket, statements, groupId, group, format } = placesOf(main);
  const [readerId, reader] = readerOf(main);

  describe(`security logs of ${days.requests} days`, () => {
    it('are kept so long, apart from the others', () => {
      const rules = bucket.Properties.LifecycleConfiguration.Rules as Json[];
      expect(rules.map(({ Status, Prefix, ExpirationInDays }) => [Status, Prefix, ExpirationInDays])).toEqual([
        ['Enabled', 'pages/', days.objects],
        ['Enabled', 'attachments/', days.objects],
        // What an earlier setting left goes within a day.
        ['Enabled', 'AWSLogs/', days.requests || 1],
      ]);
      expect(group.Properties.LogGroupName).toMatch(days.requests > 0 ? /\/security$/ : /\/api$/);
      if (days.requests > 0) expect(group.Properties.RetentionInDays).toBe(days.requests);
    });

    it('hold the address of who asked the gateway, and of a person nothing', () => {
      const address = days.requests > 0 ? { address: '$context.identity.sourceIp' } : {};
      const ofCaller = Object.entries(format).filter(([, value]) =>
        /identity|claims|userAgent|\.path|header|query/i.test(value),
      );
      expect(Object.fromEntries(ofCaller)).toEqual(address);
    });

    it('are all that the gateway and CloudFront write: any other log is of a function', () => {
      const [, distribution] = only(main.ofType('CloudFront::Distribution'));
      expect(distribution.Properties.DistributionConfig.Logging).toBeUndefined();
      const ofFunctions = main.ofType('Lambda::Function').map(([, fn]) => fn.Properties.LoggingConfig.LogGroup.Ref);
      expect(new Set([groupId, ...ofFunctions])).toEqual(new Set(main.ofType('Logs::LogGroup').map(([id]) => id)));
    });

    it('are read by one role, which the account alone gives out and which can do nothing else', () => {
      const gateway = days.requests > 0 ? [`logs:FilterLogEvents on <${groupId}.Arn>`] : [];
      expect(permissionsOf(reader)).toEqual(
        [...gateway, `s3:GetObject on <${bucketId}.Arn>/*`, `s3:ListBucket on <${bucketId}.Arn>`].sort(),
      );
      expect(reader.Properties.AssumeRolePolicyDocument.Statement).toEqual([
        { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { AWS: expect.anything() } },
      ]);
      expect(text(reader.Properties.AssumeRolePolicyDocument.Statement[0].Principal.AWS)).toBe(
        'arn:aws:iam::<AWS::AccountId>:root',
      );
    });

    it('are read by no other role, whatever rights it has', () => {
      const refused = statements.filter(
        ({ Effect, Action }) => Effect === 'Deny' && list(Action).includes('s3:GetObject'),
      );
      expect(refused).toEqual([
        {
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: ['s3:GetObject', 's3:GetObjectVersion', 's3:GetObjectVersionForReplication'],
          Resource: expect.anything(),
          Condition: { ArnNotEquals: { 'aws:PrincipalArn': { 'Fn::GetAtt': [readerId, 'Arn'] } } },
        },
      ]);
      expect(text(refused[0].Resource)).toBe(`<${bucketId}.Arn>/*`);
      for (const [id, role] of main.ofType('IAM::Role')) {
        if (id === readerId) continue;
        const rights = JSON.stringify(role.Properties.Policies ?? []);
        expect([id, rights.includes(`"${bucketId}"`), rights.includes(`"${groupId}"`)]).toEqual([id, false, false]);
      }
    });

    it('take what CloudFront delivers of this account, and only where they are kept', () => {
      const delivered = statements.filter(({ Principal }) => Principal.Service === 'delivery.logs.amazonaws.com');
      expect(
        delivered.map(({ Effect, Action, Resource, Condition }) => ({
          Effect,
          Action,
          Resource: text(Resource),
          account: text(Condition.StringEquals['aws:SourceAccount']),
          source: text(Condition.ArnLike['aws:SourceArn']),
        })),
      ).toEqual(
        days.requests === 0
          ? []
          : [
              {
                Effect: 'Allow',
                Action: 's3:PutObject',
                Resource: `<${bucketId}.Arn>/AWSLogs/<AWS::AccountId>/*`,
                account: '<AWS::AccountId>',
                source: 'arn:<AWS::Partition>:logs:us-east-1:<AWS::AccountId>:delivery-source:*',
              },
            ],
      );
    });

    it('are what the pages say of them', () => {
      expect(main.outputs.AddressDays?.Value).toBe(String(Math.max(days.requests, days.objects, 90)));
    });
  });
};

/** The stack that has the site's requests delivered. */
export const describeDelivery = (
  security: Template,
  built: { stackName: string; environment: { region: string } },
  main: Template,
): void => {
  describe('the requests of the site', () => {
    const [, source] = only(security.ofType('Logs::DeliverySource'));
    const [destinationId, destination] = only(security.ofType('Logs::DeliveryDestination'));
    const [, delivery] = only(security.ofType('Logs::Delivery'));

    it('are delivered from the only region of CloudFront, by a stack that holds nothing', () => {
      expect([built.stackName, built.environment.region]).toEqual(['permanent-call-security-production', 'us-east-1']);
      expect(Object.keys(security.resources)).toHaveLength(3);
    });

    it('come from the distribution into the bucket that the main stack names', () => {
      expect(text(source.Properties.ResourceArn)).toBe(
        'arn:aws:cloudfront::<AWS::AccountId>:distribution/EDFDVBD6EXAMPLE',
      );
      expect(source.Properties.LogType).toBe('ACCESS_LOGS');
      expect(destination.Properties.DestinationResourceArn).toBe('arn:aws:s3:::logs-example');
      expect(text(delivery.Properties.DeliveryDestinationArn)).toBe(`<${destinationId}.Arn>`);
      expect(main.outputs.Distribution?.Value).toEqual({ Ref: only(main.ofType('CloudFront::Distribution'))[0] });
      expect(main.outputs.LogBucket?.Value).toEqual({ Ref: placesOf(main).bucketId });
    });

    it('hold the address and the path, and neither query, cookie, browser nor the page before', () => {
      const { RecordFields } = delivery.Properties;
      expect(RecordFields).toEqual(expect.arrayContaining(['date', 'time', 'c-ip', 'cs-uri-stem', 'sc-status']));
      for (const field of RecordFields)
        expect(field).not.toMatch(/query|cookie|user-agent|referer|forwarded|authorization|headers/i);
    });
  });
};
