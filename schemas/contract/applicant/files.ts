import * as z from 'zod';
import { draftSection, savedSection, sectionName } from '../../application.ts';
import { callId } from '../../call.ts';
import { changes, idempotencyKey } from '../../fields.ts';
import { organisationId } from '../../organisation.ts';
import { applicantFile } from '../applicant-file.ts';
import type { Operation } from '../operation.ts';
import { done, draftExpiresOn, file } from '../shared.ts';
import { applicantPlaces } from './places.ts';

const at = applicantPlaces.files;

export const applicantFilesContract = {
  startApplication: {
    ...at.startApplication,
    audience: 'applicant',
    summary: 'Start a draft. The same key twice makes one draft.',
    body: z.object({ callId, organisationId, idempotencyKey: idempotencyKey() }),
    response: applicantFile,
    problems: [404, 409, 422],
  },
  getApplication: {
    ...at.getApplication,
    audience: 'applicant',
    summary: 'One of my files: content, documents, and what I can do.',
    params: file,
    response: applicantFile,
    problems: [404, 422],
  },
  discardDraft: {
    ...at.discardDraft,
    audience: 'applicant',
    summary: 'Throw away a draft for good, with its documents.',
    params: file,
    response: done,
    problems: [404, 409, 422],
  },
  keepDraft: {
    ...at.keepDraft,
    audience: 'applicant',
    summary: 'Keep a draft that nobody has saved for long as it is. The day on which it expires moves back.',
    params: file,
    response: z.object({ expiresOn: draftExpiresOn }),
    problems: [404, 409, 422],
  },
  saveSection: {
    ...at.saveSection,
    audience: 'applicant',
    summary: 'Save one part of the form as it is. Anything typed is kept; the rules are checked at submission.',
    params: file.extend({ section: sectionName }),
    body: z.object({ content: draftSection, revision: changes(0) }),
    response: savedSection,
    problems: [404, 409, 422],
  },
  submitApplication: {
    ...at.submitApplication,
    audience: 'applicant',
    summary: 'Submit the file: its content is frozen, it gets a number, and the acknowledgement leaves by e-mail.',
    params: file,
    body: z.object({ idempotencyKey: idempotencyKey() }),
    response: applicantFile,
    problems: [404, 409, 422],
  },
  provideComplements: {
    ...at.provideComplements,
    audience: 'applicant',
    summary: 'Answer a request for missing documents: the corrected file is frozen as a new revision.',
    params: file,
    body: z.object({ idempotencyKey: idempotencyKey() }),
    response: applicantFile,
    problems: [404, 409, 422],
  },
  askContact: {
    ...at.askContact,
    audience: 'applicant',
    summary:
      'Ask the holder of the contact’s address once more, by mail, whether copies of letters may go there: three times a file.',
    params: file,
    body: z.object({}),
    response: applicantFile,
    problems: [404, 409, 422],
  },
  withdrawApplication: {
    ...at.withdrawApplication,
    audience: 'applicant',
    summary: 'Withdraw a submitted file.',
    params: file,
    body: z.object({}),
    response: applicantFile,
    problems: [404, 409, 422],
  },
} as const satisfies Record<string, Operation>;
