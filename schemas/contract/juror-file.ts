import * as z from 'zod';
import { applicationAction, applicationCore, project, sessionId } from '../application.ts';
import { attachment, letThrough } from '../attachment.ts';
import { budget } from '../budget.ts';
import { callVersion } from '../call.ts';
import { stepAssignment, stepResult } from '../evaluation.ts';

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
    /**
     * The documents that were handed over; one that is not clean, or not yet, is named and cannot be opened, unless staff let it
     * through.
     */
    attachments: z.array(attachment.extend({ letThrough: letThrough.optional() })),
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
