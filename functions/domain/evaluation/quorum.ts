import type { OpenStep } from '../../../schemas/application.ts';
import type { ScoreStep } from '../../../schemas/call.ts';
import type { StepResult } from '../../../schemas/evaluation.ts';

/** A submitted evaluation as far as a step's result needs it. */
export interface StepEvaluation {
  jurorId: string;
  score?: number | undefined;
  correctableUntil?: string | undefined;
}

/** Those that count: by jurors who are on the step; a recused juror is not. */
const counting = (jury: OpenStep, evaluations: readonly StepEvaluation[]): StepEvaluation[] =>
  evaluations.filter((evaluation) => jury.jurorIds.includes(evaluation.jurorId));

/** Enough evaluations count for the step to be closed. */
export const quorumMet = (jury: OpenStep, evaluations: readonly StepEvaluation[]): boolean =>
  counting(jury, evaluations).length >= jury.quorum;

/** The quorum is met and nobody is waited for: as many as wanted are in, or all who are left on the step. */
export const complete = (jury: OpenStep, evaluations: readonly StepEvaluation[]): boolean =>
  quorumMet(jury, evaluations) && counting(jury, evaluations).length >= Math.min(jury.wanted, jury.jurorIds.length);

/**
 * Until when a step that waits for nobody is kept open for the jurors whose evaluations count: each was promised time to correct
 * what is in. Nothing when no promise was made, or all have said that theirs is final.
 */
export const openForCorrectionsUntil = (jury: OpenStep, evaluations: readonly StepEvaluation[]): string | undefined =>
  counting(jury, evaluations)
    .flatMap(({ correctableUntil }) => correctableUntil ?? [])
    .toSorted()
    .at(-1);

/** Whether the step, with so many evaluations in, waits for one more alone: the next to come closes it. */
export const waitsForOne = (jury: OpenStep, evaluationsIn: number): boolean =>
  evaluationsIn + 1 >= Math.max(jury.quorum, Math.min(jury.wanted, jury.jurorIds.length));

/** Too few jurors are left for the quorum ever to be met: staff must assign another. */
export const quorumOutOfReach = (jury: OpenStep): boolean => jury.jurorIds.length < jury.quorum;

/** What a scored step came to: the mean of the weighted marks that count. */
export const summarise = (
  step: ScoreStep,
  jury: OpenStep,
  evaluations: readonly StepEvaluation[],
  at: string,
): StepResult => {
  const counted = counting(jury, evaluations);
  const sum = counted.reduce((total, evaluation) => total + (evaluation.score ?? 0), 0);
  return {
    stepId: step.id,
    closedAt: at,
    evaluations: counted.length,
    quorum: jury.quorum,
    score: Math.round(sum / counted.length),
  };
};
