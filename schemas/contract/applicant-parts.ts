import * as z from 'zod';
import { addressee, addressHold, contactStanding } from '../mail.ts';
import type { Operation } from './operation.ts';
import { file, letter, story } from './shared.ts';

/** Parts of an applicant's file that are read when they are asked for. */
export const applicantPartsContract = {
  listLetters: {
    method: 'GET',
    path: '/api/applicant/applications/{applicationId}/letters',
    audience: 'applicant',
    summary: 'What the City wrote to me about one of my files, the latest first, and where that goes.',
    params: file,
    response: z.object({
      items: z.array(letter),
      /** Where they go; nothing for a draft, and where nobody who handed it over acts for the organisation any more. */
      addressee: addressee.optional(),
      /** Why they are held back: everything is to be read here. */
      contactHold: addressHold.pick({ kind: true, at: true }).optional(),
      /** Of the address that the file names as its contact: it gets copies once its holder said so. */
      contact: contactStanding.optional(),
    }),
    problems: [404, 422],
  },
  getTimeline: {
    method: 'GET',
    path: '/api/applicant/applications/{applicationId}/timeline',
    audience: 'applicant',
    summary: 'What happened to one of my files, the earliest first.',
    params: file,
    response: story,
    problems: [404, 422],
  },
} as const satisfies Record<string, Operation>;
