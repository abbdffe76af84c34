import type { Attachment, AttachmentState } from '../../schemas/attachment.ts';

export type RejectionReason = NonNullable<Attachment['reason']>;

/** What is known of a document's bytes; each part arrives by an event of its own, in either order. */
export interface AttachmentFindings {
  /** Length, first bytes and checksum: right, or why not. */
  verified?: 'right' | RejectionReason | undefined;
  scan?: 'clean' | 'malware' | 'unscannable' | undefined;
  /** Staff let it through although the scanner could not read it. */
  released?: boolean | undefined;
}

/** The state of a document, derived from what is known of it. */
export const attachmentState = (findings: AttachmentFindings): { state: AttachmentState; reason?: RejectionReason } => {
  const { verified, scan, released } = findings;
  if (scan === 'malware') return { state: 'rejected', reason: 'malware' };
  if (verified !== undefined && verified !== 'right') return { state: 'rejected', reason: verified };
  if (verified === undefined) return { state: 'pending' };
  if (scan === 'clean' || (scan === 'unscannable' && released)) return { state: 'clean' };
  return { state: scan === 'unscannable' ? 'unscannable' : 'received' };
};
