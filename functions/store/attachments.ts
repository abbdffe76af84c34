import { DeleteCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Attachment, filenameOf, type LetThrough } from '../../schemas/attachment.ts';
import { attachmentState, scanOfLetThrough } from '../domain/attachment.ts';
import { atVersion, type Guarded, lossOf, type TransactItem } from './commit.ts';
import { countDocumentChange } from './frozen.ts';
import { held } from './held.ts';
import { type AttachmentItem, attachmentItem } from './items/attachment.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { get, readPage } from './read.ts';
import { readItem } from './stored.ts';
import { stamped } from './upcasts/index.ts';

/** Where an attachment's bytes stand in the bucket. */
export const objectKey = (applicationId: string, attachmentId: string): string =>
  `attachments/${applicationId}/${attachmentId}`;

/** What the names of an application's objects begin with. */
export const objectsOf = (applicationId: string): string => objectKey(applicationId, '');

/** The id of the attachment that an item is, or nothing for other items. */
export const attachmentOfItem = ({ sk }: keys.Key): string | undefined =>
  sk.startsWith(keys.attachmentPrefix) ? sk.slice(keys.attachmentPrefix.length) : undefined;

/** The attachment that an object belongs to, or nothing for other objects. */
export const attachmentOfObject = (key: string): { applicationId: string; attachmentId: string } | undefined => {
  const match = /^attachments\/(app_[^/]+)\/(att_[^/]+)$/.exec(key);
  return match ? { applicationId: match[1] as string, attachmentId: match[2] as string } : undefined;
};

/** The attachment as pages see it, its state derived from what is known of its bytes. */
export const attachmentOf = (item: AttachmentItem): Attachment => {
  const {
    verified,
    verifiedAt: _verifiedAt,
    scan,
    released,
    releasedAt: _releasedAt,
    releasedBy: _releasedBy,
    fault: _fault,
    rescanAt: _rescanAt,
    frozen: _frozen,
    removed: _removed,
    ...attachment
  } = item;
  const found = attachmentState({ verified, scan, released });
  return {
    ...attachment,
    // Files from before names were put right are named by the same rule.
    filename: filenameOf(attachment),
    ...found,
    ...(found.state === 'received' && { waitsSince: waitsSince(item) }),
  };
};

/** Since when a document's bytes are right, as far as that was noted: what the scanner has to say is awaited from then on. */
export const waitsSince = ({ verifiedAt, createdAt }: AttachmentItem): string => verifiedAt ?? createdAt;

/** That a document is open although no scan found it clean, and when staff let it through; nothing for any other. */
export const letThroughOf = (item: AttachmentItem): LetThrough | undefined => {
  const scan = scanOfLetThrough(item);
  return scan && { scan, ...(item.releasedAt && { at: item.releasedAt }) };
};

/** Whether the scanner gave no verdict on a document yet, let through or not. */
export const isUnjudged = ({ verified, scan }: AttachmentItem): boolean => verified === 'right' && scan === undefined;

type Owner = { id: string; version: number };

/** Writes items of a file's, if the file is still at the version that it was read at: gone or moved, nothing is. */
const writeToFile = async (
  ports: StorePorts,
  owner: Owner,
  writes: TransactItem[],
  also: readonly Guarded[] = [],
): Promise<void> => {
  const own = [atVersion(ports, keys.applicationKey(owner.id), owner.version), ...writes];
  try {
    await ports.db.send(new TransactWriteCommand({ TransactItems: [...own, ...also.map(({ write }) => write)] }));
  } catch (error) {
    throw lossOf(
      error,
      also.map(({ lost }) => lost),
      own.length,
    );
  }
};

/**
 * Notes a promised attachment; it is listed among those to remove until its bytes have arrived.
 * @param also Goes with it, and may be lost in its own way.
 * @throws Stale when the file moved since it was read, for instance was thrown away, or its documents did: a limit to how
 * many it has holds for promises side by side.
 */
