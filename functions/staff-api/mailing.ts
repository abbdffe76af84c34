import { type OfficePerDay, type ToOnePerDay, toOnePerDay } from '../../schemas/per-day.ts';
import { dayOf } from '../domain/calendar.ts';
import { tooManyToday } from '../domain/errors.ts';
import type { Guarded } from '../store/commit.ts';
import { oneMore } from '../store/per-day.ts';
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

/** The words of what is used up. */
const codes = {
  invitations: 'too-many-invitations',
  mailsAgain: 'too-many-mails-again',
  sessionsTold: 'too-many-sessions-told',
  invited: 'invited-often',
  mailedAgain: 'mailed-again-often',
} as const satisfies Record<keyof OfficePerDay | keyof ToOnePerDay, string>;

/**
 * Counts an act that mails, in the transaction of the act: what is refused counts for nobody. One that is used up refuses it
 * with 429 and when the day is over.
 */
export const counting = (ports: StorePorts, { by, most, of, to, at }: Mailing): Guarded[] => {
  const day = dayOf(at);
  // An item is written once in a transaction: of whoever writes to themselves both are counted at once.
  if (to?.id === by.id) {
    const both = { of: [of, to.of], most: { ...most, ...toOnePerDay }, lost: () => tooManyToday(codes[to.of], at) };
    return [oneMore(ports, by.id, day, both)];
  }
  return [
    oneMore(ports, by.id, day, { of: [of], most, lost: () => tooManyToday(codes[of], at) }),
    ...(to?.id
      ? [oneMore(ports, to.id, day, { of: [to.of], most: toOnePerDay, lost: () => tooManyToday(codes[to.of], at) })]
      : []),
  ];
};
