import * as z from 'zod';

/**
 * What one person may do in a day, so that nobody has the City write to strangers or fills its queue by a script: files
 * handed in, organisations registered, and mails that ask the holder of an address.
 */
export const perDay = z.object({
  files: z.int().min(1),
  organisations: z.int().min(1),
  confirmations: z.int().min(1),
});
export type PerDay = z.infer<typeof perDay>;

/** EXAMPLES, unless a deployment says otherwise: far above what an association does. */
export const usualPerDay: PerDay = { files: 50, organisations: 10, confirmations: 20 };