export const promiseAttachment = (
  ports: StorePorts,
  { head: owner, documentChanges }: { head: Owner; documentChanges: number },
  item: AttachmentItem,
  also: readonly Guarded[] = [],
): Promise<void> =>
  writeToFile(
    ports,
    owner,
    [
      {
        Put: {
          TableName: ports.tableName,
          Item: stamped({
            ...item,
            ...keys.attachmentKey(owner.id, item.id),
            dueKey: keys.pendingAttachments,
            dueSort: `${item.createdAt}#${item.id}`,
          }),
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
      countDocumentChange(ports, owner.id, documentChanges),
    ],
    also,
  );

/**
 * Takes an attachment off a file that may still be changed; a submission at the same time either has it or lacks it.
 * Its bytes and its item go next, at the latest by `sweep-attachments`.
 * @throws Stale when the file moved since it was read, for instance was submitted, or the document is part of a
 * submission.
 */
export const takeOffAttachment = (ports: StorePorts, owner: Owner, attachmentId: string): Promise<void> =>
  writeToFile(ports, owner, [
    {
      Update: {
        TableName: ports.tableName,
        Key: keys.attachmentKey(owner.id, attachmentId),
        UpdateExpression: 'SET #removed = :true, dueKey = :key, dueSort = :first',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(frozen)',
        ExpressionAttributeNames: { '#removed': 'removed' },
        ExpressionAttributeValues: { ':true': true, ':key': keys.pendingAttachments, ':first': FIRST },
      },
    },
    countDocumentChange(ports, owner.id),
  ]);

/** Sorts a document that can be removed at once before all that may still arrive. */
const FIRST = '0';

/**
 * Makes an attachment part of a submission, in its transaction: one that is on the file and whose bytes were verified.
 * From then on its own item says that it stays.
 */
export const freezeAttachment = (ports: StorePorts, applicationId: string, attachmentId: string): TransactItem => ({
  Update: {
    TableName: ports.tableName,
    Key: keys.attachmentKey(applicationId, attachmentId),
    UpdateExpression: 'SET frozen = :true',
    ConditionExpression: 'verified = :right AND attribute_not_exists(#removed)',
    ExpressionAttributeNames: { '#removed': 'removed' },
    ExpressionAttributeValues: { ':true': true, ':right': 'right' },
  },
});

/** An attachment, read strongly; nothing once it was taken off. */
export const loadAttachment = async (
  ports: StorePorts,
  applicationId: string,
  attachmentId: string,
): Promise<AttachmentItem | undefined> => {
  const found = await loadAnyAttachment(ports, applicationId, attachmentId);
  return found?.removed ? undefined : found;
};

/**
 * Gives up on a document that never arrived. It is then among those that were taken off: nobody sees it any more, and
 * its bytes and its item go next. The item itself decides, whatever a list said of it.
 * @returns false for one that was verified or submitted meanwhile, or was promised at `before` or later.
 */
export const giveUpAttachment = (
  ports: StorePorts,
  applicationId: string,
  attachmentId: string,
  before: string,
): Promise<boolean> =>
  held(
    ports.db.send(
      new UpdateCommand({
        TableName: ports.tableName,
        Key: keys.attachmentKey(applicationId, attachmentId),
        UpdateExpression: 'SET #removed = :true, dueSort = :first',
        ConditionExpression:
          'dueKey = :pending AND dueSort < :before AND attribute_not_exists(verified) AND attribute_not_exists(frozen)',
        ExpressionAttributeNames: { '#removed': 'removed' },
        ExpressionAttributeValues: {
          ':true': true,
          ':first': FIRST,
          ':pending': keys.pendingAttachments,
          ':before': before,
        },
      }),
    ),
  );

/**
 * Deletes the item of a document that was taken off, once its bytes are gone.
 * @returns false when it was not taken off: it is left as it is.
 */
export const deleteAttachment = (ports: StorePorts, applicationId: string, attachmentId: string): Promise<boolean> =>
  held(
    ports.db.send(
      new DeleteCommand({
        TableName: ports.tableName,
        Key: keys.attachmentKey(applicationId, attachmentId),
        ConditionExpression: '#removed = :true AND attribute_not_exists(frozen)',
        ExpressionAttributeNames: { '#removed': 'removed' },
        ExpressionAttributeValues: { ':true': true },
      }),
    ),
  );

/** An attachment, taken off or not, read strongly. */
export const loadAnyAttachment = async (
  ports: StorePorts,
  applicationId: string,
  attachmentId: string,
): Promise<AttachmentItem | undefined> => {
  const item = await get(ports, keys.attachmentKey(applicationId, attachmentId));
  return item && readItem(attachmentItem, item);
};

/** Attachments promised before an instant whose bytes were not verified yet, and those that were taken off. */
export const listOrphans = async (
  ports: StorePorts,
  before: string,
  cursor: string | undefined,
): Promise<{ items: { applicationId: string; attachmentId: string }[]; nextCursor?: string }> => {
  const page = await readPage(
    ports,
    {
      IndexName: 'byDue',
      KeyConditionExpression: 'dueKey = :key AND dueSort < :before',
      ExpressionAttributeValues: { ':key': keys.pendingAttachments, ':before': before },
    },
    cursor,
  );
  return {
    ...page,
    items: page.items.map((item) => ({
      applicationId: item.pk.slice(item.pk.indexOf('#') + 1),
      attachmentId: attachmentOfItem(item) ?? '',
    })),
  };
};
