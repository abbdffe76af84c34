import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { aggregateType } from '../../schemas/aggregate.ts';

/** What a queue carries: which aggregate has something new. A wake-up, not the truth. */
export const wakeUp = z.object({ type: aggregateType, id: z.string() });
export type WakeUp = z.infer<typeof wakeUp>;

/** What the queue of `send` carries: which act has messages that may be to leave. */
export const actWakeUp = z.object({ type: z.literal('act'), id: z.string() });
export type ActWakeUp = z.infer<typeof actWakeUp>;

export interface Queues {
  /**
   * Sends wake-ups to a queue, ten at a time, to be handed out after `delaySeconds` (900 at most).
   * @throws Error when one of them was not taken.
   */
  wake(queueUrl: string, wakeUps: (WakeUp | ActWakeUp)[], delaySeconds?: number): Promise<void>;
}

export const createQueues = (): Queues => {
  const client = new SQSClient({});
  return {
    async wake(QueueUrl, wakeUps, delaySeconds) {
      for (let start = 0; start < wakeUps.length; start += 10) {
        const { Failed = [] } = await client.send(
          new SendMessageBatchCommand({
            QueueUrl,
            Entries: wakeUps.slice(start, start + 10).map((entry, index) => ({
              Id: String(index),
              MessageBody: JSON.stringify(entry),
              ...(delaySeconds !== undefined && { DelaySeconds: delaySeconds }),
            })),
          }),
        );
        if (Failed.length > 0) throw new Error(`${Failed.length} wake-ups were not taken`);
      }
    },
  };
};
