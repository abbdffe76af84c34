import { attachmentId, filenameOf, maxAttachments } from '../../schemas/attachment.ts';
import type { PerDay } from '../../schemas/per-day.ts';
import { DomainError, notFound } from '../domain/errors.ts';
import { allow } from '../domain/lifecycle.ts';
import type { Operations } from '../http.ts';
import type { Bucket } from '../services/bucket.ts';
import {
  attachmentOf,
  deleteAttachment,
  loadAttachment,
  objectKey,
  promiseAttachment,
  takeOffAttachment,
} from '../store/attachments.ts';
import { retrying } from '../store/commit.ts';
import { noteSaved } from '../store/draft-expiry.ts';
import { frozenIds } from '../store/frozen.ts';
import { oneMoreOf } from '../store/per-day.ts';
import type { StorePorts } from '../store/ports.ts';
import { callOf, ownFile, ownHead } from './access.ts';
import { ownerActions } from './rows.ts';

type AttachmentOperations = Pick<
  Operations<'applicant'>,
  'addAttachment' | 'removeAttachment' | 'getApplicantAttachment'
>;

export const attachmentOperations = (ports: StorePorts, bucket: Bucket, most: PerDay): AttachmentOperations => ({
  async addAttachment({ params, body, person, at }) {
    const item = { ...body, filename: filenameOf(body), id: attachmentId.parse(`att_${ports.ulid()}`), createdAt: at };
    return retrying(ports, async () => {
      const file = await ownFile(ports, person, params.applicationId);
      allow(file.head, 'save', 'owner');
      const call = await callOf(ports, file.head);
      const refuse = (field: string, keys: string[]) =>
        new DomainError('invalid', 'invalid', {
          fields: [{ path: [field], keys, params: { maximum: maxAttachments } }],
        });
      if (!call.documents.some((document) => document.id === body.documentId))
        throw refuse('documentId', ['fields.documentId.ask', 'rules.ask']);
      if (file.attachments.length >= maxAttachments)
        throw refuse('documentId', ['fields.attachments.too-many', 'rules.max']);
      const upload = await bucket.uploadForm(objectKey(file.head.id, item.id), item);
      await promiseAttachment(ports, file, item, [oneMoreOf(ports, person.id, at, 'documents', most)]);
      await noteSaved(ports, file.head);
      return { attachment: attachmentOf(item), upload };
    });
  },

  async removeAttachment({ params, person }) {
    return retrying(ports, async () => {
      const file = await ownFile(ports, person, params.applicationId);
      const item = file.attachments.find((candidate) => candidate.id === params.attachmentId);
      if (!item) throw notFound();
      allow(file.head, 'save', 'owner');
      if (file.revisions.some((revision) => frozenIds(revision).includes(item.id)))
        throw new DomainError('conflict', 'attachment-submitted', {
          state: file.head.state,
          availableActions: ownerActions(file.head),
        });
      await takeOffAttachment(ports, file.head, item.id);
      await noteSaved(ports, file.head);
      await bucket.remove(objectKey(file.head.id, item.id));
      await deleteAttachment(ports, file.head.id, item.id);
      return { done: true as const };
    });
  },

  async getApplicantAttachment({ params, person }) {
    const head = await ownHead(ports, person, params.applicationId);
    const item = await loadAttachment(ports, head.id, params.attachmentId);
    if (!item) throw notFound();
    const { state, filename } = attachmentOf(item);
    if (state === 'pending' || state === 'rejected') throw new DomainError('conflict', 'attachments-not-ready');
    return bucket.downloadLink(objectKey(head.id, item.id), filename);
  },
});
