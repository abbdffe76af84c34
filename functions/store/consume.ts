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

/** What is stored of a consumer at an aggregate. */
interface Cursor {
  seq?: number;
  memory?: unknown;
  /** Left out by what was stored before memories had versions, which is the first. */
  memoryVersion?: number;
  /** The event that this consumer does not know and waits for newer code to take. */
  waitsFor?: number;
}

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
  const Key = cursorKey(aggregate.type, aggregate.id, consumer.name);
  const TableName = ports.tableName;
  const { Item } = await ports.db.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  const stored = (Item ?? {}) as Cursor;
  const { memory: kept } = consumer;
  let at = stored.seq;
  let taken = at ?? 0;
  let memory = stored.memory as M | undefined;
  let memoryVersion = stored.memoryVersion ?? FIRST;
  let pending: TransactItem[] = [];
  let rebuilt = false;

  /** Moves the cursor to what was taken, with the writes that wait. */
  const flush = async (waitsFor?: number) => {
    const cursor: TransactItem = {
      Put: {
        TableName,
        Item: stamped({
          ...Key,
          seq: taken,
          ...(memory !== undefined && { memory, memoryVersion }),
          ...(waitsFor !== undefined && {
            waitsFor,
            dueKey: waiting,
            dueSort: waitingSort(ports.now().toISOString(), aggregate.type, aggregate.id, consumer.name),
          }),
        }),
        ...(at === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : { ConditionExpression: 'seq = :seq', ExpressionAttributeValues: { ':seq': at } }),
      },
    };
    try {
      await ports.db.send(new TransactWriteCommand({ TransactItems: [cursor, ...pending] }));
    } catch (error) {
      throw lossOf(error);
    }
    at = taken;
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
  if (rebuilt || pending.length > 0 || taken !== (at ?? 0)) await flush();
  return count;
};
