import type { DailyDigest } from '../../schemas/daily-digest.ts';
import { addDays, dayOf } from '../domain/calendar.ts';
import { digestOfDay, hasAnchors, lastDigest, putDigest, readAnchors } from '../store/digests.ts';
import { GENESIS } from '../store/hash.ts';
import type { StorePorts } from '../store/ports.ts';

/** Time after midnight until a day is closed, in milliseconds: whoever took an event just before it has long noted it. */
const SETTLING_MS = 2 * 3_600_000;
/** No release wrote an anchor before: where the very first digest begins to look, a day at a time. */
const FIRST_DAY = '2026-01-01';
/** Days that are looked into side by side. */
const AT_ONCE = 30;

/**
 * The first day that has an anchor and is no later than `until`, however long ago: what came before the first digest would
 * be left out for good. Only a chain that has not begun is looked for like this, one small query a day; once it has, the
 * last digest says where to go on.
 */
const firstDay = async (ports: StorePorts, until: string): Promise<string | undefined> => {
  for (let from = FIRST_DAY; from <= until; from = addDays(from, AT_ONCE)) {
    const days = Array.from({ length: AT_ONCE }, (_, count) => addDays(from, count)).filter((day) => day <= until);
    const anchored = await Promise.all(days.map((day) => hasAnchors(ports, day)));
    const first = days[anchored.indexOf(true)];
    if (first) return first;
  }
  return undefined;
};

/**
 * Publishes every day that is over and was not published yet, the oldest first, from the first on which something
 * happened: the digests are a chain without gaps. Run twice at once it publishes each day once.
 * @returns the digests that this run published.
 */
export const publishDigests = async (ports: StorePorts): Promise<DailyDigest[]> => {
  const now = ports.now();
  const closed = addDays(dayOf(new Date(now.getTime() - SETTLING_MS).toISOString()), -1);
  const last = await lastDigest(ports);
  let previous = last?.digest ?? GENESIS;
  const published: DailyDigest[] = [];
  const first = last ? addDays(last.day, 1) : await firstDay(ports, closed);
  for (let day = first; day !== undefined && day <= closed; day = addDays(day, 1)) {
    const anchors = await readAnchors(ports, day);
    const digest = digestOfDay(day, previous, anchors);
    const entry = { day, anchors: anchors.length, previous, digest, publishedAt: now.toISOString() };
    // Another run is at it: it goes on from here.
    if (!(await putDigest(ports, entry))) return published;
    published.push(entry);
    previous = digest;
  }
  return published;
};
