import type { ApplicationCore } from '../../../schemas/application.ts';
import { type CallVersion, stepOf } from '../../../schemas/call.ts';
import { type Assignment, type ScoreContent, weightedScore } from '../../../schemas/evaluation.ts';
import type { EvaluationEvent } from '../../../schemas/event.ts';
import { recused } from '../errors.ts';
import { allow, stateConflict } from '../lifecycle.ts';

/**
 * Records a juror's evaluation of the open scored step, or corrects it. It rests on the juror's own assignment, so that fifty
 * jurors never wait for each other.
 * @throws DomainError forbidden `recused`; conflict `state-passed` when the step is not open to this juror.
 */
export const recordEvaluation = (input: {
  application: Pick<ApplicationCore, 'id' | 'state' | 'jury'>;
  call: CallVersion;
  assignment: Assignment;
  content: ScoreContent;
  digest: string;
  at: string;
}): { assignment: Assignment; event: EvaluationEvent } => {
  const { application, call, assignment, content, digest, at } = input;
  if (assignment.state === 'recused') throw recused(assignment.recusedAt ?? at);
  allow(application, 'evaluate', 'juror');
  const step = stepOf(call, assignment.stepId);
  const open = assignment.state === 'assigned' || assignment.state === 'submitted';
  if (!open || application.jury?.stepId !== assignment.stepId || step?.kind !== 'score')
    throw stateConflict('state-passed', application, []);
  return {
    assignment: {
      ...assignment,
      state: 'submitted',
      submittedAt: at,
      score: weightedScore(step, content.marks),
    },
    event: {
      type: assignment.state === 'submitted' ? 'evaluation.corrected' : 'evaluation.recorded',
      data: { applicationId: application.id, stepId: assignment.stepId, jurorId: assignment.jurorId, digest },
    },
  };
};
