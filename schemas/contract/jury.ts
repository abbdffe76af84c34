import * as z from 'zod';
import { applicationAction, applicationCore, project, sessionId } from '../application.ts';
import { attachment, attachmentId } from '../attachment.ts';
import { budget } from '../budget.ts';
import { callVersion } from '../call.ts';
import {
  assignment,
  assignmentState,
  evaluationWork,
  scoreSubmission,
  stepAssignment,
  stepResult,
} from '../evaluation.ts';
import { changes, cursor, slug } from '../fields.ts';
import { territoryId } from '../territory.ts';
import { conflictContract } from './conflicts.ts';
import { juryEvaluationContract, progress } from './evaluations.ts';
import { juryPartsContract, ownEvaluation } from './jury-parts.ts';
import { juryMinutesContract } from './minutes.ts';
import type { Operation } from './operation.ts';
import { juryReminderContract } from './reminders.ts';
import { jurySessionContract } from './sessions.ts';
import { file, link, page, session } from './shared.ts';

export const assignmentListItem = assignment
  .pick({ applicationId: true, stepId: true, state: true, assignedAt: true, dueAt: true, submittedAt: true })
  .extend({
    number: z.string(),
    title: z.string(),
    /** Empty where the step hides who applies. */
    organisationName: z.string(),
    territories: z.array(territoryId),
    stepLabel: z.object({ fr: z.string(), en: z.string() }),
    /** The session of the jury at which the file is heard, instead of an evaluation that is due. */
    sessionId: sessionId.optional(),
    /** Evaluations of the open step that are in, of all that were asked for; absent once the step is over. */
    progress: progress.optional(),
  });

/** A project as a juror reads it: where names are taken out, a text may be shorter than an applicant's must be. */
const projectRead = z.object({ ...project.shape, title: z.string(), summary: z.string(), socialNeed: z.string() });

export const jurorFile = applicationCore
  .pick({ id: true, number: true, state: true, stepId: true, submittedAt: true, callId: true, callVersion: true })
  .extend({
    number: z.string(),
    /** Without the organisation's name where the step hides who applies; names are then taken out of the texts as well. */
    content: z.object({ organisationName: z.string().optional(), project: projectRead, budget }),
    /** Whether the applicant is hidden: documents then bear neutral names. */
    applicantHidden: z.boolean(),
    /** The documents that were handed over; one that is not clean, or not yet, is named and cannot be opened. */
    attachments: z.array(attachment),
    assignments: z.array(
      stepAssignment.pick({
        stepId: true,
        state: true,
        dueAt: true,
        submittedAt: true,
        correctableUntil: true,
        final: true,
        score: true,
      }),
    ),
    results: z.array(stepResult),
    /**
     * Mine is the last evaluation that the step waits for, by what was counted a moment ago: where its rules leave no time for
     * corrections, the step closes once it is in.
     */
    lastAwaited: z.boolean(),
    /** The session of the jury that has the file on its agenda. */
    sessionId: sessionId.optional(),
    availableActions: z.array(applicationAction),
    call: callVersion,
  });

export const juryContract = {
  ...jurySessionContract,
  ...juryMinutesContract,
  openJurySession: {
    method: 'POST',
    path: '/api/jury/session',
    audience: 'jury',
    summary: 'Refresh my profile from the verified claims of my ID token.',
    ...session,
    problems: [403, 422],
  },
  listAssignments: {
    method: 'GET',
    path: '/api/jury/assignments',
    audience: 'jury',
    summary: 'What is assigned to me, the most urgent first; what is done or over, the latest first.',
    /** `kind` narrows to what is scored alone, or heard together at a session. */
    query: z.object({
      state: assignmentState.default('assigned'),
      kind: z.enum(['score', 'session']).optional(),
      cursor: cursor().optional(),
    }),
    response: page(assignmentListItem),
    problems: [403, 422],
  },
  getJurorFile: {
    method: 'GET',
    path: '/api/jury/applications/{applicationId}',
    audience: 'jury',
    summary: 'A file assigned to me: content, documents, where I stand with it, and results.',
    params: file,
    response: jurorFile,
    noted: 'file',
    problems: [403, 404, 422],
  },
  getJurorAttachment: {
    method: 'GET',
    path: '/api/jury/applications/{applicationId}/attachments/{attachmentId}',
    audience: 'jury',
    summary: 'A short-lived link to a clean document of a file assigned to me.',
    params: file.extend({ attachmentId }),
    query: z.object({ to: z.enum(['keep', 'look']).default('keep') }),
    response: link,
    noted: 'document',
    problems: [403, 404, 409, 422],
  },
  saveEvaluation: {
    method: 'PUT',
    path: '/api/jury/applications/{applicationId}/evaluations/{stepId}',
    audience: 'jury',
    summary: 'Save my evaluation as it is, without submitting it.',
    params: file.extend({ stepId: slug() }),
    body: z.object({ content: evaluationWork, revision: changes(0) }),
    response: ownEvaluation,
    problems: [403, 404, 409, 422],
  },
  submitEvaluation: {
    method: 'POST',
    path: '/api/jury/applications/{applicationId}/evaluations/{stepId}/submission',
    audience: 'jury',
    summary: 'Submit my evaluation, or a correction of it while the step is open and I have not said that it is final.',
    params: file.extend({ stepId: slug() }),
    body: scoreSubmission,
    response: jurorFile,
    problems: [403, 404, 409, 422],
  },
  ...conflictContract,
  ...juryEvaluationContract,
  ...juryPartsContract,
  ...juryReminderContract,
} as const satisfies Record<string, Operation>;
