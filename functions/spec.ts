import { type AggregateType, aggregateType } from '../schemas/aggregate.ts';
import type { Audience } from '../schemas/contract.ts';

/** Services whose events functions take from the default bus. */
export type EventSource = 'aws.s3' | 'aws.guardduty' | 'aws.ses';

/** What wakes a function. */
export type Trigger =
  /** Every operation of the contract for this audience. */
  | { kind: 'http'; audience: Audience }
  /** Records of the table's stream: new events of these aggregates, and what comes under acts where it says so. */
  | { kind: 'stream'; of: readonly AggregateType[]; acts?: true }
  /** A queue of wake-ups, fed by `relay` with the aggregates that `queueAudience` names. */
  | { kind: 'queue'; queue: QueueName }
  /** An event on the default bus. */
  | { kind: 'event'; source: EventSource; detailTypes: readonly string[] }
  /** A clock: `rate(1 day)`. */
  | { kind: 'schedule'; rate: string }
  /** What a side's user pool asks before it goes on; not where another issuer stands in its place. */
  | { kind: 'user-pool'; side: 'applicant'; on: readonly PoolOperation[] };

/** What a user pool asks a function about: an account that is to be made, a mail that is to leave. */
export type PoolOperation = 'preSignUp' | 'customMessage';

/**
 * The consumers that `relay` wakes, each with a queue of its own, and the aggregates whose events each is woken for: now,
 * and again by a replay.
 */
export const queueAudience = {
  notify: ['application', 'session'],
  'close-step': ['application', 'evaluation'],
  anchor: aggregateType.options,
  audit: aggregateType.options,
} as const satisfies Record<string, readonly AggregateType[]>;
export type ConsumerName = keyof typeof queueAudience;
export const consumerNames = Object.keys(queueAudience) as readonly ConsumerName[];

/** Every queue: those of the consumers, and the one that wakes `send` for an act whose messages are to leave. */
export type QueueName = ConsumerName | 'send';
export const queueNames: readonly QueueName[] = [...consumerNames, 'send'];

export type TableAction =
  | 'GetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem'
  | 'BatchGetItem'
  | 'BatchWriteItem';
export type BucketAction = 'GetObject' | 'PutObject' | 'DeleteObject' | 'ListBucket';

/** Variables that the platform sets from what it made; `config.ts` parses them. */
export type EnvName =
  | 'TABLE_NAME'
  | 'BUCKET_NAME'
  | 'SENDER_ADDRESS'
  | 'MAIL_CONFIGURATION_SET'
  | 'MAILS_PER_SECOND'
  | 'STAGE'
  | 'DRAFT_DAYS'
  | 'PER_DAY'
  | 'OFFICE_PER_DAY'
  | 'CODE_LIMITS'
  | 'REQUESTS_PER_MINUTE'
  | 'SITE_URL'
  | 'ID_TOKEN_ISSUER'
  | 'ID_TOKEN_AUDIENCE'
  | 'ID_TOKEN_JWKS_URL'
  | 'ORIGIN_SECRETS'
  | 'USER_POOL_ID'
  | 'QUEUE_URLS'
  | 'AUDIT_DAYS';

/**
 * The header with which the site tells the API's functions that a request came through it; the platform sets both sides.
 * What a caller sends under this name is overwritten at the site.
 */
export const originHeader = 'x-origin-secret';

export interface FunctionSpec {
  /** Folder under `functions/`, and the name on every platform. */
  name: string;
  summary: string;
  trigger: Trigger;
  env: readonly EnvName[];
  /** All that its role may do; nothing else is granted. */
  access: {
    table?: readonly TableAction[];
    /** Adds events to the log, within transactions; what stands there it can neither change nor remove. */
    events?: true;
    /** Notes who did and who opened what; what stands there it can neither change in part nor remove. */
    audit?: true;
    /** Clears the logs of drafts that were thrown away. */
    clearsDrafts?: true;
    /** Counts mails with codes by the day, and reads and writes nothing else. */
    countsCodes?: true;
    bucket?: readonly BucketAction[];
    sendMail?: true;
    /** Has the issuer of the office make accounts, where it is a pool of ours. */
    invite?: true;
    /** Has the scanner look at documents again. */
    rescan?: true;
    sendTo?: readonly QueueName[];
  };
  /** Files of packages that it reads, each as `package/path`: its bundle carries them where a look-up finds them. */
  assets?: readonly string[];
  timeoutSeconds: number;
  memoryMb: number;
}

export const defineFunction = <const S extends FunctionSpec>(spec: S): S => spec;
