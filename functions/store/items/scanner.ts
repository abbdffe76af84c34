import * as z from 'zod';
import { scannerStates } from '../../../schemas/attachment.ts';
import { instant } from '../../../schemas/fields.ts';

/** What the scanner last said of itself. */
export const scannerItem = z.object({
  state: z.enum(scannerStates),
  /** When it said so. */
  at: instant(),
  /** Since when it is so: what it repeats does not move this. */
  since: instant(),
  /** The event that it said so by; a release before noted none. */
  event: z.string().optional(),
  /** Its own codes of why. */
  reasons: z.array(z.string()),
});
export type ScannerItem = z.output<typeof scannerItem>;
