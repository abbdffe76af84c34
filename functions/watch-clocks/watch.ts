import { silenceWarningDays } from '../../schemas/clocks.ts';
import { addDays, dayOf, daysBetween } from '../domain/calendar.ts';
import { silenceRunsOutOn } from '../domain/silence.ts';
import { listClocks } from '../store/application-lists.ts';
import type { StorePorts } from '../store/ports.ts';

export interface Clocks {
  /** Files that silence refuses within the warning days, today included. */
  near: string[];
  /** Files that silence has refused, and that nobody closed. */
  past: string[];
  /** Days until silence refuses the most urgent of them; below zero once it has. Nothing while there is none. */
  daysLeft?: number;
}

/** The files to be decided soon, and those that are too late, by id. The day itself is still a day to answer on. */
export const watchClocks = async (ports: StorePorts): Promise<Clocks> => {
  const today = dayOf(ports.now().toISOString());
  const clocks: Clocks = { near: [], past: [] };
  let cursor: string | undefined;
  do {
    const page = await listClocks(ports, addDays(today, silenceWarningDays), cursor);
    for (const head of page.items) {
      const left = daysBetween(today, silenceRunsOutOn(head) ?? today);
      clocks[left < 0 ? 'past' : 'near'].push(head.id);
      clocks.daysLeft = Math.min(left, clocks.daysLeft ?? left);
    }
    cursor = page.nextCursor;
  } while (cursor);
  return clocks;
};
