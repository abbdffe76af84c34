import canonicalize from 'canonicalize';
import { type ApplicationCore, applicationCore, applicationState } from '../../schemas/application.ts';
import { isKnown, type ReadEvent } from '../../schemas/event.ts';
import { readable } from '../../schemas/readable.ts';
import { evolve, type ReplayedEvent } from '../domain/application/evolve.ts';
import { FIRST_RULES } from '../domain/corrections.ts';
import { formerAmountByTerritory } from '../domain/shares.ts';
import { CONSUMER, measureApplication, memoryVersion, wordsOf } from '../measure/measure.ts';
import { listIds } from '../store/application-lists.ts';
import { listStaffCalls } from '../store/calls.ts';
import { retrying, Stale } from '../store/commit.ts';
import { type Cursor, cursorCheck, cursorPut, loadCursor } from '../store/consume.ts';
import {
  agrees,
  asAnnounced,
  type Counts,
  countsOf,
  type Row,
  readRows,
  rowDelete,
  rowPut,
  type Sum,
  sumsOf,
} from '../store/counts.ts';
import { readEvents } from '../store/events.ts';
import { type Counter, type Numbers, readCounters, setCounter } from '../store/figures.ts';
import * as keys from '../store/keys.ts';
import type { StorePorts } from '../store/ports.ts';
import { getMany, readPartition } from '../store/read.ts';
import { transact } from '../store/transact.ts';

/** Where figures and events are not the same. */
export type Difference =
  /** A counter holds something else than the files count for. */
  | { what: 'figure'; key: keys.Key; holds: Numbers; events: Numbers }
  /** A list has a row that it should not, or not the one that it should. */
  | { what: 'row'; key: keys.Key; applicationId: string }
  /** What the figures remember of a file is not what its events lead to. */
  | { what: 'memory'; applicationId: string }
  /** The figures did not take what happened to a file, for an hour. */
  | { what: 'behind'; applicationId: string; since: string };

export interface Reconciled {
  calls: number;
  files: number;
  /** Counters that were compared. */
  figures: number;
  /** Counters that moved whenever they were looked at: they are compared by the next run. */
  moving: number;
  /** What differs, or differed where it was put right. */
  differences: Difference[];
}

export interface How {
  /** Puts right what differs. */
  mend?: boolean;
  /** Files to look at by call, besides those that the lists of each call know. */
  known?: ReadonlyMap<string, readonly string[]>;
}

/** How long the figures may take for an event before that is a fault: whatever the stream tries again is done by then. */
const BEHIND_MS = 60 * 60_000;
/** How often the files that moved are looked at again before a counter that moves is left to the next run. */
const ROUNDS = 10;
/** Files that are looked at side by side. */
const AT_ONCE = 8;

/**
 * Compares the figures with the events, while both go on. What a file counts for is computed from its events up to where the
 * figures are with it, so that being behind is no difference. A counter is compared once it did not move from before the
 * files were looked at until afterwards: the files it counts did not either, then. Where it moved, the files that moved are
 * looked at again, until it stands still. A counter that differs is told when the next look finds the same, since the lists
 * that name the files may lag.
 *
 * To mend sets each counter and row to what it should be in one write that is held to what was compared: nothing is taken away,
 * pages read on, the figures' consumer goes on beside it, and a run that is cut off is simply run again.
 */
export const reconcile = async (ports: StorePorts, how: How = {}): Promise<Reconciled> => {
  const calls = await listStaffCalls(ports);
  const sum: Reconciled = { calls: calls.length, files: 0, figures: 0, moving: 0, differences: [] };
  for (const { callId } of calls) {
    const { differences, ...found } = await reconcileCall(ports, callId, how);
    for (const name of ['files', 'figures', 'moving'] as const) sum[name] += found[name];
    sum.differences.push(...differences);
  }
  return sum;
};

/** What was seen of a file. */
interface Seen {
  /** Up to where the figures were with it. */
  seq: number;
  sums: readonly Sum[];
  rows: Counts['rows'];
  differences: readonly Difference[];
}

