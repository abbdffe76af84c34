import * as z from 'zod';
import { attachmentId } from '../../attachment.ts';
import { checkVerdict } from '../../check.ts';
import { slug } from '../../fields.ts';
import { duties } from '../../office.ts';
import type { Operation } from '../operation.ts';
import { asReadSince, file, letterOf, link, printedFile } from '../shared.ts';
import { staffFile } from '../staff-file.ts';
import { staffPlaces } from './places.ts';

const [passed, complements, ineligible] = checkVerdict.options;

const at = staffPlaces.files;

export const staffFilesContract = {
  getStaffFile: {
    ...at.getStaffFile,
    audience: 'staff',
    roles: duties.read,
    summary: 'A file: its content, documents, checks and decisions, and what can be done.',
    params: file,
    response: staffFile,
    noted: 'file',
    problems: [403, 404, 422],
  },
  getStaffAttachment: {
    ...at.getStaffAttachment,
    audience: 'staff',
    roles: duties.read,
    summary: 'A short-lived link to a clean document.',
    params: file.extend({ attachmentId }),
    query: z.object({ to: z.enum(['keep', 'look']).default('keep') }),
    response: link,
    noted: 'document',
    problems: [403, 404, 409, 422],
  },
  getStaffLetterPdf: {
    ...at.getStaffLetterPdf,
    audience: 'staff',
    roles: duties.read,
    summary: 'A letter to the applicant, as PDF.',
    params: letterOf,
    response: printedFile,
    noted: 'letter',
    problems: [403, 404, 422],
  },
  releaseAttachment: {
    ...at.releaseAttachment,
    audience: 'staff',
    roles: duties.handle,
    summary: 'Let a document through that the scanner could not read, or gave no verdict on for a day.',
    params: file.extend({ attachmentId }),
    body: z.object({}),
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  recordCheck: {
    ...at.recordCheck,
    audience: 'staff',
    roles: duties.handle,
    summary:
      'Record a check: passed, documents missing, or ineligible with reasons. Nothing is recorded of a file that changed since the version that was read.',
    params: file.extend({ stepId: slug() }),
    body: z.discriminatedUnion('verdict', [
      passed.extend(asReadSince),
      complements.extend(asReadSince),
      ineligible.extend(asReadSince),
    ]),
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  resumeApplication: {
    ...at.resumeApplication,
    audience: 'staff',
    roles: duties.decide,
    summary: 'Take a deferred file up again for its decision.',
    params: file,
    body: z.object(asReadSince),
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
} as const satisfies Record<string, Operation>;
