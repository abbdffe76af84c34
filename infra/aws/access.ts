import * as iam from 'aws-cdk-lib/aws-iam';
import type { FunctionSpec, QueueName, TableAction } from '../../functions/spec.ts';
import { applicationLogPattern, auditPattern, codesPattern, logPattern } from '../../functions/store/keys.ts';
import { tableShape } from '../../functions/store/table.ts';

/** What a function may touch, by ARN. */
export interface Reach {
  table: string;
  stream: string;
  /** Objects that functions handle, `…/prefix/*`. */
  objects: string;
  /** The bucket that they are in, listed by keys that begin with `prefix` alone. */
  bucket: { arn: string; prefix: string };
  queues: Record<QueueName, string>;
  /** SES's identity and the configuration set of letters. */
  sender: readonly string[];
  senderAddress: string;
  /** The pool where accounts of the office are made; none where another issuer stands in its place. */
  accounts?: string;
  logGroup: string;
  /** Where what a function failed at is kept; none for the API, whose caller is told. */
  failures?: string;
}

/** What changes the table. */
const writes: readonly TableAction[] = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'];

const allow = (
  actions: readonly string[],
  resources: readonly string[],
  conditions?: Record<string, Record<string, string | string[]>>,
): iam.PolicyStatement =>
  new iam.PolicyStatement({ actions: [...actions], resources: [...resources], ...(conditions ? { conditions } : {}) });

/** What the platform itself does in a function's name because of its trigger. */
const triggerStatements = ({ trigger }: FunctionSpec, reach: Reach): iam.PolicyStatement[] => {
  switch (trigger.kind) {
    case 'stream':
      return [
        allow(
          ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
          [reach.stream],
        ),
      ];
    case 'queue':
      return [
        allow(
          ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
          [reach.queues[trigger.queue]],
        ),
      ];
    default:
      return [];
  }
};

/** Everything that a function's role may do, from its spec and from nothing else. */
export const statementsOf = (spec: FunctionSpec, reach: Reach): iam.PolicyStatement[] => {
  const { table = [], bucket = [], sendMail, sendTo = [] } = spec.access;
  const indexes = tableShape.indexes.map((index) => `${reach.table}/index/${index.name}`);
  const named = (actions: readonly TableAction[]) => actions.map((action) => `dynamodb:${action}`);
  const onTable = named(table.filter((action) => action !== 'Query' && !writes.includes(action)));
  const written = named(table.filter((action) => writes.includes(action)));
  const statements = [
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [reach.logGroup]),
    // X-Ray knows no resources.
    allow(['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], ['*']),
    ...triggerStatements(spec, reach),
  ];
  if (onTable.length > 0) statements.push(allow(onTable, [reach.table]));
  // The log of events can only be added to, and only together with the head that each event made: no role may write there
  // otherwise, whatever else it may write. What is noted of persons is put, and never updated or removed.
  if (written.length > 0)
    statements.push(
      allow(written, [reach.table], {
        'ForAllValues:StringNotLike': { 'dynamodb:LeadingKeys': [logPattern, auditPattern] },
      }),
    );
  if (spec.access.events)
    statements.push(
      allow(['dynamodb:PutItem'], [reach.table], {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': logPattern },
        StringEquals: { 'dynamodb:EnclosingOperation': 'TransactWriteItems' },
      }),
    );
  if (spec.access.audit)
    statements.push(
      allow(['dynamodb:PutItem'], [reach.table], {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': auditPattern },
      }),
    );
  // One function alone, which nobody outside can call, takes the log of a draft that was thrown away.
  if (spec.access.clearsDrafts)
    statements.push(
      allow(['dynamodb:DeleteItem'], [reach.table], {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': applicationLogPattern },
        StringEquals: { 'dynamodb:EnclosingOperation': 'TransactWriteItems' },
      }),
    );
  // A stranger has it called: it reaches these counts and nothing else.
  if (spec.access.countsCodes)
    statements.push(
      allow(['dynamodb:GetItem', 'dynamodb:UpdateItem'], [reach.table], {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': codesPattern },
      }),
    );
  if (table.includes('Query')) statements.push(allow(['dynamodb:Query'], [reach.table, ...indexes]));
  const onObjects = bucket.filter((action) => action !== 'ListBucket').map((action) => `s3:${action}`);
  if (onObjects.length > 0) statements.push(allow(onObjects, [reach.objects]));
  if (bucket.includes('ListBucket')) {
    const named = { StringLike: { 's3:prefix': `${reach.bucket.prefix}*` } };
    statements.push(allow(['s3:ListBucket'], [reach.bucket.arn], named));
  }
  if (sendMail) {
    const from = { StringEquals: { 'ses:FromAddress': reach.senderAddress } };
    statements.push(allow(['ses:SendEmail'], reach.sender, from));
  }
  if (spec.access.invite && reach.accounts) statements.push(allow(['cognito-idp:AdminCreateUser'], [reach.accounts]));
  // GuardDuty knows no resources here; what it scans is the bucket that the account's own plan names.
  if (spec.access.rescan) statements.push(allow(['guardduty:SendObjectMalwareScan'], ['*']));
  const destinations = sendTo.map((name) => reach.queues[name]);
  if (spec.trigger.kind !== 'queue' && reach.failures) destinations.push(reach.failures);
  if (destinations.length > 0) statements.push(allow(['sqs:SendMessage'], destinations));
  return statements;
};
