import type { ApplicationFile } from './applications.ts';
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

/** Counts the documents that were promised to a file, so that a submission knows whether it has seen them all. */
export const countPromise = (ports: StorePorts, applicationId: string) => ({
  Update: {
    TableName: ports.tableName,
    Key: keys.documentsKey(applicationId),
    UpdateExpression: 'ADD promised :one',
    ExpressionAttributeValues: { ':one': 1 },
  },
});

/** Holds a submission to the documents that it has read: with one promised since then it is decided again. */
export const nonePromisedSince = (ports: StorePorts, file: Pick<ApplicationFile, 'head' | 'promised'>) => ({
  ConditionCheck: {
    TableName: ports.tableName,
    Key: keys.documentsKey(file.head.id),
    ...(file.promised === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'promised = :promised', ExpressionAttributeValues: { ':promised': file.promised } }),
  },
});
