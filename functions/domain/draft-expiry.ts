import type { ApplicationCore } from '../../schemas/application.ts';
import { draftWarningDays } from '../../schemas/drafts.ts';
import { addDays, dayOf } from './calendar.ts';

/** What bears on the end of a draft; days are those of Paris, `YYYY-MM-DD`. */
export interface DraftLife {
  /** The day on which it ends by its last save and by how long drafts are kept. */
  endsOn: string;
  /** The days on which all who can keep it had been warned of that end, the first warning first. */
  warnedOn: readonly string[];
}

/** What is to be done about a draft today: its owner warned, by the place of the warning, or the draft thrown away. */
export type DraftDue = { warning: number } | 'discard';

const later = (one: string, other: string): string => (one > other ? one : other);

/**
 * When a draft expires, and what is due today. Nobody loses a draft sooner after a warning than the warning says, however
 * late it left: then it expires later than its end.
 */
export const draftExpiry = ({ endsOn, warnedOn }: DraftLife, today: string): { expiresOn: string; due?: DraftDue } => {
  const told = draftWarningDays
    .slice(0, warnedOn.length)
    .reduce((day, before, place) => later(day, addDays(warnedOn[place] as string, before)), endsOn);
  const before = draftWarningDays[warnedOn.length];
  if (before === undefined) return { expiresOn: told, ...(today >= told && { due: 'discard' }) };
  const soonest = addDays(today, before);
  return told > soonest ? { expiresOn: told } : { expiresOn: soonest, due: { warning: warnedOn.length } };
};

/** What the head of a draft says of its end. */
export type DraftHead = Pick<ApplicationCore, 'state' | 'updatedAt'> & {
  savedOn?: string | undefined;
  expiresOn?: string | undefined;
};

/** When a draft expires, as far as its head alone tells; nothing for a file that is no draft. */
export const expiryOf = (head: DraftHead, draftDays: number, today: string): string | undefined => {
  if (head.state !== 'draft') return undefined;
  const endsOn = addDays(head.savedOn ?? dayOf(head.updatedAt), draftDays);
  if (head.expiresOn === undefined) return draftExpiry({ endsOn, warnedOn: [] }, today).expiresOn;
  // It was named while drafts were kept for fewer days, perhaps.
  return head.expiresOn > endsOn ? head.expiresOn : endsOn;
};