const reconcileCall = async (
  ports: StorePorts,
  callId: string,
  { mend = false, known: ids }: How,
): Promise<Omit<Reconciled, 'calls'>> => {
  const files = new Map<string, Seen>();
  const settled = new Set<string>();
  const differences: Difference[] = [];
  /** Counters that differed at the last look, and by what. */
  const suspected = new Map<string, string>();
  /** What was put right stays said, also once it is right. */
  const mended = new Map<string, Difference>();
  const take = (id: string, seen: Seen) => {
    files.set(id, seen);
    if (mend) for (const difference of seen.differences) mended.set(JSON.stringify(difference), difference);
  };
  let moving: string[] = [];

  for (let round = 1; round <= ROUNDS; round++) {
    const before = await readCounters(ports, callId);
    const all = new Set([...(ids?.get(callId) ?? []), ...(await listFiles(ports, callId)), ...files.keys()]);
    await atOnce(await movedOf(ports, all, files), async (id) => take(id, await lookAt(ports, id, { mend })));
    await strayRows(ports, callId, [...before.values()], files, async (id, rows) =>
      take(id, await lookAt(ports, id, { mend, rows })),
    );
    const after = await readCounters(ports, callId);

    moving = [];
    const should = sumUp(files.values());
    for (const [place, { key, add: events }] of new Map([...zeros(after), ...should])) {
      if (settled.has(place)) continue;
      const counter = after.get(place) ?? { key, holds: zeroOf(events), rev: undefined };
      const { holds } = counter;
      const asBefore = canonicalize(before.get(place)) === canonicalize(after.get(place));
      if (asBefore && canonicalize(holds) === canonicalize(events)) {
        settled.add(place);
        continue;
      }
      const seen = canonicalize([counter, events]) ?? '';
      if (!asBefore || suspected.get(place) !== seen) {
        suspected.set(place, seen);
        moving.push(place);
        continue;
      }
      if (mend && !(await setCounter(ports, counter, events))) moving.push(place);
      else {
        settled.add(place);
        differences.push({ what: 'figure', key, holds, events });
      }
    }
    if (moving.length === 0) break;
  }
  const ofFiles = mend ? mended.values() : [...files.values()].flatMap((seen) => seen.differences);
  return { files: files.size, figures: settled.size, moving: moving.length, differences: [...ofFiles, ...differences] };
};

const zeroOf = (numbers: Numbers): Numbers => Object.fromEntries(Object.keys(numbers).map((name) => [name, 0]));
const zeros = (counters: ReadonlyMap<string, Counter>): [string, Sum][] =>
  [...counters].map(([place, { key, holds }]) => [place, { key, add: zeroOf(holds) }]);

/** What each counter should hold. */
const sumUp = (files: Iterable<Seen>): Map<string, Sum> => {
  const sums = new Map<string, { key: keys.Key; add: Record<string, number> }>();
  for (const { sums: own } of files)
    for (const { key, add } of own) {
      const place = keys.placeOf(key);
      const sum = sums.get(place) ?? { key, add: {} };
      for (const [name, by] of Object.entries(add)) sum.add[name] = (sum.add[name] ?? 0) + by;
      sums.set(place, sum);
    }
  return sums;
};

/** The files of a call that are no drafts, as its lists know them. */
const listFiles = async (ports: StorePorts, callId: string): Promise<string[]> => {
  const states = applicationState.options.filter((state) => state !== 'draft');
  return (await Promise.all(states.map((state) => listIds(ports, callId, state)))).flat();
};

/** The files that were not seen yet, or where the figures went on since. */
const movedOf = async (
  ports: StorePorts,
  ids: ReadonlySet<string>,
  files: ReadonlyMap<string, Seen>,
): Promise<string[]> => {
  const unseen = [...ids].filter((id) => !files.has(id));
  const seen = [...ids].filter((id) => files.has(id));
  const cursors = await getMany(
    ports,
    seen.map((id) => keys.cursorKey('application', id, CONSUMER)),
    { only: ['pk', 'sk', 'seq'] },
  );
  const seqOf = new Map(cursors.map(({ pk, seq }) => [pk, Number(seq)]));
  const moved = seen.filter((id) => (seqOf.get(keys.partitionOf('application', id)) ?? 0) !== files.get(id)?.seq);
  return [...unseen, ...moved];
};

