import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { hasOpenStep } from '../../functions/close-step/close-step.ts';
import { measureApplication } from '../../functions/measure/measure.ts';
import { spec as measure } from '../../functions/measure/spec.ts';
import type { Queues, WakeUp } from '../../functions/services/queues.ts';
import { type ConsumerName, consumerNames, queueAudience } from '../../functions/spec.ts';
import { readEvents } from '../../functions/store/events.ts';
import { aggregateOf, cursorKey, eventsAfter, HEAD, isEventKey, type Key, seqOf } from '../../functions/store/keys.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import type { AggregateType } from '../../schemas/aggregate.ts';

/** What can be woken again: `measure` runs here, the others are woken through their queue. */
export const consumers = [measure.name, ...consumerNames] as const;
export type Consumer = (typeof consumers)[number];

/** The aggregates whose events a consumer takes, as its stream or its queue is fed with them. */
const audienceOf = (consumer: Consumer): readonly AggregateType[] =>
  consumer === measure.name ? measure.trigger.of : queueAudience[consumer];

type Seen = Key & { seq?: unknown; state?: unknown };

/** What the whole table holds at some sort keys, read strongly. A scan: an operation, never a request. */
const everyItem = async function* (
  ports: StorePorts,
  where: { FilterExpression: string; ExpressionAttributeValues: Record<string, string> },
): AsyncGenerator<{ aggregate: WakeUp; item: Seen }> {
  const pages = paginateScan(
    { client: ports.db },
    {
      TableName: ports.tableName,
      ConsistentRead: true,
      ProjectionExpression: 'pk, sk, seq, #state',
      ExpressionAttributeNames: { '#state': 'state' },
      ...where,
    },
  );
  for await (const page of pages)
    for (const item of (page.Items ?? []) as Seen[]) {
      const aggregate = aggregateOf(item.pk);
      if (aggregate) yield { aggregate, item };
    }
};

/** The aggregates with events after the consumer's cursor, of whichever kind. */
const behindOf = async (ports: StorePorts, consumer: Consumer): Promise<WakeUp[]> => {
  const audience = audienceOf(consumer);
  const { from, to } = eventsAfter(0);
  const cursor = cursorKey('application', '', consumer).sk;
  const found = new Map<string, { aggregate: WakeUp; last: number; taken: number }>();
  for await (const { aggregate, item } of everyItem(ports, {
    FilterExpression: 'sk BETWEEN :from AND :to OR sk = :cursor',
    ExpressionAttributeValues: { ':from': from, ':to': to, ':cursor': cursor },
  })) {
    if (!audience.includes(aggregate.type)) continue;
    const name = `${aggregate.type}#${aggregate.id}`;
    const standing = found.get(name) ?? { aggregate, last: 0, taken: 0 };
    if (isEventKey(item)) standing.last = Math.max(standing.last, seqOf(item));
    else standing.taken = Number(item.seq);
    found.set(name, standing);
  }
  return [...found.values()].filter(({ last, taken }) => last > taken).map(({ aggregate }) => aggregate);
};

/** The files whose step may be complete: whoever closes steps keeps no cursor, but looks at the file as it stands. */
const withOpenStep = async (ports: StorePorts): Promise<WakeUp[]> => {
  const found: WakeUp[] = [];
  for await (const { aggregate, item } of everyItem(ports, {
    FilterExpression: 'sk = :head',
    ExpressionAttributeValues: { ':head': HEAD },
  }))
    if (aggregate.type === 'application' && hasOpenStep(item)) found.push(aggregate);
  return found;
};

/** One aggregate by its id, of whichever kind that the consumer takes. */
const named = async (ports: StorePorts, consumer: Consumer, id: string): Promise<WakeUp[]> => {
  for (const type of audienceOf(consumer))
    if ((await readEvents(ports, { type, id })).length > 0) return [{ type, id }];
  throw new Unknown(`${id} is nothing that ${consumer} takes`);
};

/** An id that stands for nothing that the consumer takes. */
export class Unknown extends Error {}

/** By kind, then by id: ids are sortable by the time at which they were made. */
const inOrder = (a: WakeUp, b: WakeUp): number => (`${a.type} ${a.id}` < `${b.type} ${b.id}` ? -1 : 1);

/**
 * Wakes a consumer again for one aggregate, or for every one that it is behind with (`close-step`: every file with a step
 * open). What it has to do comes from the table, not from the stream's failure records, and each event still counts once:
 * to wake it too often does no harm.
 * @returns what it was woken for.
 * @throws Unknown when `id` is of no aggregate that it takes.
 */
export const replayConsumer = async (
  ports: StorePorts,
  queues: Queues,
  queueUrls: Readonly<Record<string, string>>,
  consumer: Consumer,
  id?: string,
): Promise<WakeUp[]> => {
  const all = consumer === ('close-step' satisfies ConsumerName) ? withOpenStep(ports) : behindOf(ports, consumer);
  const wakeUps = (await (id ? named(ports, consumer, id) : all)).sort(inOrder);
  if (consumer === measure.name) {
    for (const aggregate of wakeUps) await measureApplication(ports, aggregate.id);
  } else {
    const url = queueUrls[consumer];
    if (!url) throw new Error(`QUEUE_URLS names no queue ${consumer}`);
    await queues.wake(url, wakeUps);
  }
  return wakeUps;
};
