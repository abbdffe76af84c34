import type { Bucket } from './services/bucket.ts';
import { attachmentOfItem, objectKey } from './store/attachments.ts';
import { retrying } from './store/commit.ts';
import { deleteLeft, leftOfDraft } from './store/discards.ts';
import type { StorePorts } from './store/ports.ts';

/**
 * Clears what a draft that was thrown away has left: every item but its mark, then the bytes of its documents. Again, it
 * does no harm.
 * @throws Error when the application was not thrown away; what the table or the bucket fails with, and then
 * `sweep-attachments` goes on, by the mark and by what the names of its objects begin with.
 */
export const clearDraft = (ports: StorePorts, bucket: Bucket, applicationId: string): Promise<void> =>
  retrying(ports, async () => {
    const left = await leftOfDraft(ports, applicationId);
    const attachmentIds = left.flatMap((item) => attachmentOfItem(item) ?? []);
    // Items first: bytes that arrive from now on belong to none, and are removed by whoever verifies them.
    await deleteLeft(ports, left);
    await Promise.all(attachmentIds.map((id) => bucket.remove(objectKey(applicationId, id))));
  });
