import { recordCheck } from '../domain/application/record-check.ts';
import { resume } from '../domain/application/resume.ts';
import { notFound } from '../domain/errors.ts';
import { stateConflict } from '../domain/lifecycle.ts';
import { cleanDownload } from '../downloads.ts';
import type { Operations } from '../http.ts';
import { printLetter } from '../print-letter.ts';
import type { Bucket } from '../services/bucket.ts';
import { commitToFile } from '../store/applications.ts';
import { attachmentOf, noteFindings } from '../store/attachments.ts';
import { digestOf } from '../store/hash.ts';
import * as keys from '../store/keys.ts';
import type { StorePorts } from '../store/ports.ts';
import { actOnFile, projectForStaff, submittedFile } from './access.ts';

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
  async getStaffFile({ params }) {
    return projectForStaff(ports, await submittedFile(ports, params.applicationId));
  },

  async getStaffAttachment({ params }) {
    const file = await submittedFile(ports, params.applicationId);
    const item = file.attachments.find((attachment) => attachment.id === params.attachmentId);
    return cleanDownload(bucket, file.head.id, item);
  },

  async getStaffLetterPdf({ params }) {
    return printLetter(ports, await submittedFile(ports, params.applicationId), params.seq);
  },

  async releaseAttachment({ params }) {
    return actOnFile(ports, params.applicationId, async (file) => {
      const item = file.attachments.find((attachment) => attachment.id === params.attachmentId);
      if (!item) throw notFound();
      if (attachmentOf(item).state !== 'unscannable') throw stateConflict('state-passed', file.head, []);
      await noteFindings(ports, file.head.id, item.id, { released: true });
      return submittedFile(ports, params.applicationId);
    });
  },

  async recordCheck({ params, body, person, at }) {
    return actOnFile(ports, params.applicationId, (file, call) => {
      const { verdict, answers } = body;
      const message = 'message' in body ? body.message : undefined;
      const record = { stepId: params.stepId, at, verdict, answers, ...(message && { message }) };
      const salt = ports.salt();
      const decided = recordCheck({
        application: file.head,
        call,
        stepId: params.stepId,
        verdict: body,
        digest: digestOf(record, salt),
        at,
      });
      const seq = decided.application.version;
      return commitToFile(ports, file, {
        decided,
        actor: { role: 'staff', personId: person.id },
        at,
        written: [{ item: { ...record, salt, seq, ...keys.checkKey(file.head.id, seq) } }],
      });
    });
  },

  async resumeApplication({ params, person, at }) {
    return actOnFile(ports, params.applicationId, (file) =>
      commitToFile(ports, file, {
        decided: resume({ application: file.head, at }),
        actor: { role: 'staff', personId: person.id },
        at,
      }),
    );
  },
});
