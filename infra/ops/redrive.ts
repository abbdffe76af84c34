import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';

const redrivePolicy = z.object({ deadLetterTargetArn: z.string() });

/** The address of the dead-letter queue that a queue names: beside it, in the same account and region. */
const deadLettersOf = async (sqs: SQSClient, QueueUrl: string): Promise<string> => {
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['RedrivePolicy'] });
  const { Attributes } = await sqs.send(asked);
  const { deadLetterTargetArn } = redrivePolicy.parse(JSON.parse(Attributes?.RedrivePolicy ?? 'null'));
  return new URL(deadLetterTargetArn.split(':').at(-1) ?? '', QueueUrl).href;
};

/**
 * Moves the messages of a queue's dead-letter queue back to the queue. Each is sent before it is deleted: an interruption
 * may send one twice, which consumers do not mind, and loses none.
 * @returns how many were moved.
 */
export const redrive = async (sqs: SQSClient, queueUrl: string): Promise<number> => {
  const dead = await deadLettersOf(sqs, queueUrl);
  for (let moved = 0; ; ) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: dead, MaxNumberOfMessages: 10, WaitTimeSeconds: 2, VisibilityTimeout: 60 }),
    );
    if (Messages.length === 0) return moved;
    for (const { Body, ReceiptHandle } of Messages) {
      await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: Body }));
      await sqs.send(new DeleteMessageCommand({ QueueUrl: dead, ReceiptHandle }));
      moved++;
    }
  }
};
