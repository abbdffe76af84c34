import * as z from 'zod';
import { instant, personId } from '../../../schemas/fields.ts';
import { holdKinds } from '../../../schemas/mail.ts';

/** What is known of a mail address; the address itself stands nowhere in it. */
export const addressItem = z.object({
  status: z.enum(['held', 'lifted']),
  kind: z.enum(holdKinds),
  /** Of the last failure. */
  at: instant(),
  count: z.int().min(1),
  liftedAt: instant().optional(),
  liftedBy: personId().optional(),
});
export type AddressItem = z.infer<typeof addressItem>;
