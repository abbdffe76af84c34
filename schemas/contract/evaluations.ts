import * as z from 'zod';
import { scoreContent } from '../evaluation.ts';
import { instant, personId, slug } from '../fields.ts';
import { duties } from '../office.ts';
import type { Operation } from './operation.ts';
import { file } from './shared.ts';

/** Evaluations of an open step that are in, of all that were asked for. */
export const progress = z.object({ in: z.int().min(0), of: z.int().min(0) });

/** Every version of an evaluation that was submitted, the first one first; each but the last was corrected. */
export const evaluationVersions = z.object({
  versions: z.array(z.object({ version: z.int().min(1), submittedAt: instant(), content: scoreContent })),
});

export const juryEvaluationContract = {
  listOwnVersions: {
    method: 'GET',
    path: '/api/jury/applications/{applicationId}/evaluations/{stepId}/versions',
    audience: 'jury',
    summary: 'What I submitted at a step, correction by correction.',
    params: file.extend({ stepId: slug() }),
    response: evaluationVersions,
    problems: [403, 404, 422],
  },
} as const satisfies Record<string, Operation>;

export const staffEvaluationContract = {
  listEvaluationVersions: {
    method: 'GET',
    path: '/api/staff/applications/{applicationId}/evaluations/{stepId}/{jurorId}/versions',
    audience: 'staff',
    roles: duties.read,
    summary: 'What a juror submitted at a step, correction by correction.',
    params: file.extend({ stepId: slug(), jurorId: personId() }),
    response: evaluationVersions,
    noted: 'file',
    problems: [403, 404, 422],
  },
} as const satisfies Record<string, Operation>;
