import { Aws, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { edgeRegion } from './edge.ts';
import { bucketId } from './malware.ts';
import { accept } from './nag.ts';
import type { Settings } from './settings.ts';
import { deliveredLogs } from './storage.ts';

/** CloudTrail keeps its events for so long in every account, with the addresses of who signs in on the pools' pages. */
const trailDays = 90;

/** Days after which no log holds the address of a visitor any more. */
export const addressDays = ({ securityLogDays, accessLogDays }: Settings): number =>
  Math.max(securityLogDays, accessLogDays, trailDays);

/**
 * Lets one role read the logs that hold addresses, and nobody else read those of the bucket, whatever their rights are: they
 * take the role, which CloudTrail notes. Who may take it is for the account's administrators to say (docs/deploy.md).
 */
export const closeSecurityLogs = (
  scope: Construct,
  { stage, securityLogDays }: Settings,
  { bucket, requestLog }: { bucket: s3.Bucket; requestLog: logs.LogGroup },
): iam.Role => {
  const { account } = Stack.of(scope);
  const everything = bucket.arnForObjects('*');
  const allowed = (action: string, resource: string) =>
    new iam.PolicyStatement({ actions: [action], resources: [resource] });
  const reader = new iam.Role(scope, 'SecurityLogReader', {
    roleName: `permanent-call-${stage}-security-reader`,
    description: `Reads the logs of ${stage} that hold addresses of visitors, and nothing else`,
    assumedBy: new iam.AccountRootPrincipal(),
    inlinePolicies: {
      read: new iam.PolicyDocument({
        statements: [
          allowed('s3:ListBucket', bucket.bucketArn),
          allowed('s3:GetObject', everything),
          ...(securityLogDays > 0 ? [allowed('logs:FilterLogEvents', requestLog.logGroupArn)] : []),
        ],
      }),
    },
  });
  accept(reader, {
    [`IAM5[Resource::<${bucketId(bucket)}.Arn>/*]`]: 'Each log is an object, which AWS names as it writes it.',
  });
  bucket.addToResourcePolicy(
    new iam.PolicyStatement({
      effect: iam.Effect.DENY,
      principals: [new iam.AnyPrincipal()],
      actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:GetObjectVersionForReplication'],
      resources: [everything],
      conditions: { ArnNotEquals: { 'aws:PrincipalArn': reader.roleArn } },
    }),
  );
  if (securityLogDays > 0)
    bucket.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('delivery.logs.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [bucket.arnForObjects(`${deliveredLogs}${account}/*`)],
        // As AWS documents it for deliveries; those of CloudFront come from one region, wherever the bucket is.
        conditions: {
          StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:logs:${edgeRegion}:${account}:delivery-source:*` },
        },
      }),
    );
  return reader;
};
