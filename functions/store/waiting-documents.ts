import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { dueOf } from './attachment-findings.ts';
import { attachmentOfItem, isUnjudged, loadAttachment } from './attachments.ts';
import { held } from './held.ts';
import { type AttachmentItem, attachmentItem } from './items/attachment.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { readPage } from './read.ts';
import { readItem } from './stored.ts';

/** A document whose bytes are right, and that the scanner gave no verdict on: closed, or let through all the same. */
export interface WaitingDocument {
  applicationId: string;
  item: AttachmentItem;
}

/** Of a listed document's own attributes: the scanner gave no verdict on it. */
const unjudged = 'attribute_not_exists(#scan)';

const waitingSince = (until?: string) => ({
  IndexName: 'byDue',
  KeyConditionExpression: until ? 'dueKey = :key AND dueSort <= :until' : 'dueKey = :key',
  ExpressionAttributeValues: {
    ':key': keys.waitingAttachments,
    ...(until && { ':until': keys.waitingUntil(until) }),
  },
});

/**
 * Documents of all files that wait for the scanner's verdict, the longest first and those let through without one last, a page
 * at a time. Eventually consistent: what was judged a moment ago is left out where the index still has it as it was read.
 */
export const listWaitingDocuments = async (
  ports: StorePorts,
  cursor: string | undefined,
): Promise<{ items: WaitingDocument[]; nextCursor?: string }> => {
  const page = await readPage(ports, waitingSince(), cursor);
  return {
    ...page,
    items: page.items.flatMap((stored): WaitingDocument[] => {
      const item = readItem(attachmentItem, stored);
      const id = attachmentOfItem(stored);
      return id !== undefined && isUnjudged(item)
        ? [{ applicationId: stored.pk.slice(stored.pk.indexOf('#') + 1), item }]
        : [];
    }),
  };
};

/** Documents counted at the most. */
const COUNTED = 1000;

/**
 * How many documents have waited closed for a verdict since an instant or longer, up to a thousand; eventually consistent. What they
 * say of themselves counts: a release that knows no list may judge one and leave it there.
 */
export const countWaitingDocuments = async (ports: StorePorts, until: string): Promise<number> => {
  let count = 0;
  let cursor: string | undefined;
  do {
    const page = await readPage(
      ports,
      {
        ...waitingSince(until),
        FilterExpression: unjudged,
        ExpressionAttributeNames: { '#scan': 'scan' },
        ProjectionExpression: 'pk',
        Limit: COUNTED,
      },
      cursor,
    );
    count += page.items.length;
    cursor = page.nextCursor;
  } while (cursor && count < COUNTED);
  return count;
};

/**
 * Notes that a document was given to the scanner again. Nothing is decided by it but that it is not given again at once.
 * @returns false when the document is gone.
 */
export const noteRescan = (
  ports: StorePorts,
  { applicationId, attachmentId, at }: { applicationId: string; attachmentId: string; at: string },
): Promise<boolean> =>
  held(
    ports.db.send(
      new UpdateCommand({
        TableName: ports.tableName,
        Key: keys.attachmentKey(applicationId, attachmentId),
        UpdateExpression: 'SET rescanAt = :at',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(#removed)',
        ExpressionAttributeNames: { '#removed': 'removed' },
        ExpressionAttributeValues: { ':at': at },
      }),
    ),
  );

/**
 * Lists a document that waits since before such were listed, or was let through by a release that listed it no more, and takes one
 * off the list that a release without it judged; for a backfill. Safe beside every finding, and to repeat.
 * @returns whether it did any of that.
 */
export const settleWaiting = async (
  ports: StorePorts,
  { applicationId, attachmentId }: { applicationId: string; attachmentId: string },
): Promise<boolean> => {
  const item = await loadAttachment(ports, applicationId, attachmentId);
  if (!item) return false;
  const { dueKey, dueSort } = dueOf(item);
  const waits = dueKey === keys.waitingAttachments;
  const stillWaits = `verified = :right AND ${unjudged}`;
  const asRead = item.released ? 'attribute_exists(released)' : 'attribute_not_exists(released)';
  return held(
    ports.db.send(
      new UpdateCommand({
        TableName: ports.tableName,
        Key: keys.attachmentKey(applicationId, attachmentId),
        UpdateExpression: waits ? 'SET dueKey = :key, dueSort = :sort' : 'REMOVE dueKey, dueSort',
        ConditionExpression: waits
          ? `attribute_not_exists(dueKey) AND ${stillWaits} AND ${asRead}`
          : `dueKey = :key AND NOT (${stillWaits})`,
        ExpressionAttributeNames: { '#scan': 'scan' },
        ExpressionAttributeValues: {
          ':key': keys.waitingAttachments,
          ':right': 'right',
          ...(waits && { ':sort': dueSort }),
        },
      }),
    ),
  );
};
