import { silenceWarningDays } from '../../schemas/clocks.ts';
import { addDays, dayOf } from '../domain/calendar.ts';
import { silenceRunsOutOn } from '../domain/silence.ts';
import { listClocks } from '../store/application-lists.ts';
import type { StorePorts } from '../store/ports.ts';

export interface Clocks {
  /** Files that silence refuses within the warning days, today included. */
  near: string[];
  /** Files that silence has refused, and that nobody closed. */
  past: string[];
}

/** The files to be decided soon, and those that are too late, by id. The day itself is still a day to answer on. */
export const watchClocks = async (ports: StorePorts): Promise<Clocks> => {
  const today = dayOf(ports.now().toISOString());
  const clocks: Clocks = { near: [], past: [] };
  let cursor: string | undefined;
  do {
    const page = await listClocks(ports, addDays(today, silenceWarningDays), cursor);
    for (const head of page.items) clocks[(silenceRunsOutOn(head) ?? today) < today ? 'past' : 'near'].push(head.id);
    cursor = page.nextCursor;
  } while (cursor);
  return clocks;
};
