import { holdsBankDetails, isForJury } from '../../schemas/call.ts';
import { cleanDownload } from '../downloads.ts';
import type { Operations } from '../http.ts';
import type { Bucket } from '../services/bucket.ts';
import { loadCallVersion } from '../store/calls.ts';
import { frozenAttachments } from '../store/frozen.ts';
import type { StorePorts } from '../store/ports.ts';
import { assignedFile, jurorProjection, shownAttachment } from './projection.ts';

type FileOperations = Pick<Operations<'jury'>, 'getJurorFile' | 'getJurorAttachment'>;

export const fileOperations = (ports: StorePorts, bucket: Bucket): FileOperations => ({
  async getJurorFile({ params, person }) {
    const access = await assignedFile(ports, person.id, params.applicationId);
    return jurorProjection(access, await loadCallVersion(ports, access.head.callId, access.head.callVersion));
  },

  async getJurorAttachment({ params, query, person, noteAs }) {
    const access = await assignedFile(ports, person.id, params.applicationId);
    const call = await loadCallVersion(ports, access.head.callId, access.head.callVersion);
    const item = frozenAttachments(access.file).find(
      ({ id, documentId }) => id === params.attachmentId && isForJury(call, documentId),
    );
    if (item && holdsBankDetails(call, item.documentId)) noteAs('bank-details');
    const filename = item && shownAttachment(access, call, item).filename;
    return cleanDownload(bucket, access.head.id, item && { ...item, filename: filename ?? '' }, query.to);
  },
});
