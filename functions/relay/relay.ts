import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import type { AggregateType } from '../../schemas/aggregate.ts';
import { sayAgain } from '../again.ts';
import { logger } from '../observe.ts';
import type { ActWakeUp, Queues, WakeUp } from '../services/queues.ts';
import { type ConsumerName, type QueueName, queueAudience } from '../spec.ts';
import type { EventPlace } from '../store/discards.ts';
import { actWokenBy, tamperedWith, wakeUpOf } from '../stream.ts';

/**
 * Passes the wake-ups of a batch to each consumer's queue, one per aggregate, and those of acts to `send`. When a queue
 * does not take them, the whole batch comes again: consumers do not mind waking twice. An event that was changed or removed
 * in its log rings.
 * @param ofDiscarded Whether an event that is gone was that of a draft which was thrown away: it went by right.
 */
export const relay = async (
  records: DynamoDBRecord[],
  queues: Queues,
  urls: Record<string, string>,
  ofDiscarded: (event: EventPlace) => Promise<boolean> = async () => false,
): Promise<DynamoDBBatchResponse> => {
  const wakeUps = new Map<string, WakeUp>();
  const acts = new Map<string, ActWakeUp>();
  const wake = async (name: QueueName, woken: (WakeUp | ActWakeUp)[]) => {
    const url = urls[name];
    if (!url) throw new Error(`No queue ${name}`);
    await queues.wake(url, woken);
  };
  try {
    for (const record of records) {
      const tampered = tamperedWith(record);
      if (tampered && !(record.eventName === 'REMOVE' && (await ofDiscarded(tampered)))) {
        logger.error('A stored event was changed or removed', { aggregate: tampered.id, seq: tampered.seq });
      }
      const woken = wakeUpOf(record);
      if (woken) wakeUps.set(woken.id, woken);
      const act = actWokenBy(record);
      if (act) acts.set(act.id, act);
    }
    await Promise.all([
      ...(Object.entries(queueAudience) as [ConsumerName, readonly AggregateType[]][]).map(([name, types]) =>
        wake(
          name,
          [...wakeUps.values()].filter((entry) => types.includes(entry.type)),
        ),
      ),
      wake('send', [...acts.values()]),
    ]);
    return { batchItemFailures: [] };
  } catch (error) {
    sayAgain('Batch to be relayed again', error, { aggregates: [...wakeUps.keys(), ...acts.keys()] });
    return { batchItemFailures: [{ itemIdentifier: records[0]?.dynamodb?.SequenceNumber ?? '' }] };
  }
};
