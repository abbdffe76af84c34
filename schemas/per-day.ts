import * as z from 'zod';

/**
 * What one person may do in a day, so that nobody has the City write to strangers, fills its queue or has it store and scan
 * without end by a script: drafts begun, documents promised, files handed in, organisations registered, and mails that ask
 * the holder of an address. What is taken back was done all the same.
 */
export const perDay = z.object({
  drafts: z.int().min(1),
  documents: z.int().min(1),
  files: z.int().min(1),
  organisations: z.int().min(1),
  confirmations: z.int().min(1),
});
export type PerDay = z.infer<typeof perDay>;

/** EXAMPLES, unless a deployment says otherwise: far above what an association does. */
export const usualPerDay: PerDay = { drafts: 100, documents: 500, files: 50, organisations: 10, confirmations: 20 };
