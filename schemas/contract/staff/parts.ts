import * as z from 'zod';
import { applicationContent, timelineEntry } from '../../application.ts';
import { criterionFeedback } from '../../decision.ts';
import { scoreContent, stepAssignment } from '../../evaluation.ts';
import { cursor, instant, personId, slug } from '../../fields.ts';
import { addressee, contactStanding, recipientMail } from '../../mail.ts';
import { duties } from '../../office.ts';
import { hearing } from '../../session.ts';
import { staffRecusal, staffRelief } from '../conflicts.ts';
import type { Operation } from '../operation.ts';
import { remindersOfFile } from '../reminders.ts';
import { actorNamed, file, letter, page } from '../shared.ts';
import { staffPlaces } from './places.ts';

/**
 * Parts of a file that staff read when they ask for them: they grow with its jury, its mails and its story, and the first
 * answer does not.
 */

const reading = {
  audience: 'staff',
  roles: duties.read,
  params: file,
  noted: 'file',
  problems: [403, 404, 422],
} as const;

const at = staffPlaces.parts;

export const staffPartsContract = {
  listRevisions: {
    ...at.listRevisions,
    ...reading,
    summary: 'The content of a file as each handing over froze it, the first one first.',
    response: z.object({
      items: z.array(z.object({ revision: z.int(), at: instant(), content: applicationContent.optional() })),
    }),
  },
  getStaffJury: {
    ...at.getStaffJury,
    ...reading,
    summary: "A file's jury: who was asked and has answered, who left and why, and what its sessions came to.",
    response: z.object({
      assignments: z.array(stepAssignment.extend({ jurorId: personId(), jurorName: z.string() })),
      /** What sessions of the jury came to about it, the earliest first; never who voted what. */
      hearings: z.array(hearing.omit({ votes: true, presentIds: true }).extend({ seq: z.int(), ...actorNamed })),
      recusals: z.array(staffRecusal),
      reliefs: z.array(staffRelief.extend(actorNamed)),
      ...remindersOfFile,
    }),
  },
  listEvaluations: {
    ...at.listEvaluations,
    ...reading,
    summary: 'What jurors submitted at a step of a file.',
    query: z.object({ stepId: slug(), cursor: cursor().optional() }),
    response: page(
      z.object({
        stepId: slug(),
        jurorId: personId(),
        jurorName: z.string(),
        submittedAt: instant(),
        content: scoreContent,
        score: z.int().optional(),
        /** More than one when it was corrected. */
        versions: z.int(),
      }),
    ),
  },
  getJuryWords: {
    ...at.getJuryWords,
    ...reading,
    summary: 'What the jury says for the applicant: by criterion, and of the project as a whole; never who says it.',
    response: z.object({
      /** The scored steps at which somebody evaluated, in the order of the call. */
      stepIds: z.array(slug()),
      feedback: z.array(criterionFeedback.extend({ text: z.string() })),
      /** It goes into no letter unless staff take it up. */
      general: z.array(z.string()),
    }),
  },
  listStaffLetters: {
    ...at.listStaffLetters,
    ...reading,
    summary: 'What the City wrote to the applicant about a file, the latest first.',
    response: z.object({ items: z.array(letter) }),
  },
  getStaffMail: {
    ...at.getStaffMail,
    ...reading,
    summary: 'Where the letters of a file go, whose mails about it do not arrive, and what was done about that.',
    response: z.object({
      /** Where the letters go; nothing where nobody who handed the file over acts for the organisation any more. */
      addressee: addressee.optional(),
      /** Of the letters to whoever submitted the file. */
      contactMail: recipientMail.optional(),
      /** Of the address that the file names as its contact: it gets copies once its holder said so. */
      contact: contactStanding.optional(),
      jurors: z.array(z.object({ jurorId: personId(), mail: recipientMail })),
    }),
  },
  getStaffTimeline: {
    ...at.getStaffTimeline,
    ...reading,
    summary: 'What happened to a file, the earliest first.',
    response: z.object({ items: z.array(timelineEntry.extend(actorNamed)) }),
  },
} as const satisfies Record<string, Operation>;
