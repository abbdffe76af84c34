import * as z from 'zod';
import { callVersion } from '../../../schemas/call.ts';
import { digest, instant, personId, typed } from '../../../schemas/fields.ts';

export const callHead = z.intersection(callVersion, z.object({ lastHash: digest }));

/** Without `content` the draft was published or thrown away; its revision goes on. */
export const callDraftItem = z.object({
  content: typed.optional(),
  revision: z.int().min(1),
  basedOn: z.int().min(0).optional(),
  savedAt: instant().optional(),
  savedBy: personId().optional(),
});
