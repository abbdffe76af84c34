import { createHash } from 'node:crypto';
import { maxAttachmentBytes } from '../../schemas/attachment.ts';
import type { AttachmentFindings } from '../domain/attachment.ts';
import type { Bucket } from '../services/bucket.ts';
import { noteFindings } from '../store/attachment-findings.ts';
import { attachmentOfObject, loadAttachment } from '../store/attachments.ts';
import type { AttachmentItem } from '../store/items.ts';
import type { StorePorts } from '../store/ports.ts';

/** What the bytes are worth against what was promised. */
export const verifyBytes = async (
  bytes: Uint8Array,
  promised: Pick<AttachmentItem, 'sizeBytes' | 'contentType' | 'sha256'>,
): Promise<NonNullable<AttachmentFindings['verified']>> => {
  if (bytes.length === 0) return 'empty';
  if (bytes.length > maxAttachmentBytes) return 'too-large';
  const sha256 = createHash('sha256').update(bytes).digest('base64');
  if (bytes.length !== promised.sizeBytes || sha256 !== promised.sha256) return 'checksum';
  const { fileTypeFromBuffer } = await import('file-type');
  const actual = await fileTypeFromBuffer(bytes);
  return actual?.mime === promised.contentType ? 'right' : 'wrong-type';
};

/**
 * Verifies an object that arrived. One that belongs to no attachment any more is removed: nobody would find it again.
 * Other objects than attachments are left alone.
 */
export const verifyAttachment = async (ports: StorePorts, bucket: Bucket, objectKey: string): Promise<void> => {
  const owner = attachmentOfObject(objectKey);
  if (!owner) return;
  const promised = await loadAttachment(ports, owner.applicationId, owner.attachmentId);
  if (!promised) return bucket.remove(objectKey);
  // What knows file types is larger than all the rest: it loads while the bytes travel.
  const [bytes] = await Promise.all([bucket.read(objectKey), import('file-type')]);
  const verified = await verifyBytes(bytes, promised);
  const noted = await noteFindings(ports, owner.applicationId, owner.attachmentId, { verified });
  // Taken off while its bytes were looked at: whoever removed them may have come before they did.
  if (!noted) await bucket.remove(objectKey);
};
