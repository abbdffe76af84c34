import type { AggregateType, ReadEvent } from '../../schemas/event.ts';
import { eventKey, eventsAfter, formerEventKey, logOf, partitionOf } from './keys.ts';
import type { StorePorts } from './ports.ts';
import { getMany, type Item, readRange } from './read.ts';
import { readEvent } from './upcasts/event.ts';
import type { Stored } from './upcasts/upcast.ts';

export type Aggregate = { type: AggregateType; id: string };

/** The items of an aggregate's log, read strongly: its events, but for those that still stand beside its head. */
export const readLog = (ports: StorePorts, { type, id }: Aggregate): Promise<Item[]> =>
  readRange(ports, logOf(type, id), eventsAfter(0));

/** How often a chain with a hole is read again: one that is being moved, or written to in both places, has none the next time. */
const TRIES = 3;

/**
 * The events of an aggregate after `seq`, in order, read strongly: those of its log, and those that still stand beside its
 * head. `last` is the event that must be there at least. Without damage to the table there is no hole in what comes.
 */
export const readEvents = async (
  ports: StorePorts,
  { type, id }: Aggregate,
  seq = 0,
  last = 0,
): Promise<ReadEvent[]> => {
  for (let attempt = 1; ; attempt++) {
    const found = await Promise.all(
      [partitionOf(type, id), logOf(type, id)].map((pk) => readRange(ports, pk, eventsAfter(seq))),
    );
    const events = inOrder(found.flat());
    const whole = events.every((event, index) => event.seq === seq + 1 + index) && seq + events.length >= last;
    if (whole || attempt === TRIES) return events;
  }
};

/**
 * Some events of an aggregate by their place, in order, only to be looked at: an event never changes. One that is not found
 * as things stood a moment ago is looked for strongly, beside its head as well.
 */
export const readEventsAt = async (
  ports: StorePorts,
  { type, id }: Aggregate,
  places: readonly number[],
): Promise<ReadEvent[]> => {
  const found = await getMany(
    ports,
    places.map((seq) => eventKey(type, id, seq)),
    { strongly: false },
  );
  const seen = new Set(found.map(({ seq }) => seq));
  const missing = places.filter((seq) => !seen.has(seq));
  const others = await getMany(
    ports,
    missing.flatMap((seq) => [eventKey(type, id, seq), formerEventKey(type, id, seq)]),
  );
  return inOrder([...found, ...others]);
};

/** Events by their place, each once: one that is being moved stands in both places for a moment, the same in each. */
export const inOrder = (stored: readonly Stored[]): ReadEvent[] => {
  const bySeq = new Map(stored.map((item) => [item.seq as number, item]));
  return [...bySeq].sort(([a], [b]) => a - b).map(([, item]) => readEvent(item));
};
