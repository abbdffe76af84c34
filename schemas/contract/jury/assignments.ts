import * as z from 'zod';
import { sessionId } from '../../application.ts';
import { assignment, assignmentState } from '../../evaluation.ts';
import { cursor } from '../../fields.ts';
import { territoryId } from '../../territory.ts';
import { progress } from '../evaluations.ts';
import type { Operation } from '../operation.ts';
import { page } from '../shared.ts';
import { juryPlaces } from './places.ts';

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

const at = juryPlaces.assignments;

export const juryAssignmentsContract = {
  listAssignments: {
    ...at.listAssignments,
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
} as const satisfies Record<string, Operation>;
