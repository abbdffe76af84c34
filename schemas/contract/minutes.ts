import * as z from 'zod';
import { instant } from '../fields.ts';
import { minutesText } from '../session.ts';

export const minutes = z.object({
  state: z.enum(['draft', 'approved']),
  /** 0 while nothing was corrected: the text follows the session. */
  revision: z.int().min(0),
  savedAt: instant().optional(),
  content: minutesText,
});
