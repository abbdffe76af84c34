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
  const Key = cursorKey(aggregate.type, aggregate.id, consumer);
  const TableName = ports.tableName;
  const { Item } = await ports.db.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  let moved = (Item?.seq as number | undefined) ?? 0;
  let taken = moved;
  let memory = Item?.memory as M | undefined;
  let pending: TransactItem[] = [];

  /** Moves the cursor to what was taken, with the writes that wait. */
  const flush = async () => {
    if (taken === moved) return;
    const cursor: TransactItem = {
      Put: {
        TableName,
        Item: { ...Key, seq: taken, ...(memory !== undefined && { memory }) },
        ConditionExpression: moved === 0 ? 'attribute_not_exists(pk)' : 'seq = :seq',
        ...(moved > 0 && { ExpressionAttributeValues: { ':seq': moved } }),
      },
    };
    try {
      await ports.db.send(new TransactWriteCommand({ TransactItems: [cursor, ...pending] }));
    } catch (error) {
      throw lossOf(error);
    }
    moved = taken;
    pending = [];
  };

  const events = await readEvents(ports, aggregate, moved);
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
