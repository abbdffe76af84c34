import { holdsBankDetails } from '../../schemas/call.ts';
import { mustBeAsRead } from '../domain/application/as-read.ts';
import { releaseAttachment } from '../domain/application/release-attachment.ts';
import { resume } from '../domain/application/resume.ts';
import { notFound } from '../domain/errors.ts';
import { cleanDownload } from '../downloads.ts';
import { withMails } from '../file-mails.ts';
import type { Operations } from '../http.ts';
import { printLetter } from '../print-letter.ts';
import type { Bucket } from '../services/bucket.ts';
import { commitToFile } from '../store/applications.ts';
import { letThrough } from '../store/attachment-findings.ts';
import { attachmentOf } from '../store/attachments.ts';
import { loadCallVersion } from '../store/calls.ts';
import { frozenAttachments } from '../store/frozen.ts';
import type { StorePorts } from '../store/ports.ts';
import { loadContent, loadMails } from '../store/views.ts';
import { actOnFile, type Made, mayRead, openTo, projectForStaff, submittedFile, viewFor } from './access.ts';
import { froze } from './own-act.ts';
import { checkRecordOf, commitTaken, toldActs } from './told-acts.ts';

type FileOperations = Pick<
  Operations<'staff'>,
  | 'getStaffFile'
  | 'getStaffAttachment'
  | 'getStaffLetterPdf'
  | 'releaseAttachment'
  | 'recordCheck'
  | 'resumeApplication'
>;

export const fileOperations = (ports: StorePorts, bucket: Bucket): FileOperations => ({
  async getStaffFile({ params, person }) {
    return projectForStaff(ports, person, await viewFor(ports, person, params.applicationId));
  },

  async getStaffAttachment({ params, query, person, noteAs }) {
    const { head } = await mayRead(ports, person, params.applicationId);
    const [file, call] = await Promise.all([
      loadContent(ports, head.id),
      loadCallVersion(ports, head.callId, head.callVersion),
    ]);
    const item = frozenAttachments(file).find((attachment) => attachment.id === params.attachmentId);
    if (item && holdsBankDetails(call, item.documentId)) noteAs('bank-details');
    return cleanDownload(bucket, head.id, item, query.to);
  },

  async getStaffLetterPdf({ params, person }) {
    const file = openTo(person, await loadMails(ports, params.applicationId));
    return printLetter(await withMails(ports, file), params.seq);
  },

  async releaseAttachment({ params, person, at }) {
    const made: Made = ({ type, data }) =>
      type === 'application.attachment-released' && data.attachmentId === params.attachmentId;
    return actOnFile(ports, person, params.applicationId, made, async (file) => {
      const found = frozenAttachments(file).find((attachment) => attachment.id === params.attachmentId);
      if (!found) throw notFound();
      await commitToFile(ports, file, {
        decided: releaseAttachment({ application: file.head, attachment: attachmentOf(found), at }),
        actor: { role: 'staff', personId: person.id },
        at,
        checks: [letThrough(ports, file.head.id, found, { at, personId: person.id })],
      });
      // Its item is marked where it stands, whatever was found of it meanwhile.
      return submittedFile(ports, file.head.id);
    });
  },

  async recordCheck({ params, ...act }) {
    const made: Made = (event, frozen) =>
      froze(event, frozen, checkRecordOf({ ...act, ...params, at: String(frozen?.at) }));
    return actOnFile(ports, act.person, params.applicationId, made, (file, call) =>
      commitTaken(ports, file, toldActs(ports).recordCheck({ ...act, ...params, file, call }), act),
    );
  },

  async resumeApplication({ params, body, person, at }) {
    const made: Made = ({ type }) => type === 'application.resumed';
    return actOnFile(ports, person, params.applicationId, made, (file) => {
      mustBeAsRead(file.head, body.version);
      return commitToFile(ports, file, {
        decided: resume({ application: file.head, at }),
        actor: { role: 'staff', personId: person.id },
        at,
      });
    });
  },
});
