import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { isKnown, type StoredEvent } from '../../schemas/event.ts';
import { lossOf, type TransactItem } from './commit.ts';
import { type Aggregate, readEvents } from './events.ts';
import { cursorKey, waiting, waitingSort } from './keys.ts';
import type { StorePorts } from './ports.ts';
import { stamped } from './upcasts/index.ts';
import { FIRST } from './upcasts/upcast.ts';

/** What a consumer makes of one event: writes to go with the cursor, and the memory it keeps for the next event. */
export interface Consumed<M> {
  writes: TransactItem[];
  memory?: M | undefined;
}

/** Items that one transaction takes, less the cursor itself and some room. */
const BATCH_ITEMS = 90;

const keyOf = (write: TransactItem): string => {
  const key = write.Put?.Item ?? write.Update?.Key ?? write.Delete?.Key ?? {};
  return `${key.pk} ${key.sk}`;
};

/** What a consumer does with the events of an aggregate. */
export interface Consumer<M> {
  name: string;
  /** What one event leads to. Effects that are no writes must be safe to repeat: they run before the cursor moves. */
  take(event: StoredEvent, memory: M | undefined): Promise<Consumed<M>> | Consumed<M>;
  /** For those that keep a memory from one event to the next. */
  memory?: {
    /** Of what computes it: changed with every change of what a memory holds or how it comes to be. */
    version: number;
    /** The memory after these events, computed anew. */
    rebuild(events: readonly StoredEvent[]): M | undefined;
    /** The writes that lead from what the former memory, of whichever version, stands for to what the new one does. */
    replace(former: unknown, rebuilt: M | undefined): Promise<TransactItem[]>;
  };
}

/** Where a consumer stands with an aggregate. */
export interface Cursor<M = unknown> {
  /** The event up to which it came; nothing while it took none. */
  seq?: number | undefined;
  memory?: M | undefined;
  /** Left out by what was stored before memories had versions, which is the first. */
  memoryVersion?: number | undefined;
  /** The event that this consumer does not know and waits for newer code to take. */
  waitsFor?: number | undefined;
}

/** A consumer's cursor in an aggregate, read strongly. */
export const loadCursor = async <M>(
  ports: StorePorts,
  consumer: string,
  { type, id }: Aggregate,
): Promise<Cursor<M>> => {
  const Key = cursorKey(type, id, consumer);
  const { Item = {} } = await ports.db.send(new GetCommand({ TableName: ports.tableName, Key, ConsistentRead: true }));
  const { seq, memory, memoryVersion, waitsFor } = Item as Cursor<M>;
  return { seq, memory, memoryVersion, waitsFor };
};

/** That a cursor is still the one that was read, in its memory too: what is written beside it was made from that. */
const unmoved = ({ seq, memory }: Cursor) => {
  if (seq === undefined) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return memory === undefined
    ? { ConditionExpression: 'seq = :seq', ExpressionAttributeValues: { ':seq': seq } }
    : {
        ConditionExpression: 'seq = :seq AND memory = :memory',
        ExpressionAttributeValues: { ':seq': seq, ':memory': memory },
      };
};

/** Moves a cursor from where it was read. */
export const cursorPut = (
  ports: StorePorts,
  consumer: string,
  { type, id }: Aggregate,
  from: Cursor,
  { seq, memory, memoryVersion, waitsFor }: Cursor,
): TransactItem => ({
  Put: {
    TableName: ports.tableName,
    Item: stamped({
      ...cursorKey(type, id, consumer),
      seq,
      ...(memory !== undefined && { memory, memoryVersion }),
      ...(waitsFor !== undefined && {
        waitsFor,
        dueKey: waiting,
        dueSort: waitingSort(ports.now().toISOString(), type, id, consumer),
      }),
    }),
    ...unmoved(from),
  },
});

/** Holds a transaction to a cursor as it was read. */
export const cursorCheck = (
  ports: StorePorts,
  consumer: string,
  { type, id }: Aggregate,
  cursor: Cursor,
): TransactItem => ({
  ConditionCheck: { TableName: ports.tableName, Key: cursorKey(type, id, consumer), ...unmoved(cursor) },
});

/**
 * Brings a consumer up to date with an aggregate. A record of the stream is a wake-up, not the truth: the events after
 * the consumer's cursor are read strongly and taken in order, and the cursor moves in the same transaction as the writes
 * that the events lead to, so that every event counts once whatever is delivered twice, late or out of order. Events
 * whose writes touch different items share a transaction.
 *
 * A memory that other code computed is computed anew from the events before it is used. At an event that only newer code
 * knows the consumer stops, notes that it waits (`wake-waiting` wakes it again), and answers as if all were done: nothing
 * else is held up by it.
 * @returns the number of events taken.
 * @throws Stale when another run of the same consumer moved the cursor: wake up again; Error when an event is missing.
 */
export const consume = async <M>(ports: StorePorts, consumer: Consumer<M>, aggregate: Aggregate): Promise<number> => {
  const stored = await loadCursor<M>(ports, consumer.name, aggregate);
  const { memory: kept } = consumer;
  let at = stored;
  let taken = stored.seq ?? 0;
  let { memory, memoryVersion = FIRST } = stored;
  let pending: TransactItem[] = [];
  let rebuilt = false;

  /** Moves the cursor to what was taken, with the writes that wait. */
  const flush = async (waitsFor?: number) => {
    const to: Cursor<M> = { seq: taken, memory, memoryVersion, waitsFor };
    const cursor = cursorPut(ports, consumer.name, aggregate, at, to);
    try {
      await ports.db.send(new TransactWriteCommand({ TransactItems: [cursor, ...pending] }));
    } catch (error) {
      throw lossOf(error);
    }
    at = to;
    pending = [];
  };

  if (kept && memory !== undefined && memoryVersion !== kept.version) {
    const past = (await readEvents(ports, aggregate, 0, taken)).filter(({ seq }) => seq <= taken);
    const strange = past.find((event) => !isKnown(event));
    if (strange) {
      // The memory is left to the code that made it.
      if (stored.waitsFor !== strange.seq) await flush(strange.seq);
      return 0;
    }
    memory = kept.rebuild(past.filter(isKnown));
    memoryVersion = kept.version;
    rebuilt = true;
    pending.push(...(await kept.replace(stored.memory, memory)));
  }

  const events = await readEvents(ports, aggregate, taken);
  let count = 0;
  for (const event of events) {
    if (event.seq !== taken + 1) throw new Error(`${aggregate.id} has no event ${taken + 1}`);
    if (!isKnown(event)) {
      if (stored.waitsFor !== event.seq || rebuilt || pending.length > 0 || count > 0) await flush(event.seq);
      return count;
    }
    const { writes, memory: next } = await consumer.take(event, memory);
    const touched = new Set(pending.map(keyOf));
    if (pending.length + writes.length > BATCH_ITEMS || writes.some((write) => touched.has(keyOf(write))))
      await flush();
    pending.push(...writes);
    memory = next;
    memoryVersion = kept?.version ?? FIRST;
    taken = event.seq;
    count++;
  }
  if (rebuilt || pending.length > 0 || taken !== (at.seq ?? 0)) await flush();
  return count;
};
