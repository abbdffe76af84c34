import * as z from 'zod';
import { attachment, letThrough, scanFaults } from '../attachment.ts';
import { instant } from '../fields.ts';

/** What staff are told of a document that no verdict came of yet. */
export const standing = {
  /** Why the scanner gave no verdict, where it said so. */
  fault: z.enum(scanFaults).optional(),
  /** When an agent last had it scanned again. */
  rescanAt: instant().optional(),
};

/** A document as staff see it. */
export const staffDocument = attachment.extend({
  ...standing,
  /** Whether staff may let it through although no scan found it clean. */
  releasable: z.boolean(),
  /** That they did, and who, as far as that is known. */
  letThrough: letThrough.extend({ byName: z.string().optional() }).optional(),
});
