import type { ApplicationFile } from './applications.ts';
import type { TransactItem } from './commit.ts';
import type { RevisionItem } from './items/application.ts';
import type { AttachmentItem } from './items/attachment.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';

/** The documents that a revision froze, by id; an older revision names them by id alone. */
export const frozenIds = ({ documents, attachmentIds }: Pick<RevisionItem, 'documents' | 'attachmentIds'>): string[] =>
  documents?.map(({ id }) => id) ?? attachmentIds;

/**
 * The documents that were handed over, with any revision: what staff and the jury read. What is attached to an answer that
 * is still being prepared is not among them. Each is what was frozen of it: nothing that its own item says since then.
 */
export const frozenAttachments = (file: Pick<ApplicationFile, 'revisions' | 'attachments'>): AttachmentItem[] => {
  const ids = new Set(file.revisions.flatMap(frozenIds));
  const frozen = new Map(file.revisions.flatMap(({ documents = [] }) => documents.map((entry) => [entry.id, entry])));
  return file.attachments.filter(({ id }) => ids.has(id)).map((item) => ({ ...item, ...frozen.get(item.id) }));
};

/**
 * Counts what changes among a file's documents, so that whoever rests on all of them knows whether they are as read. The
 * attribute is named for what an older release counts: promises alone. With `asRead` it is one that rests on them itself.
 */
export const countDocumentChange = (ports: StorePorts, applicationId: string, asRead?: number): TransactItem => {
  const held = asRead === undefined ? undefined : heldTo(asRead);
  return {
    Update: {
      TableName: ports.tableName,
      Key: keys.documentsKey(applicationId),
      UpdateExpression: 'ADD promised :one',
      ...held,
      ExpressionAttributeValues: { ':one': 1, ...held?.ExpressionAttributeValues },
    },
  };
};

/** The condition that as many changes were counted as when the documents were read. */
const heldTo = (changes: number) =>
  changes === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : { ConditionExpression: 'promised = :changes', ExpressionAttributeValues: { ':changes': changes } };

/** Holds a transaction to the documents that were read: with one promised or taken off since then it is decided again. */
export const documentsAsRead = (
  ports: StorePorts,
  { head, documentChanges }: Pick<ApplicationFile, 'head' | 'documentChanges'>,
): TransactItem => ({
  ConditionCheck: {
    TableName: ports.tableName,
    Key: keys.documentsKey(head.id),
    ...heldTo(documentChanges),
  },
});
