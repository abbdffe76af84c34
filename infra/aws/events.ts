import { Aws, Duration, Stack } from 'aws-cdk-lib';
import type * as cognito from 'aws-cdk-lib/aws-cognito';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import {
  type EventSource,
  type FunctionSpec,
  type PoolOperation,
  type QueueName,
  queueNames,
  type Trigger,
} from '../../functions/spec.ts';
import { streamedActs, streamedEvents } from '../../functions/store/keys.ts';
import { queueConcurrency, queueReceives, streamAttempts } from '../limits.ts';
import { accept } from './nag.ts';
import type { Side } from './settings.ts';

/** How often something is tried again, and for how long, before it goes to a failure queue. */
const attempts = { stream: streamAttempts, queue: queueReceives, async: 2 } as const;
const patience = Duration.hours(6);

const secured = { encryption: sqs.QueueEncryption.SQS_MANAGED, enforceSSL: true } as const;

/** Whoever calls it waits for the answer and is told of a failure. */
const answered = ({ kind }: Trigger): boolean => kind === 'http' || kind === 'user-pool';

/** What failed for good is kept for two weeks, for a person to look at and send again. */
const addFailureQueue = (scope: Construct, name: string): sqs.Queue =>
  new sqs.Queue(scope, `${name}-failures`, { ...secured, retentionPeriod: Duration.days(14) });

export interface Queues {
  /** One for each consumer that `relay` wakes. */
  consumers: Record<QueueName, sqs.Queue>;
  /**
   * By function: every one that is not called by a person. Those that an event or a clock wakes share one: each of its messages
   * names the function, and what is to be done is the same.
   */
  failures: Map<string, sqs.Queue>;
}

export const addQueues = (scope: Construct, specs: readonly FunctionSpec[]): Queues => {
  const failures = new Map<string, sqs.Queue>();
  const woken = addFailureQueue(scope, 'woken');
  for (const { name, trigger } of specs) {
    if (answered(trigger)) continue;
    const shared = trigger.kind === 'event' || trigger.kind === 'schedule';
    const queue = shared ? woken : addFailureQueue(scope, name);
    if (trigger.kind !== 'queue') accept(queue, { SQS3: 'This is where failures end; an alarm watches it.' });
    failures.set(name, queue);
  }
  const consumers = Object.fromEntries(
    queueNames.map((name) => {
      const reader = specs.find(({ trigger }) => trigger.kind === 'queue' && trigger.queue === name);
      const failed = reader && failures.get(reader.name);
      if (!failed) throw new Error(`No function reads the queue ${name}.`);
      const queue = new sqs.Queue(scope, `${name}-queue`, {
        ...secured,
        // Six times the reader's time, as Lambda advises: a message is not handed out again while it is worked on.
        visibilityTimeout: Duration.seconds(6 * reader.timeoutSeconds),
        retentionPeriod: Duration.days(4),
        deadLetterQueue: { queue: failed, maxReceiveCount: attempts.queue },
      });
      return [name, queue];
    }),
  ) as Record<QueueName, sqs.Queue>;
  return { consumers, failures };
};

export interface Sources {
  table: dynamodb.Table;
  attachments: s3.IBucket;
  attachmentPrefix: string;
  stage: string;
  queues: Queues;
  /** By side, where a pool of ours is. */
  pools: Record<Side, cognito.UserPool | undefined>;
}

/**
 * Has a pool ask a function. With one permission for all it asks about: the CDK's own way makes one for each. It stands before the
 * pool asks, since a pool that is refused shuts out whoever signs up: it is for any pool of the account, whose name is known
 * only afterwards.
 */
const askedBy = (fn: lambda.Function, pool: cognito.UserPool, on: readonly PoolOperation[]): void => {
  const template = pool.node.defaultChild as cognito.CfnUserPool;
  template.lambdaConfig = Object.fromEntries(on.map((operation) => [operation, fn.functionArn]));
  const permission = new lambda.CfnPermission(fn, 'Pool', {
    action: 'lambda:InvokeFunction',
    functionName: fn.functionArn,
    principal: 'cognito-idp.amazonaws.com',
    sourceAccount: Aws.ACCOUNT_ID,
    sourceArn: Stack.of(fn).formatArn({ service: 'cognito-idp', resource: 'userpool', resourceName: '*' }),
  });
  template.addResourceDependency(permission);
};

/** Connect a function to what wakes it. */
export const addTrigger = (fn: lambda.Function, spec: FunctionSpec, sources: Sources): void => {
  const { trigger } = spec;
  if (trigger.kind === 'http') return;
  if (trigger.kind === 'user-pool') {
    const pool = sources.pools[trigger.side];
    if (pool) askedBy(fn, pool, trigger.on);
    return;
  }
  const failures = sources.queues.failures.get(spec.name);
  if (!failures) throw new Error(`${spec.name} has no failure queue.`);
  switch (trigger.kind) {
    case 'stream':
      readStream(fn, trigger, sources.table, failures);
      break;
    case 'queue':
      readQueue(fn, sources.queues.consumers[trigger.queue]);
      break;
    case 'event':
      tryAgain(fn, failures);
      addRules(fn, trigger, sources, failures);
      break;
    case 'schedule':
      tryAgain(fn, failures);
      addSchedule(fn, spec.name, trigger.rate, failures);
  }
};