const atOnce = async <T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<void> => {
  const left = all.values();
  const worker = async () => {
    for (const one of left) await act(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
};

/** Looks again at files that stand in a quarter's list where nothing says that they count, with these rows. */
const strayRows = async (
  ports: StorePorts,
  callId: string,
  counters: readonly Counter[],
  files: ReadonlyMap<string, Seen>,
  look: (id: string, rows: readonly Row[]) => Promise<void>,
): Promise<void> => {
  const places = [
    ...counters.map(({ key }) => key),
    ...[...files.values()].flatMap(({ sums }) => sums.map(({ key }) => key)),
  ];
  for (const quarter of new Set(places.flatMap((key) => keys.quarterAt(key) ?? []))) {
    const stray = (await readPartition(ports, keys.supportedPartition(callId, quarter))).filter(
      (item) => !files.get(keys.supportedFile(item))?.rows.has(keys.placeOf(item)),
    );
    for (const [id, items] of Map.groupBy(stray, keys.supportedFile))
      await look(
        id,
        items.map(({ pk, sk }) => ({ key: { pk, sk }, facts: {}, shows: [] })),
      );
  }
};

/** The application as events and figures have it, as far as this code knows it. */
const known = (application: unknown): string | undefined => {
  const parsed = readable(applicationCore).safeParse(application);
  return parsed.success ? canonicalize(parsed.data) : undefined;
};

/**
 * The file up to where the figures are with it, and all rows that it ever had in lists. What newer code remembers of it, or
 * what this code cannot replay, is believed: the chain is verified elsewhere.
 */
const replayed = (cursor: Cursor<ApplicationCore>, past: readonly ReadEvent[]) => {
  const ever = new Map<string, Row>();
  const noted = (core: ApplicationCore | undefined) => {
    for (const [place, row] of countsOf(core).rows) ever.set(place, row);
    return core;
  };
  const believed = () => ({ core: noted(cursor.memory), ever });
  const isOurs = (cursor.memoryVersion ?? FIRST_RULES) <= memoryVersion();
  if (!isOurs || past.length !== (cursor.seq ?? 0) || !past.every(isKnown)) return believed();
  try {
    let core: ApplicationCore | undefined;
    for (const event of past) core = noted(evolve(core, event as unknown as ReplayedEvent));
    return { core, ever };
  } catch {
    return believed();
  }
};

/** What the figures hold of one file, beside its events. */
const compare = async (ports: StorePorts, id: string, { mend, rows: suspects = [] }: Look) => {
  const aggregate = { type: 'application', id } as const;
  const cursor = await loadCursor<ApplicationCore>(ports, CONSUMER, aggregate);
  const { seq = 0 } = cursor;
  const events = await readEvents(ports, aggregate, 0, seq);
  const { core, ever } = replayed(
    cursor,
    events.filter((event) => event.seq <= seq),
  );
  for (const row of suspects) ever.set(keys.placeOf(row.key), row);

  const stored = await readRows(ports, ever.values());
  /** The rows that are not as they should be, each as it should be, or as one to be taken away. */
  const wrong = (right: Counts): Row[] =>
    [...ever].flatMap(([place, row]) => {
      const own = right.rows.get(place);
      return (own ? agrees(stored.get(place), own) : !stored.has(place)) ? [] : [own ?? row];
    });
  const today = countsOf(core);
  const former = countsOf(core, formerAmountByTerritory);
  // What a former release counted is right as it stands, until it is counted anew.
  const ways = mend ? [today] : [today, asAnnounced(today), former, asAnnounced(former)];
  const counts = ways.find((way) => wrong(way).length === 0) ?? today;
  const rows = wrong(counts);

  const memoryDiffers = seq > 0 && known(core) !== known(cursor.memory);
  const next = cursor.waitsFor === undefined ? events.find((event) => event.seq === seq + 1) : undefined;
  const since = next && ports.now().getTime() - new Date(next.at).getTime() > BEHIND_MS ? next.at : undefined;
  const differences: Difference[] = [
    ...rows.map(({ key }) => ({ what: 'row' as const, key, applicationId: id })),
    ...(memoryDiffers ? [{ what: 'memory' as const, applicationId: id }] : []),
    ...(since ? [{ what: 'behind' as const, applicationId: id, since }] : []),
  ];
  const seen: Seen = { seq, sums: sumsOf(counts), rows: counts.rows, differences };
  return { seen, cursor, core, rows, memoryDiffers, isBehind: next !== undefined };
};

interface Look {
  mend: boolean;
  /** Rows that stand in a list under this file, besides those that it ever had. */
  rows?: readonly Row[];
}

/**
 * Compares one file, and puts it right where that is asked for; what differed before stays said.
 * @throws Stale when the figures kept going on with it, for longer than an act waits.
 */
const lookAt = async (ports: StorePorts, id: string, look: Look): Promise<Seen> => {
  const found: Difference[] = [];
  return retrying(ports, async () => {
    const { seen, cursor, core, rows, memoryDiffers, isBehind } = await compare(ports, id, look);
    const isWrong = rows.length > 0 || memoryDiffers;
    if (!look.mend) {
      // Rows were read after the cursor: what came in between is no difference.
      if (rows.length > 0 && (await hasMoved(ports, id, cursor))) throw new Stale();
      return seen;
    }
    found.push(...seen.differences);
    if (isWrong) {
      const words = rows.length > 0 ? await wordsOf(ports, id) : undefined;
      const to: Cursor = { ...cursor, memory: core, memoryVersion: memoryVersion() };
      const aggregate = { type: 'application', id } as const;
      const held = memoryDiffers
        ? cursorPut(ports, CONSUMER, aggregate, cursor, to)
        : cursorCheck(ports, CONSUMER, aggregate, cursor);
      const writes = rows.map((row) =>
        words && seen.rows.has(keys.placeOf(row.key)) ? rowPut(ports, row, words) : rowDelete(ports, row.key),
      );
      await transact(
        ports,
        [held, ...writes].map((write) => ({ write })),
      );
    }
    if (isBehind) await measureApplication(ports, id);
    if (!isWrong && !isBehind) return { ...seen, differences: found };
    return { ...(await compare(ports, id, look)).seen, differences: found };
  });
};

const hasMoved = async (ports: StorePorts, id: string, cursor: Cursor): Promise<boolean> =>
  canonicalize(await loadCursor(ports, CONSUMER, { type: 'application', id })) !== canonicalize(cursor);
