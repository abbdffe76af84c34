import type { ApplicationCore } from '../../../schemas/application.ts';
import { type CallVersion, type ScoreStep, stepOf } from '../../../schemas/call.ts';
import { type Assignment, type ScoreContent, weightedScore } from '../../../schemas/evaluation.ts';
import type { EvaluationEvent } from '../../../schemas/event.ts';
import { recused } from '../errors.ts';
import { allow, stateConflict } from '../lifecycle.ts';

/**
 * What is in of this juror can still be changed.
 * @throws DomainError conflict `evaluation-final` once the juror said that it is final.
 */
export const mustBeCorrectable = (
  application: Pick<ApplicationCore, 'state'>,
  { state, final }: Pick<Assignment, 'state' | 'final'>,
): void => {
  if (state === 'submitted' && final) throw stateConflict('evaluation-final', application, []);
};

const hourMs = 3_600_000;

/** What the step's rules promise to whoever submits now: time for a correction, unless it is said to be final. */
const promised = ({ correctionHours = 0 }: ScoreStep, final: boolean, at: string) => ({
  correctableUntil:
    correctionHours > 0 && !final ? new Date(Date.parse(at) + correctionHours * hourMs).toISOString() : undefined,
  final: final ? (true as const) : undefined,
});

/**
 * Records a juror's evaluation of the open scored step, or corrects it. It rests on the juror's own assignment, so that fifty
 * jurors never wait for each other.
 * @throws DomainError forbidden `recused`; conflict `state-passed` when the step is not open to this juror, or
 * `evaluation-final`.
 */
export const recordEvaluation = (input: {
  application: Pick<ApplicationCore, 'id' | 'state' | 'jury'>;
  call: CallVersion;
  assignment: Assignment;
  content: ScoreContent;
  digest: string;
  final: boolean;
  at: string;
}): { assignment: Assignment; event: EvaluationEvent } => {
  const { application, call, assignment, content, digest, final, at } = input;
  if (assignment.state === 'recused') throw recused(assignment.recusedAt ?? at);
  allow(application, 'evaluate', 'juror');
  const step = stepOf(call, assignment.stepId);
  const open = assignment.state === 'assigned' || assignment.state === 'submitted';
  if (!open || application.jury?.stepId !== assignment.stepId || step?.kind !== 'score')
    throw stateConflict('state-passed', application, []);
  mustBeCorrectable(application, assignment);
  return {
    assignment: {
      ...assignment,
      state: 'submitted',
      submittedAt: at,
      ...promised(step, final, at),
      score: weightedScore(step, content.marks),
    },
    event: {
      type: assignment.state === 'submitted' ? 'evaluation.corrected' : 'evaluation.recorded',
      data: {
        applicationId: application.id,
        stepId: assignment.stepId,
        jurorId: assignment.jurorId,
        digest,
        ...(final && { final }),
      },
    },
  };
};
