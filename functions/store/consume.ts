import { GetCommand, paginateQuery, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { type AggregateType, type StoredEvent, storedEvent } from '../../schemas/event.ts';
import { lossOf, type TransactItem } from './commit.ts';
import { cursorKey, eventsAfter, partitionOf } from './keys.ts';
import type { StorePorts } from './ports.ts';

type Aggregate = { type: AggregateType; id: string };

/** The events of an aggregate after `seq`, in order, read strongly. */
export const readEvents = async (ports: StorePorts, aggregate: Aggregate, seq = 0): Promise<StoredEvent[]> => {
  const { from, to } = eventsAfter(seq);
  const pages = paginateQuery(
    { client: ports.db },
    {
      TableName: ports.tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':pk': partitionOf(aggregate.type, aggregate.id), ':from': from, ':to': to },
    },
  );
  const events: StoredEvent[] = [];
  for await (const page of pages) for (const item of page.Items ?? []) events.push(storedEvent.parse(item));
  return events;
};

/** What a consumer makes of one event: writes to go with the cursor, and the memory it keeps for the next event. */
export interface Consumed<M> {
  writes: TransactItem[];
  memory?: M | undefined;
}

/** Items that one transaction takes, less the cursor itself and some room. */
const BATCH_ITEMS = 90;

/** Where a consumer stands with an aggregate: up to which event it came (0: none yet), and what it remembers. */
export interface Cursor<M> {
  seq: number;
  memory?: M | undefined;
}

/** The cursor that an item holds. */
export const cursorOf = <M>(item: Record<string, unknown> | undefined): Cursor<M> => ({
  seq: (item?.seq as number | undefined) ?? 0,
  memory: item?.memory as M | undefined,
});

/** A consumer's cursor in an aggregate, read strongly. */
export const loadCursor = async <M>(
  ports: StorePorts,
  consumer: string,
  { type, id }: Aggregate,
): Promise<Cursor<M>> => {
  const Key = cursorKey(type, id, consumer);
  const { Item } = await ports.db.send(new GetCommand({ TableName: ports.tableName, Key, ConsistentRead: true }));
  return cursorOf(Item);
};

/** That a cursor is still the one that was read, in its memory too: what is written beside it was made from that. */
const unmoved = ({ seq, memory }: Cursor<unknown>) =>
  seq === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: memory === undefined ? 'seq = :seq' : 'seq = :seq AND memory = :memory',
        ExpressionAttributeValues: { ':seq': seq, ...(memory !== undefined && { ':memory': memory }) },
      };

/** Moves a cursor from where it was read. */
export const cursorPut = (
  ports: StorePorts,
  consumer: string,
  { type, id }: Aggregate,
  from: Cursor<unknown>,
  { seq, memory }: Cursor<unknown>,
): TransactItem => ({
  Put: {
    TableName: ports.tableName,
    Item: { ...cursorKey(type, id, consumer), seq, ...(memory !== undefined && { memory }) },
    ...unmoved(from),
  },
});

/** Holds a transaction to a cursor as it was read. */
export const cursorCheck = (
  ports: StorePorts,
  consumer: string,
  { type, id }: Aggregate,
  cursor: Cursor<unknown>,
): TransactItem => ({
  ConditionCheck: { TableName: ports.tableName, Key: cursorKey(type, id, consumer), ...unmoved(cursor) },
});

const keyOf = (write: TransactItem): string => {
  const key = write.Put?.Item ?? write.Update?.Key ?? write.Delete?.Key ?? {};
  return `${key.pk} ${key.sk}`;
};

/**
 * Brings a consumer up to date with an aggregate. A record of the stream is a wake-up, not the truth: the events after
 * the consumer's cursor are read strongly and taken in order, and the cursor moves in the same transaction as the writes
 * that the events lead to, so that every event counts once whatever is delivered twice, late or out of order. Events
 * whose writes touch different items share a transaction.
 * Effects that are no writes (a mail) must be safe to repeat: they run before the cursor moves.
 * @returns the number of events taken.
 * @throws Stale when another run of the same consumer moved the cursor: wake up again.
 */
export const consume = async <M>(
  ports: StorePorts,
  consumer: string,
  aggregate: Aggregate,
  take: (event: StoredEvent, memory: M | undefined) => Promise<Consumed<M>> | Consumed<M>,
): Promise<number> => {
  let moved = await loadCursor<M>(ports, consumer, aggregate);
  let { seq: taken, memory } = moved;
  let pending: TransactItem[] = [];

  /** Moves the cursor to what was taken, with the writes that wait. */
  const flush = async () => {
    if (taken === moved.seq) return;
    const to = { seq: taken, memory };
    const cursor = cursorPut(ports, consumer, aggregate, moved, to);
    try {
      await ports.db.send(new TransactWriteCommand({ TransactItems: [cursor, ...pending] }));
    } catch (error) {
      throw lossOf(error);
    }
    moved = to;
    pending = [];
  };

  const events = await readEvents(ports, aggregate, moved.seq);
  for (const event of events) {
    const { writes, memory: next } = await take(event, memory);
    const touched = new Set(pending.map(keyOf));
    if (pending.length + writes.length > BATCH_ITEMS || writes.some((write) => touched.has(keyOf(write))))
      await flush();
    pending.push(...writes);
    memory = next;
    taken = event.seq;
  }
  await flush();
  return events.length;
};
