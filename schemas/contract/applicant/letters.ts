import * as z from 'zod';
import { addressee, addressHold, contactStanding } from '../../mail.ts';
import type { Operation } from '../operation.ts';
import { file, letter, letterOf, printedFile, story } from '../shared.ts';
import { applicantPlaces } from './places.ts';

const at = applicantPlaces.letters;

/** What the City wrote to an applicant, and what happened to a file: read when it is asked for. */
export const applicantLettersContract = {
  listLetters: {
    ...at.listLetters,
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
    ...at.getTimeline,
    audience: 'applicant',
    summary: 'What happened to one of my files, the earliest first.',
    params: file,
    response: story,
    problems: [404, 422],
  },
  /** Where places were once those of the chain, an older page finds nothing, and not another letter than it names. */
  getLetterPdf: {
    ...at.getLetterPdf,
    audience: 'applicant',
    summary: 'A letter that the City wrote to me, as PDF, by its place in the list of letters.',
    params: letterOf,
    response: printedFile,
    problems: [404, 422],
  },
} as const satisfies Record<string, Operation>;
