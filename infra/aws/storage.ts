import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { tableShape } from '../../functions/store/table.ts';
import type { Settings } from './settings.ts';

/** What people entrust outlives its stack; of a stack whose creation fails, nothing is left. */
export const kept = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;

const key = (name: string): dynamodb.Attribute => ({ name, type: dynamodb.AttributeType.STRING });

/**
 * The one table. It outlives its stack. Another `tableGeneration` makes a new, empty one of the same shape, that
 * everything is connected to; the one before stays, outside of the stack, to be read and restored from.
 */
export const addTable = (
  scope: Construct,
  { protect, recoveryDays, tableGeneration, maxReadUnits, maxWriteUnits }: Settings,
): dynamodb.Table => {
  // Held by the table and by each index: a loop costs no more than it allows.
  const most = { maxReadRequestUnits: maxReadUnits, maxWriteRequestUnits: maxWriteUnits };
  const table = new dynamodb.Table(scope, tableGeneration === 1 ? 'Table' : `Table${tableGeneration}`, {
    partitionKey: key(tableShape.partitionKey),
    sortKey: key(tableShape.sortKey),
    timeToLiveAttribute: tableShape.timeToLive,
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    ...most,
    pointInTimeRecoverySpecification: {
      pointInTimeRecoveryEnabled: true,
      recoveryPeriodInDays: recoveryDays,
    },
    // A record is a wake-up: readers read the table.
    stream: dynamodb.StreamViewType.KEYS_ONLY,
    deletionProtection: protect,
    removalPolicy: kept,
  });
  for (const index of tableShape.indexes) {
    table.addGlobalSecondaryIndex({
      indexName: index.name,
      partitionKey: key(index.partitionKey),
      sortKey: key(index.sortKey),
      ...most,
    });
  }
  return table;
};

/** What is deleted or replaced is kept for a while, then gone for good. */
const forgetting = ({ deletedDays }: Settings): s3.LifecycleRule[] => [
  {
    noncurrentVersionExpiration: Duration.days(deletedDays),
    expiredObjectDeleteMarker: true,
    abortIncompleteMultipartUploadAfter: Duration.days(1),
  },
];

const closed = {
  blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
  objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
  encryption: s3.BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  removalPolicy: kept,
} as const satisfies s3.BucketProps;

/** Where who read and wrote which object is noted, a folder for each bucket. */
const objectLogs = { pages: 'pages/', attachments: 'attachments/' } as const;

/** Where AWS's log delivery writes, whatever else is asked of it. */
export const deliveredLogs = 'AWSLogs/';

/**
 * What holds addresses of visitors, and nothing else does: who read and wrote which object, and the requests of the site.
 * Whoever may read it is said in security-logs.ts.
 */
export const addLogBucket = (scope: Construct, { accessLogDays, securityLogDays }: Settings): s3.Bucket => {
  const forgotten = (prefix: string, afterDays: number): s3.LifecycleRule => ({
    prefix,
    expiration: Duration.days(afterDays),
    abortIncompleteMultipartUploadAfter: Duration.days(1),
  });
  return new s3.Bucket(scope, 'AccessLogs', {
    ...closed,
    lifecycleRules: [
      ...Object.values(objectLogs).map((prefix) => forgotten(prefix, accessLogDays)),
      // With none to keep, what an earlier setting left goes at once.
      forgotten(deliveredLogs, Math.max(1, securityLogDays)),
    ],
  });
};

/** The pages, read by CloudFront alone. */
export const addSiteBucket = (scope: Construct, settings: Settings, logs: s3.IBucket): s3.Bucket =>
  new s3.Bucket(scope, 'Pages', {
    ...closed,
    versioned: true,
    serverAccessLogsBucket: logs,
    serverAccessLogsPrefix: objectLogs.pages,
    lifecycleRules: forgetting(settings),
  });

/** What the keys of the documents begin with. */
export const attachmentPrefix = 'attachments/';

/**
 * Versions of a document that are kept for `deletedDays`. All have the same bytes, since its upload form takes no others, so
 * that one would do; marks of its deletion stand among them, one for each of those that may delete it.
 */
const versionsKept = 5;

/** Where exports of the table are put, beside the documents and out of every function's reach. */
export const backupPrefix = 'backups/';

/**
 * The documents that people attach. Browsers post to it and read from it with signed addresses; it tells the default
 * bus what arrived.
 */
export const addAttachmentBucket = (
  scope: Construct,
  settings: Settings,
  { bucketName, siteUrl, logs }: { bucketName: string; siteUrl: string; logs: s3.IBucket },
): s3.Bucket => {
  const bucket = new s3.Bucket(scope, 'Attachments', {
    ...closed,
    bucketName,
    versioned: true,
    serverAccessLogsBucket: logs,
    serverAccessLogsPrefix: objectLogs.attachments,
    cors: [
      {
        allowedOrigins: [siteUrl],
        allowedMethods: [s3.HttpMethods.POST, s3.HttpMethods.GET],
        allowedHeaders: ['*'],
        maxAge: 3000,
      },
    ],
    lifecycleRules: [
      ...forgetting(settings),
      // Whoever posts a form again and again does not fill the bucket for longer than a day.
      {
        prefix: attachmentPrefix,
        noncurrentVersionExpiration: Duration.days(1),
        noncurrentVersionsToRetain: versionsKept,
      },
      // Exports of the table hold personal data: no function's role reaches them, and they go when the table's own past
      // does.
      { prefix: backupPrefix, expiration: Duration.days(settings.recoveryDays) },
    ],
  });
  // The property itself: the library's own switch adds a custom resource to do the same.
  const resource = bucket.node.defaultChild as s3.CfnBucket;
  resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  return bucket;
};