/** Called without anybody waiting: Lambda tries again by itself, then tells the failure queue. */
const tryAgain = (fn: lambda.Function, failures: sqs.Queue): void => {
  fn.configureAsyncInvoke({
    retryAttempts: attempts.async,
    maxEventAge: patience,
    onFailure: new SqsDestination(failures),
  });
};

const readStream = (
  fn: lambda.Function,
  { acts }: Extract<Trigger, { kind: 'stream' }>,
  table: dynamodb.Table,
  failures: sqs.Queue,
): void => {
  new lambda.EventSourceMapping(fn, 'Stream', {
    target: fn,
    eventSourceArn: table.tableStreamArn as string,
    startingPosition: lambda.StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    // Of each shard one batch at a time: a burst of events waits here rather than take the places of people's requests.
    parallelizationFactor: 1,
    filters: [...streamedEvents, ...(acts ? streamedActs : [])].map(({ eventName, ...keys }) =>
      lambda.FilterCriteria.filter({
        ...(eventName && { eventName: lambda.FilterRule.isEqual(eventName) }),
        dynamodb: {
          Keys: Object.fromEntries(
            Object.entries(keys).map(([name, prefix]) => [name, { S: lambda.FilterRule.beginsWith(prefix) }]),
          ),
        },
      }),
    ),
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    retryAttempts: attempts.stream,
    maxRecordAge: patience,
    onFailure: new SqsDlq(failures),
  });
};

const readQueue = (fn: lambda.Function, queue: sqs.Queue): void => {
  new lambda.EventSourceMapping(fn, 'Queue', {
    target: fn,
    eventSourceArn: queue.queueArn,
    batchSize: 10,
    reportBatchItemFailures: true,
    // The least that Lambda takes: mails wait for their turn, so that more at once would only wait more.
    maxConcurrency: queueConcurrency,
  });
};

/** Events that tell of GuardDuty's plan as a whole name the bucket alone, and in another place. */
const isOfPlan = (detailType: string): boolean => detailType.includes(' Resource Status ');

/**
 * Which events of the bus concern us: those of our bucket, and of the letters that this stage sent. A pattern for all that
 * say so in the same place.
 */
const patternsOf = (
  trigger: Extract<FunctionSpec['trigger'], { kind: 'event' }>,
  { attachments, attachmentPrefix, stage }: Sources,
): Record<string, events.EventPattern> => {
  const object = [{ prefix: attachmentPrefix }];
  const details: Record<EventSource, Record<string, unknown>> = {
    'aws.s3': { bucket: { name: [attachments.bucketName] }, object: { key: object } },
    'aws.guardduty': { s3ObjectDetails: { bucketName: [attachments.bucketName], objectKey: object } },
    'aws.ses': { mail: { tags: { stage: [stage] } } },
  };
  const { source, detailTypes } = trigger;
  const pattern = (detailType: string[], detail: Record<string, unknown>) => ({ source: [source], detailType, detail });
  const ofPlan = detailTypes.filter(isOfPlan);
  return {
    Rule: pattern(
      detailTypes.filter((type) => !isOfPlan(type)),
      details[source],
    ),
    ...(ofPlan.length > 0 && {
      PlanRule: pattern(ofPlan, { s3BucketDetails: { bucketName: [attachments.bucketName] } }),
    }),
  };
};

const addRules = (
  fn: lambda.Function,
  trigger: Extract<FunctionSpec['trigger'], { kind: 'event' }>,
  sources: Sources,
  failures: sqs.Queue,
): void => {
  for (const [id, eventPattern] of Object.entries(patternsOf(trigger, sources)))
    new events.Rule(fn, id, {
      eventPattern,
      targets: [
        new targets.LambdaFunction(fn, {
          deadLetterQueue: failures,
          retryAttempts: attempts.stream,
          maxEventAge: patience,
        }),
      ],
    });
};

const addSchedule = (fn: lambda.Function, name: string, rate: string, failures: sqs.Queue): void => {
  const own = new Construct(fn, 'Clock');
  const role = new iam.Role(own, 'Role', {
    assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
    inlinePolicies: {
      wake: new iam.PolicyDocument({
        statements: [
          new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [fn.functionArn] }),
          new iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources: [failures.queueArn] }),
        ],
      }),
    },
  });
  new scheduler.CfnSchedule(own, 'Schedule', {
    description: `Wakes ${name}`,
    scheduleExpression: rate,
    scheduleExpressionTimezone: 'Europe/Paris',
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: fn.functionArn,
      roleArn: role.roleArn,
      input: '{}',
      deadLetterConfig: { arn: failures.queueArn },
      retryPolicy: { maximumRetryAttempts: attempts.stream, maximumEventAgeInSeconds: patience.toSeconds() },
    },
  });
};
