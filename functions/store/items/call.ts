import * as z from 'zod';
import { callVersion } from '../../../schemas/call.ts';
import { digest, instant, personId, typed } from '../../../schemas/fields.ts';

/** The current version, which is what a call's list shows. */
export const callHead = callVersion.safeExtend({ lastHash: digest, lastAt: instant().optional() });
export type CallHead = z.infer<typeof callHead>;

/** Without `content` the draft was published or thrown away; its revision goes on. */
export const callDraftItem = z.object({
  content: typed.optional(),
  revision: z.int().min(1),
  basedOn: z.int().min(0).optional(),
  savedAt: instant().optional(),
  savedBy: personId().optional(),
});
