import * as z from 'zod';
import { applicationContent } from '../application.ts';
import { criterionFeedback } from '../decision.ts';
import { scoreContent, stepAssignment } from '../evaluation.ts';
import { cursor, instant, personId, slug } from '../fields.ts';
import { recipientMail } from '../mail.ts';
import { duties } from '../office.ts';
import { hearing } from '../session.ts';
import { staffRecusal, staffRelief } from './jurors.ts';
import type { Operation } from './operation.ts';
import { remindersOfFile } from './reminders.ts';
import { file, letter, page, story } from './shared.ts';

/**
 * Parts of a file that staff read when they ask for them: they grow with its jury, its mails and its story, and the first
 * answer does not.
 */

const reading = {
  method: 'GET',
  audience: 'staff',
  roles: duties.read,
  params: file,
  problems: [403, 404, 422],
} as const;

export const staffPartsContract = {
  listRevisions: {
    ...reading,
    path: '/api/staff/applications/{applicationId}/revisions',
    summary: 'The content of a file as each handing over froze it, the first one first.',
    response: z.object({
      items: z.array(z.object({ revision: z.int(), at: instant(), content: applicationContent.optional() })),
    }),
  },
  getStaffJury: {
    ...reading,
    path: '/api/staff/applications/{applicationId}/jury',
    summary: "A file's jury: who was asked and has answered, who left and why, and what its sessions came to.",
    response: z.object({
      assignments: z.array(stepAssignment.extend({ jurorId: personId(), jurorName: z.string() })),
      /** What sessions of the jury came to about it, the earliest first; never who voted what. */
      hearings: z.array(hearing.omit({ votes: true, presentIds: true }).extend({ seq: z.int() })),
      recusals: z.array(staffRecusal),
      reliefs: z.array(staffRelief),
      ...remindersOfFile,
    }),
  },
  listEvaluations: {
    ...reading,
    path: '/api/staff/applications/{applicationId}/evaluations',
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
    ...reading,
    path: '/api/staff/applications/{applicationId}/jury/words',
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
    ...reading,
    path: '/api/staff/applications/{applicationId}/letters',
    summary: 'What the City wrote to the applicant about a file, the latest first.',
    response: z.object({ items: z.array(letter) }),
  },
  getStaffMail: {
    ...reading,
    path: '/api/staff/applications/{applicationId}/mail',
    summary: 'Whose mails about a file do not arrive, and what was done about it; nobody while all is well.',
    response: z.object({
      /** Of the mails to the contact that the file names. */
      contact: recipientMail.optional(),
      jurors: z.array(z.object({ jurorId: personId(), mail: recipientMail })),
    }),
  },
  getStaffTimeline: {
    ...reading,
    path: '/api/staff/applications/{applicationId}/timeline',
    summary: 'What happened to a file, the earliest first.',
    response: story,
  },
} as const satisfies Record<string, Operation>;
