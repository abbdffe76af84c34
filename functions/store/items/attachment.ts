import * as z from 'zod';
import { attachment, rejectionReasons, scanFaults } from '../../../schemas/attachment.ts';
import { instant, personId } from '../../../schemas/fields.ts';

export const attachmentItem = attachment.omit({ state: true, reason: true, waitsSince: true }).extend({
  verified: z.enum(['right', ...rejectionReasons]).optional(),
  scan: z.enum(['clean', 'malware', 'unscannable']).optional(),
  released: z.boolean().optional(),
  /** When staff let it through, and who; left out where a release before did. */
  releasedAt: instant().optional(),
  releasedBy: personId().optional(),
  /** When its bytes were found right; left out where a release before noted it. */
  verifiedAt: instant().optional(),
  /** Why the scanner gave no verdict, until it gives one. */
  fault: z.enum(scanFaults).optional(),
  /** When an agent last had it scanned again. */
  rescanAt: instant().optional(),
  /** Part of what was submitted: it stays, whatever becomes of the file. */
  frozen: z.literal(true).optional(),
  /** Taken off the file: nobody sees it any more, and `sweep-attachments` removes what is left of it. */
  removed: z.literal(true).optional(),
});
export type AttachmentItem = z.infer<typeof attachmentItem>;
