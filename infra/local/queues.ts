import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { queueBatch, queueReceives } from '../limits.ts';
import { backoffMs, repeat } from './repeat.ts';

export interface Queue {
  name: string;
  url: string;
  arn: string;
  /** Where a message goes that was handed out too often. */
  deadLetterUrl: string;
}

export interface Queues {
  client: SQSClient;
  /** The queue with this name, made with its dead-letter queue if it is not there. */
  make(name: string, visibilitySeconds: number): Promise<Queue>;
  send(queue: Pick<Queue, 'url'>, body: unknown): Promise<void>;
  stop(): void;
}

export const connectQueues = (url: string, region: string, credentials: Credentials): Queues => {
  const client = new SQSClient({ endpoint: url, region, credentials });
  const create = async (name: string, attributes: Record<string, string>) => {
    const made = await client.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
    const asked = new GetQueueAttributesCommand({ QueueUrl: made.QueueUrl, AttributeNames: ['QueueArn'] });
    const arn = (await client.send(asked)).Attributes?.QueueArn ?? '';
    return { url: `${url}/000000000000/${name}`, arn };
  };
  return {
    client,
    make: async (name, visibilitySeconds) => {
      const dead = await create(`${name}-dead-letters`, { MessageRetentionPeriod: '1209600' });
      const { url: queueUrl, arn } = await create(name, {
        VisibilityTimeout: String(visibilitySeconds),
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: String(queueReceives) }),
      });
      return { name, url: queueUrl, arn, deadLetterUrl: dead.url };
    },
    send: async (queue, body) => {
      await client.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody: JSON.stringify(body) }));
    },
    stop: () => client.destroy(),
  };
};

interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
}

/** Handles a batch and answers the ids of the messages that failed. */
export type BatchConsumer = (records: SQSRecord[]) => Promise<ReadonlySet<string>>;

/** Hands a batch to a function and reads its partial answer; a function that throws failed the whole batch. */
export const asBatchConsumer =
  (invoke: (event: SQSEvent) => Promise<unknown>): BatchConsumer =>
  async (records) => {
    const everything = new Set(records.map((record) => record.messageId));
    try {
      const answer = (await invoke({ Records: records })) as SQSBatchResponse | null | undefined;
      const failed = answer?.batchItemFailures?.map((failure) => failure.itemIdentifier) ?? [];
      // An id which Lambda does not know fails the batch there.
      return failed.every((id) => everything.has(id)) ? new Set(failed) : everything;
    } catch {
      return everything;
    }
  };

/**
 * Receives from a queue until stopped. What failed comes again after a second, then two, four… (on AWS after the
 * queue's visibility timeout), and to the dead-letter queue after `queueReceives` times.
 * @param restAfter Ms to wait after so many receives.
 * @returns how to stop; it waits for the batch in hand.
 */
export const pollQueue = (
  queues: Queues,
  queue: Queue,
  consume: BatchConsumer,
  restAfter: (receives: number) => number = backoffMs,
): (() => Promise<void>) =>
  repeat(async (signal) => {
    const received = await queues.client.send(
      new ReceiveMessageCommand({
        QueueUrl: queue.url,
        MaxNumberOfMessages: queueBatch,
        WaitTimeSeconds: 20,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
      { abortSignal: signal },
    );
    const messages = received.Messages ?? [];
    if (messages.length === 0) return 0;
    const failed = await consume(messages.map((message) => recordOf(message, queue)));
    const done = messages.filter((message) => !failed.has(message.MessageId ?? ''));
    if (done.length > 0)
      await queues.client.send(
        new DeleteMessageBatchCommand({
          QueueUrl: queue.url,
          Entries: done.map((message, index) => ({ Id: String(index), ReceiptHandle: message.ReceiptHandle })),
        }),
      );
    for (const message of messages.filter((each) => failed.has(each.MessageId ?? ''))) {
      const seconds = Math.ceil(restAfter(Number(message.Attributes?.ApproximateReceiveCount ?? 1)) / 1000);
      await queues.client.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: queue.url,
          ReceiptHandle: message.ReceiptHandle,
          VisibilityTimeout: seconds,
        }),
      );
    }
    return 0;
  });

const recordOf = (message: Message, queue: Queue): SQSRecord => ({
  messageId: message.MessageId ?? '',
  receiptHandle: message.ReceiptHandle ?? '',
  body: message.Body ?? '',
  attributes: {
    ApproximateReceiveCount: message.Attributes?.ApproximateReceiveCount ?? '1',
    SentTimestamp: message.Attributes?.SentTimestamp ?? '0',
    SenderId: message.Attributes?.SenderId ?? '000000000000',
    ApproximateFirstReceiveTimestamp: message.Attributes?.ApproximateFirstReceiveTimestamp ?? '0',
  },
  messageAttributes: {},
  md5OfBody: message.MD5OfBody ?? '',
  eventSource: 'aws:sqs',
  eventSourceARN: queue.arn,
  awsRegion: queue.arn.split(':')[3] ?? '',
});
