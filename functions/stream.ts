import type { DynamoDBBatchResponse, DynamoDBRecord, SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import type { AggregateType } from '../schemas/event.ts';
import { sayAgain } from './again.ts';
import { logger } from './observe.ts';
import { type ActWakeUp, type WakeUp, wakeUp } from './services/queues.ts';
import { actOf, aggregateOf, HEAD, isEventKey, isLogKey, type Key, messagePrefix, seqOf } from './store/keys.ts';

/** The aggregate that a stream's record wakes up, or nothing for records that are no new event. */
export const wakeUpOf = (record: DynamoDBRecord): WakeUp | undefined => {
  const { pk, sk } = record.dynamodb?.Keys ?? {};
  const key: Key = { pk: pk?.S ?? '', sk: sk?.S ?? '' };
  if (record.eventName !== 'INSERT' || !isEventKey(key)) return undefined;
  return aggregateOf(key.pk);
};

/**
 * The event that a record says was changed or removed where events are only ever added, or nothing. Nobody but who has
 * rights on the table beside the functions' can have done that.
 */
export const tamperedWith = (record: DynamoDBRecord): (WakeUp & { seq: number }) | undefined => {
  const { pk, sk } = record.dynamodb?.Keys ?? {};
  const key: Key = { pk: pk?.S ?? '', sk: sk?.S ?? '' };
  if (record.eventName === 'INSERT' || !isLogKey(key)) return undefined;
  const aggregate = aggregateOf(key.pk);
  return aggregate && { ...aggregate, seq: seqOf(key) };
};

/** The act that a record may have made messages of leave: a message came or changed, or the act came farther. */
export const actWokenBy = (record: DynamoDBRecord): ActWakeUp | undefined => {
  const { pk, sk } = record.dynamodb?.Keys ?? {};
  const act = actOf(pk?.S ?? '');
  const isNews = sk?.S === HEAD || sk?.S?.startsWith(messagePrefix);
  return act !== undefined && isNews && record.eventName !== 'REMOVE' ? { type: 'act', id: act } : undefined;
};

/** From here on each line names the aggregate; a consumer adds the `seq` of the event that it works on. */
const about = ({ id }: WakeUp | ActWakeUp): void => {
  logger.resetKeys();
  logger.appendKeys({ aggregate: id });
};

/**
 * Takes a batch of the stream in order and stops at the first record that fails: the stream comes again from there.
 * One aggregate that appears several times is taken once: a record is a wake-up, not the truth.
 */
export const takeStream = async (
  records: DynamoDBRecord[],
  types: readonly AggregateType[],
  take: (wakeUp: WakeUp) => Promise<unknown>,
): Promise<DynamoDBBatchResponse> => {
  const done = new Set<string>();
  for (const record of records) {
    const woken = wakeUpOf(record);
    if (!woken || !types.includes(woken.type) || done.has(woken.id)) continue;
    about(woken);
    try {
      await take(woken);
      done.add(woken.id);
    } catch (error) {
      sayAgain('Stream record to be taken again', error);
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
};

/** Takes a batch of a queue; each message that fails comes again by itself. */
export const takeQueue = (records: SQSRecord[], take: (wakeUp: WakeUp) => Promise<unknown>) =>
  takeMessages(wakeUp, records, take);

/** The same of any queue of wake-ups. */
export const takeMessages = async <W extends WakeUp | ActWakeUp>(
  schema: z.ZodType<W>,
  records: SQSRecord[],
  take: (wakeUp: W) => Promise<unknown>,
): Promise<SQSBatchResponse> => {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const record of records) {
    logger.resetKeys();
    try {
      const woken = schema.parse(JSON.parse(record.body));
      about(woken);
      await take(woken);
    } catch (error) {
      sayAgain('Wake-up to be taken again', error, { messageId: record.messageId });
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
};
