import * as z from 'zod';
import { instant, personId } from './fields.ts';

/**
 * What somebody of the office looked at or took away: noted once for each person, file and day, outside the chain. What
 * was done is in the events.
 */
export const openingKinds = [
  /** A file, or a part of what it says. */
  'file',
  /** A link to a document of it. */
  'document',
  /** A link to a document with bank details. */
  'bank-details',
  /** A letter of it, as PDF. */
  'letter',
  /** Minutes of a session. */
  'minutes',
  /** The figures of the monitoring page, as a file. */
  'figures-export',
  /** Documents were given to the scanner again: of one file, or all that waited; nothing of them changes by that. */
  'rescan',
  /** This log itself, and as a file. */
  'audit',
  'audit-export',
] as const;
export const openingKind = z.enum(openingKinds);
export type OpeningKind = z.infer<typeof openingKind>;

/** What is handed out only once it is noted: nobody waits for it, and it can be asked for again. */
export const notedFirst: readonly OpeningKind[] = ['bank-details', 'figures-export', 'audit-export'];

/** What an act or an opening is about; an evaluation is about its file. */
export const subjectTypes = ['application', 'session', 'call', 'organisation', 'person'] as const;
export const subject = z.object({ type: z.enum(subjectTypes), id: z.string().min(1) });
export type Subject = z.infer<typeof subject>;

/** In which part of the office somebody acted. */
export const officeRole = z.enum(['staff', 'juror']);
export type OfficeRole = z.infer<typeof officeRole>;

/**
 * An act, by the type of its event, or an opening, by its kind; of an opening `at` is the first time of that day. It holds
 * ids alone: whose they are is told when it is read.
 */
export const audited = z.object({
  at: instant(),
  personId: personId(),
  role: officeRole,
  act: z.string().optional(),
  opening: z.string().optional(),
  about: subject.optional(),
});
export type Audited = z.infer<typeof audited>;

/** Rows that an export holds at the most. */
export const maxExportedRows = 5000;
