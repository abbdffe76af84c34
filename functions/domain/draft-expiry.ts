import { draftWarningDays } from '../../schemas/drafts.ts';
import { addDays } from './calendar.ts';

/** What bears on the end of a draft; days are those of Paris, `YYYY-MM-DD`. */
export interface DraftLife {
  /** The day of the last save. */
  savedOn: string;
  /** The days on which all who can keep it had been warned since then, the first warning first. */
  warnedOn: readonly string[];
}

/** What is to be done about a draft today: its owner warned, by the place of the warning, or the draft thrown away. */
export type DraftDue = { warning: number } | 'discard';

const later = (one: string, other: string): string => (one > other ? one : other);

/**
 * When a draft expires, and what is due today. It expires `draftDays` after its last save; but nobody loses a draft sooner
 * after a warning than the warning says, however late it left: then it expires later.
 */
export const draftExpiry = (
  { savedOn, warnedOn }: DraftLife,
  draftDays: number,
  today: string,
): { expiresOn: string; due?: DraftDue } => {
  const told = draftWarningDays
    .slice(0, warnedOn.length)
    .reduce(
      (day, before, place) => later(day, addDays(warnedOn[place] as string, before)),
      addDays(savedOn, draftDays),
    );
  const before = draftWarningDays[warnedOn.length];
  if (before === undefined) return { expiresOn: told, ...(today >= told && { due: 'discard' }) };
  const soonest = addDays(today, before);
  return told > soonest ? { expiresOn: told } : { expiresOn: soonest, due: { warning: warnedOn.length } };
};
