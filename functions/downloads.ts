import { isShown } from '../schemas/attachment.ts';
import { DomainError, notFound } from './domain/errors.ts';
import type { Bucket } from './services/bucket.ts';
import { attachmentOf, objectKey } from './store/attachments.ts';
import type { AttachmentItem } from './store/items.ts';

/**
 * A link to a document for somebody who is not its owner: only to what is clean.
 * @throws DomainError not-found without such a document; conflict `attachments-not-ready` while it is not clean.
 */
export const cleanDownload = (
  bucket: Bucket,
  applicationId: string,
  item: AttachmentItem | undefined,
  to: 'keep' | 'look' = 'keep',
) => {
  if (!item) throw notFound();
  const { state, filename } = attachmentOf(item);
  if (state !== 'clean') throw new DomainError('conflict', 'attachments-not-ready');
  const key = objectKey(applicationId, item.id);
  // What browsers show by themselves, in a tab of its own on the bucket's origin; anything else is kept.
  return to === 'look' && isShown(item.contentType)
    ? bucket.lookLink(key, filename, item.contentType)
    : bucket.downloadLink(key, filename);
};
