import { describe, expect, it } from 'vitest';
import { tableShape } from '../../../functions/store/table.ts';
import { only, type Template, text } from '../template.ts';
import { finders } from './finders.ts';

export const describeStorage = (main: Template): void => {
  const { table, bucketId, bucket } = finders(main);
  describe('what is kept', () => {
    it('is a table of the declared shape, on demand, with point-in-time recovery', () => {
      const { Properties } = table;
      const key = (partition: string, sort: string) => [
        { AttributeName: partition, KeyType: 'HASH' },
        { AttributeName: sort, KeyType: 'RANGE' },
      ];
      // An index without a maximum of its own takes whatever comes.
      const most = { MaxReadRequestUnits: 3000, MaxWriteRequestUnits: 1000 };
      expect(Properties.OnDemandThroughput).toEqual(most);
      expect(Properties.KeySchema).toEqual(key(tableShape.partitionKey, tableShape.sortKey));
      expect(Properties.GlobalSecondaryIndexes).toEqual(
        tableShape.indexes.map((index) => ({
          IndexName: index.name,
          KeySchema: key(index.partitionKey, index.sortKey),
          Projection: { ProjectionType: 'ALL' },
          OnDemandThroughput: most,
        })),
      );
      expect(Properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
        DeletionProtectionEnabled: true,
        TimeToLiveSpecification: { AttributeName: tableShape.timeToLive, Enabled: true },
      });
      expect(Properties.StreamSpecification).toEqual({ StreamViewType: 'KEYS_ONLY' });
    });

    it('outlives the stack, but for one whose creation is taken back', () => {
      const kept = ['DynamoDB::Table', 'S3::Bucket', 'Cognito::UserPool'].flatMap((type) => main.ofType(type));
      expect(kept).toHaveLength(6);
      for (const [id, { DeletionPolicy, UpdateReplacePolicy }] of kept) {
        expect([id, DeletionPolicy, UpdateReplacePolicy]).toEqual([id, 'RetainExceptOnCreate', 'Retain']);
      }
    });

    it('is scanned by a plan that is made once its role has been known to AWS for a while', () => {
      const [, plan] = only(main.ofType('GuardDuty::MalwareProtectionPlan'));
      const later = (type: string) => main.ofType(type).map(([id]) => id);
      expect(plan.DependsOn).toEqual(
        expect.arrayContaining([
          ...later('Lambda::Function'),
          ...later('Lambda::EventSourceMapping'),
          ...later('ApiGatewayV2::Stage'),
        ]),
      );
    });

    it('is closed to the public, encrypted and read over TLS only', () => {
      for (const [id, { Properties }] of main.ofType('S3::Bucket')) {
        expect(Properties.PublicAccessBlockConfiguration).toEqual({
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        });
        expect(Properties.BucketEncryption).toBeDefined();
        const [, policy] = only(main.ofType('S3::BucketPolicy').filter(([, r]) => r.Properties.Bucket.Ref === id));
        const denied = policy.Properties.PolicyDocument.Statement.filter(
          ({ Effect }: { Effect: string }) => Effect === 'Deny',
        );
        expect(denied.map(({ Condition }: { Condition: unknown }) => Condition)).toContainEqual({
          Bool: { 'aws:SecureTransport': 'false' },
        });
      }
    });

    it('takes documents from the pages alone, tells the bus, and keeps versions for 30 days', () => {
      const { Properties } = bucket;
      const rule = only(
        Properties.CorsConfiguration.CorsRules as { AllowedMethods: string[]; AllowedOrigins: unknown[] }[],
      );
      expect(rule.AllowedMethods).toEqual(['POST', 'GET']);
      expect(rule.AllowedOrigins.map(text)).toEqual([
        `https://<${only(main.ofType('CloudFront::Distribution'))[0]}.DomainName>`,
      ]);
      expect(Properties.NotificationConfiguration).toEqual({ EventBridgeConfiguration: { EventBridgeEnabled: true } });
      expect(Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
      expect(Properties.LifecycleConfiguration.Rules).toEqual([
        {
          Status: 'Enabled',
          NoncurrentVersionExpiration: { NoncurrentDays: 30 },
          ExpiredObjectDeleteMarker: true,
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
        },
        {
          Status: 'Enabled',
          Prefix: 'attachments/',
          NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 5 },
        },
        { Status: 'Enabled', Prefix: 'backups/', ExpirationInDays: 35 },
      ]);
      // Backups hold everything of everybody: no role of a function names them.
      const reached = main
        .ofType('IAM::Role')
        .map(([, role]) => JSON.stringify(role.Properties.Policies ?? []))
        .filter((policies) => policies.includes(`"${bucketId}","Arn"`));
      expect(reached.length).toBeGreaterThan(3);
      for (const policies of reached) expect(policies).not.toMatch(/backups|"Arn"\]\},"\/\*"/);
      expect(Properties.LoggingConfiguration.DestinationBucketName).toBeDefined();
      const [, plan] = only(main.ofType('GuardDuty::MalwareProtectionPlan'));
      expect(plan.Properties.ProtectedResource.S3Bucket).toEqual({
        BucketName: { Ref: bucketId },
        ObjectPrefixes: ['attachments/'],
      });
    });
  });
};
