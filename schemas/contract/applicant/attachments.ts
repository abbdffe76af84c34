import * as z from 'zod';
import { attachment, attachmentId, attachmentPromise } from '../../attachment.ts';
import type { Operation } from '../operation.ts';
import { done, file, link } from '../shared.ts';
import { applicantPlaces } from './places.ts';

const at = applicantPlaces.attachments;

export const applicantAttachmentsContract = {
  addAttachment: {
    ...at.addAttachment,
    audience: 'applicant',
    summary: 'Promise a document and get a form to post its bytes straight to the bucket.',
    params: file,
    body: attachmentPromise,
    response: z.object({
      attachment,
      upload: z.object({ url: z.url(), fields: z.record(z.string(), z.string()), expiresInSeconds: z.int() }),
    }),
    problems: [404, 409, 422],
  },
  removeAttachment: {
    ...at.removeAttachment,
    audience: 'applicant',
    summary: 'Remove a document that was not yet submitted.',
    params: file.extend({ attachmentId }),
    response: done,
    problems: [404, 409, 422],
  },
  getApplicantAttachment: {
    ...at.getApplicantAttachment,
    audience: 'applicant',
    summary: 'A short-lived link to one of my documents.',
    params: file.extend({ attachmentId }),
    response: link,
    problems: [404, 409, 422],
  },
} as const satisfies Record<string, Operation>;
