import * as z from 'zod';
import { applicationId } from '../../application.ts';
import { attachmentId, letThrough, scannerStates } from '../../attachment.ts';
import { cursor, instant } from '../../fields.ts';
import { duties } from '../../office.ts';
import { standing } from '../documents.ts';
import type { Operation } from '../operation.ts';
import { file, page } from '../shared.ts';
import { staffFile } from '../staff-file.ts';
import { staffPlaces } from './places.ts';

/** A document that waits for the scanner's verdict, closed or let through without one. */
export const waitingDocument = z.object({
  id: attachmentId,
  waitsSince: instant(),
  ...standing,
  letThrough: letThrough.optional(),
  /**
   * The file that it was handed over with. Left out of drafts and of answers that are still being prepared, which are their
   * applicants' own: such a document is counted, and nothing of it is told.
   */
  about: z
    .object({
      id: applicationId,
      number: z.string(),
      /** The agent who asks is recused from the file since then: of it and of the document, no name is told. */
      recusedSince: instant().optional(),
      title: z.string(),
      organisationName: z.string(),
      /** What it stands for, as the file's version of the call names it. */
      label: z.object({ fr: z.string(), en: z.string() }).optional(),
      filename: z.string(),
    })
    .optional(),
});

const at = staffPlaces.documents;

/** Documents that no verdict came of. */
export const staffDocumentsContract = {
  listWaitingDocuments: {
    ...at.listWaitingDocuments,
    audience: 'staff',
    roles: duties.read,
    summary:
      "Documents of all files that wait for the scanner's verdict, the longest first and those let through without one last, and how the scanner stands.",
    query: z.object({ cursor: cursor().optional() }),
    response: page(waitingDocument).extend({
      /** What the scanner last said of itself; left out as long as it said nothing. */
      scanner: z.object({ state: z.enum(scannerStates), since: instant(), reasons: z.array(z.string()) }).optional(),
    }),
    problems: [403, 422],
  },
  rescanWaiting: {
    ...at.rescanWaiting,
    audience: 'staff',
    roles: duties.handle,
    summary:
      'Have the documents of one page of the list scanned again, and go on with the next: those that were given to the scanner some minutes ago are left to it.',
    body: z.object({ cursor: cursor().optional() }),
    response: z.object({
      /** Given to the scanner by this request. */
      asked: z.int().min(0),
      /** Refused by the scanner: to be asked again later. */
      refused: z.int().min(0),
      nextCursor: cursor().optional(),
    }),
    noted: 'rescan',
    problems: [403, 422],
  },
  rescanDocument: {
    ...at.rescanDocument,
    audience: 'staff',
    roles: duties.handle,
    summary:
      'Have a document scanned again that the scanner gave no verdict on, or could not read, let through or not.',
    params: file.extend({ attachmentId }),
    body: z.object({}),
    response: staffFile,
    noted: 'rescan',
    problems: [403, 404, 409, 422],
  },
} as const satisfies Record<string, Operation>;
