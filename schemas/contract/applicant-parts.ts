import * as z from 'zod';
import { addressHold } from '../mail.ts';
import type { Operation } from './operation.ts';
import { file, letter, story } from './shared.ts';

/** Parts of an applicant's file that are read when they are asked for. */
export const applicantPartsContract = {
  listLetters: {
    method: 'GET',
    path: '/api/applicant/applications/{applicationId}/letters',
    audience: 'applicant',
    summary: 'What the City wrote to me about one of my files, the latest first.',
    params: file,
    response: z.object({
      items: z.array(letter),
      /** Why mails to the contact of the file are held back: everything is to be read here. */
      contactHold: addressHold.pick({ kind: true, at: true }).optional(),
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
