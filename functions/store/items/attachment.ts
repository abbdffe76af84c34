import * as z from 'zod';
import { attachment, rejectionReasons } from '../../../schemas/attachment.ts';

export const attachmentItem = attachment.omit({ state: true, reason: true }).extend({
  verified: z.enum(['right', ...rejectionReasons]).optional(),
  scan: z.enum(['clean', 'malware', 'unscannable']).optional(),
  released: z.boolean().optional(),
  /** Part of what was submitted: it stays, whatever becomes of the file. */
  frozen: z.literal(true).optional(),
  /** Taken off the file: nobody sees it any more, and `sweep-attachments` removes what is left of it. */
  removed: z.literal(true).optional(),
});
export type AttachmentItem = z.infer<typeof attachmentItem>;
