import { type OfficePerDay, type ToOnePerDay, toOnePerDay } from '../../schemas/per-day.ts';
import { dayOf } from '../domain/calendar.ts';
import type { Guarded } from '../store/commit.ts';
import { oneMore, oneMoreOf, usedUp } from '../store/per-day.ts';
import type { StorePorts } from '../store/ports.ts';

/** What is counted of an act that mails: of whom acts, and of the one person whom it writes to, where that is known. */
interface Mailing {
  /** Who acts, and what they may do in a day. */
  by: { id: string };
  most: OfficePerDay;
  of: keyof OfficePerDay;
  /** Who is written to, and what is counted of them. */
  to?: { id: string | undefined; of: keyof ToOnePerDay };
  at: string;
}

/**
 * Counts an act that mails, in the transaction of the act: what is refused counts for nobody. One that is used up refuses it
 * with 429 and when the day is over.
 */
export const counting = (ports: StorePorts, { by, most, of, to, at }: Mailing): Guarded[] => {
  // An item is written once in a transaction: of whoever writes to themselves both are counted at once.
  if (to?.id === by.id) {
    const both = { of: [of, to.of], most: { ...most, ...toOnePerDay }, lost: () => usedUp(to.of, at) };
    return [oneMore(ports, by.id, dayOf(at), both)];
  }
  return [oneMoreOf(ports, by.id, at, of, most), ...(to?.id ? [oneMoreOf(ports, to.id, at, to.of, toOnePerDay)] : [])];
};
