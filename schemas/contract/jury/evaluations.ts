import * as z from 'zod';
import { evaluationWork, scoreSubmission } from '../../evaluation.ts';
import { changes, slug } from '../../fields.ts';
import { ownEvaluation } from '../evaluations.ts';
import { jurorFile } from '../juror-file.ts';
import type { Operation } from '../operation.ts';
import { file } from '../shared.ts';
import { juryPlaces } from './places.ts';

const at = juryPlaces.evaluations;

export const juryEvaluationsContract = {
  saveEvaluation: {
    ...at.saveEvaluation,
    audience: 'jury',
    summary: 'Save my evaluation as it is, without submitting it.',
    params: file.extend({ stepId: slug() }),
    body: z.object({ content: evaluationWork, revision: changes(0) }),
    response: ownEvaluation,
    problems: [403, 404, 409, 422],
  },
  submitEvaluation: {
    ...at.submitEvaluation,
    audience: 'jury',
    summary: 'Submit my evaluation, or a correction of it while the step is open and I have not said that it is final.',
    params: file.extend({ stepId: slug() }),
    body: scoreSubmission,
    response: jurorFile,
    problems: [403, 404, 409, 422],
  },
} as const satisfies Record<string, Operation>;
