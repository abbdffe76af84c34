import * as z from 'zod';
import { instant, language } from '../../../schemas/fields.ts';
import { contactAnswers, contactFailures } from '../../../schemas/mail.ts';

/**
 * What is known of an address that a file names as its contact, under the address's digest. The digests of the links that
 * answer stand in it as `tokens`, until one of them did.
 */
export const contactItem = z.object({
  digest: z.string(),
  status: z.enum(['asked', ...contactAnswers]),
  /** How many mails asked so far. */
  asked: z.int().min(1),
  askedAt: instant(),
  answeredAt: instant().optional(),
  /** In which the holder read the page that answered, and reads copies; answers of before name none. */
  language: language.optional(),
  /** The last mail to it did not arrive. */
  failed: z.enum(contactFailures).optional(),
});
export type ContactItem = z.infer<typeof contactItem>;
