import { faultOf, logger } from '../observe.ts';
import type { Bucket } from '../services/bucket.ts';
import { deleteAttachment, giveUpAttachment, listOrphans, loadAnyAttachment, objectKey } from '../store/attachments.ts';
import type { StorePorts } from '../store/ports.ts';
import { verifyAttachment } from '../verify-attachment/verify.ts';

/** How long a promised document may take to arrive, in milliseconds: far beyond the life of its upload form. */
const PATIENCE_MS = 86_400_000;

/** What a run came to, in documents. */
export interface Swept {
  /** Gone for good, item and bytes. */
  removed: number;
  /** Arrived without anybody noticing: verified now. */
  verified: number;
  /** Left for the next run, since something failed. */
  failed: number;
}

/**
 * Removes documents that never arrived and those that were taken off. The index only says where to look: the bucket says
 * whether bytes arrived, which are then verified, and the item itself, in its conditions, that it may go. It is marked
 * first, then its bytes go, then the item: wherever a run ends, the next one finds what is left. One that fails stops no
 * other.
 */
export const sweepAttachments = async (ports: StorePorts, bucket: Bucket): Promise<Swept> => {
  const before = new Date(ports.now().getTime() - PATIENCE_MS).toISOString();
  const swept: Swept = { removed: 0, verified: 0, failed: 0 };
  let cursor: string | undefined;
  do {
    const page = await listOrphans(ports, before, cursor);
    for (const { applicationId, attachmentId } of page.items)
      try {
        const became = await sweepOne(ports, bucket, { applicationId, attachmentId, before });
        if (became) swept[became]++;
      } catch (error) {
        swept.failed++;
        logger.error('A document could not be swept', { applicationId, attachmentId, error: faultOf(error) });
      }
    cursor = page.nextCursor;
  } while (cursor);
  return swept;
};

/** @returns nothing where there is nothing to do any more. */
const sweepOne = async (
  ports: StorePorts,
  bucket: Bucket,
  { applicationId, attachmentId, before }: { applicationId: string; attachmentId: string; before: string },
): Promise<'removed' | 'verified' | undefined> => {
  const key = objectKey(applicationId, attachmentId);
  const item = await loadAnyAttachment(ports, applicationId, attachmentId);
  if (!item) return undefined;
  if (!item.removed) {
    // Long before now its upload form ran out: what is not there does not come any more.
    if ((await bucket.list(key)).includes(key)) {
      await verifyAttachment(ports, bucket, key);
      return 'verified';
    }
    if (!(await giveUpAttachment(ports, applicationId, attachmentId, before))) return undefined;
  }
  await bucket.remove(key);
  return (await deleteAttachment(ports, applicationId, attachmentId)) ? 'removed' : undefined;
};
