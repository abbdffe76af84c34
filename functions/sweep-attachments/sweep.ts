import { clearDraft } from '../clear-draft.ts';
import { faultOf, logger } from '../observe.ts';
import type { Bucket } from '../services/bucket.ts';
import {
  deleteAttachment,
  giveUpAttachment,
  listOrphans,
  loadAnyAttachment,
  objectKey,
  objectsOf,
} from '../store/attachments.ts';
import { clearLog, forgetDiscarded, listDiscarded } from '../store/discards.ts';
import type { StorePorts } from '../store/ports.ts';
import { verifyAttachment } from '../verify-attachment/verify.ts';

/** How long a promised document may take to arrive, in milliseconds: far beyond the life of its upload form. */
const PATIENCE_MS = 86_400_000;

/** What a run came to. */
export interface Swept {
  /** Documents that are gone for good, item and bytes. */
  removed: number;
  /** Documents that arrived without anybody noticing: verified now. */
  verified: number;
  /** Drafts that were thrown away, and of which nothing is left now. */
  drafts: number;
  /** Documents and drafts that are left for the next run, since something failed. */
  failed: number;
}

/**
 * Removes documents that never arrived and those that were taken off, and what is left of drafts that were thrown away. The
 * index only says where to look: the bucket says whether bytes arrived, which are then verified, and the item itself, in
 * its conditions, that it may go. It is marked first, then its bytes go, then the item: wherever a run ends, the next one
 * finds what is left. One that fails stops no other.
 */
export const sweepAttachments = async (ports: StorePorts, bucket: Bucket): Promise<Swept> => {
  const before = new Date(ports.now().getTime() - PATIENCE_MS).toISOString();
  const swept: Swept = { removed: 0, verified: 0, drafts: 0, failed: 0 };
  const noting = async (
    about: { applicationId: string; attachmentId?: string },
    sweeping: Promise<Exclude<keyof Swept, 'failed'> | undefined>,
  ) => {
    try {
      const became = await sweeping;
      if (became) swept[became]++;
    } catch (error) {
      swept.failed++;
      logger.error('Something could not be swept', { ...about, error: faultOf(error) });
    }
  };
  let cursor: string | undefined;
  do {
    const page = await listOrphans(ports, before, cursor);
    for (const orphan of page.items) await noting(orphan, sweepDocument(ports, bucket, { ...orphan, before }));
    cursor = page.nextCursor;
  } while (cursor);
  do {
    const page = await listDiscarded(ports, cursor);
    for (const applicationId of page.applicationIds)
      await noting({ applicationId }, sweepDraft(ports, bucket, applicationId));
    cursor = page.nextCursor;
  } while (cursor);
  return swept;
};

/** @returns nothing where there is nothing to do any more. */
const sweepDocument = async (
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

/**
 * How long a mark stays once its draft was cleared, in milliseconds: until no upload form of the draft's is alive, and
 * whoever is told that its log is gone has looked why.
 */
const MARK_MS = 12 * 3_600_000;

/** What comes late is cleared by the next run, which takes the mark as well. */
const sweepDraft = async (ports: StorePorts, bucket: Bucket, applicationId: string): Promise<'drafts' | undefined> => {
  await clearDraft(ports, bucket, applicationId);
  // Bytes of which no item tells any more.
  for (const key of await bucket.list(objectsOf(applicationId))) await bucket.remove(key);
  await clearLog(ports, applicationId);
  const before = new Date(ports.now().getTime() - MARK_MS).toISOString();
  return (await forgetDiscarded(ports, applicationId, before)) ? 'drafts' : undefined;
};
