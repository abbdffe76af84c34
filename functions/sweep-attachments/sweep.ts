import type { Bucket } from '../services/bucket.ts';
import { deleteAttachment, listOrphans, objectKey } from '../store/attachments.ts';
import type { StorePorts } from '../store/ports.ts';

/** How long a promised document may take to arrive, in milliseconds: far beyond the life of its upload form. */
const PATIENCE_MS = 86_400_000;

/**
 * Removes documents that never arrived, and those of discarded drafts: the bytes first, then the item, so that an
 * interruption leaves something to find next time.
 * @returns how many were removed.
 */
export const sweepAttachments = async (ports: StorePorts, bucket: Bucket): Promise<number> => {
  const before = new Date(ports.now().getTime() - PATIENCE_MS).toISOString();
  let removed = 0;
  let cursor: string | undefined;
  do {
    const page = await listOrphans(ports, before, cursor);
    for (const { applicationId, attachmentId } of page.items) {
      await bucket.remove(objectKey(applicationId, attachmentId));
      await deleteAttachment(ports, applicationId, attachmentId);
      removed++;
    }
    cursor = page.nextCursor;
  } while (cursor);
  return removed;
};
