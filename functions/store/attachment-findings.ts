import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Found, withFinding } from '../domain/attachment.ts';
import { isUnjudged, loadAttachment, waitsSince } from './attachments.ts';
import { type Guarded, retrying, Stale } from './commit.ts';
import { held } from './held.ts';
import type { AttachmentItem } from './items/attachment.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';

/** Where an attachment is listed, by what is known of it: its keys in the index by due date, or none. */
export const dueOf = (item: AttachmentItem): { dueKey?: string; dueSort?: string } => {
  const sortOf = item.released ? keys.letThroughSort : keys.waitingAttachmentSort;
  if (isUnjudged(item)) return { dueKey: keys.waitingAttachments, dueSort: sortOf(waitsSince(item), item.id) };
  // Until its bytes are verified it is among those to remove, whatever the scanner says.
  if (item.verified === undefined) return { dueKey: keys.pendingAttachments, dueSort: `${item.createdAt}#${item.id}` };
  return {};
};

/** What a finding can change. */
const FOUND = ['verified', 'verifiedAt', 'scan', 'fault', 'dueKey', 'dueSort'] as const;

/**
 * Notes what was found of an attachment's bytes, by the rules of `withFinding`, and lists it where it belongs then. It is
 * written over what it was decided on, and decided again where that has moved: each event may come before, after and at the
 * same time as any other.
 * @returns the attachment, or nothing when it was removed meanwhile.
 * @throws Stale when others were at it for longer than an act waits.
 */
export const noteFindings = (
  ports: StorePorts,
  applicationId: string,
  attachmentId: string,
  found: Found,
): Promise<AttachmentItem | undefined> =>
  retrying(ports, async () => {
    const known = await loadAttachment(ports, applicationId, attachmentId);
    if (!known) return undefined;
    const next = withFinding(known, found);
    if (next === known) return known;
    const noted: AttachmentItem = {
      ...next,
      ...(known.verified === undefined && next.verified && { verifiedAt: ports.now().toISOString() }),
    };
    const values = { ...noted, ...dueOf(noted) };
    const set = FOUND.filter((name) => values[name as keyof typeof values] !== undefined);
    const gone = FOUND.filter((name) => !set.includes(name));
    const asRead = ['verified', 'scan', 'released'] as const;
    const unchanged = asRead.map((name) =>
      known[name] === undefined ? `attribute_not_exists(#${name})` : `#${name} = :was_${name}`,
    );
    const isWritten = await held(
      ports.db.send(
        new UpdateCommand({
          TableName: ports.tableName,
          Key: keys.attachmentKey(applicationId, attachmentId),
          UpdateExpression: `SET ${set.map((name) => `#${name} = :${name}`).join(', ')}${
            gone.length > 0 ? ` REMOVE ${gone.map((name) => `#${name}`).join(', ')}` : ''
          }`,
          ConditionExpression: `attribute_exists(pk) AND attribute_not_exists(#removed) AND ${unchanged.join(' AND ')}`,
          ExpressionAttributeNames: Object.fromEntries(
            [...new Set([...FOUND, ...asRead, 'removed'])].map((name) => [`#${name}`, name]),
          ),
          ExpressionAttributeValues: Object.fromEntries([
            ...set.map((name) => [`:${name}`, values[name as keyof typeof values]]),
            ...asRead.flatMap((name) => (known[name] === undefined ? [] : [[`:was_${name}`, known[name]]])),
          ]),
        }),
      ),
    );
    if (!isWritten) throw new Stale();
    return noted;
  });

/**
 * Goes with the event of a document's release: it is let through while its bytes are right and its scan says what it said when
 * that was decided, that it could not be read, or nothing. What else is found of it meanwhile stays. Without a verdict it stays
 * listed, since one may still come.
 */
export const letThrough = (
  ports: StorePorts,
  applicationId: string,
  item: AttachmentItem,
  { at, personId }: { at: string; personId: string },
): Guarded => {
  const marks = { released: true, releasedAt: at, releasedBy: personId } as const;
  const set = Object.entries({ ...marks, ...dueOf({ ...item, ...marks }) });
  return {
    write: {
      Update: {
        TableName: ports.tableName,
        Key: keys.attachmentKey(applicationId, item.id),
        UpdateExpression: `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}`,
        ConditionExpression: `verified = :right AND attribute_not_exists(#removed) AND ${
          item.scan ? '#scan = :scan' : 'attribute_not_exists(#scan)'
        }`,
        ExpressionAttributeNames: Object.fromEntries(
          [...set.map(([name]) => name), 'removed', 'scan'].map((name) => [`#${name}`, name]),
        ),
        ExpressionAttributeValues: Object.fromEntries([
          ...set.map(([name, value]) => [`:${name}`, value]),
          [':right', 'right'],
          ...(item.scan ? [[':scan', item.scan]] : []),
        ]),
      },
    },
  };
};
