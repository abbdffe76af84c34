import type { OpenStep } from '../../../schemas/application.ts';
import type { JuryStep } from '../../../schemas/call.ts';
import { type Opinion, opinions, type StepResult } from '../../../schemas/evaluation.ts';

/** A submitted evaluation as far as a step's result needs it. */
export interface StepEvaluation {
  jurorId: string;
  score?: number | undefined;
  opinion?: Opinion | undefined;
  proposedCents?: number | undefined;
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

/** Too few jurors are left for the quorum ever to be met: staff must assign another. */
export const quorumOutOfReach = (jury: OpenStep): boolean => jury.jurorIds.length < jury.quorum;

const median = (values: number[]): number | undefined => {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : Math.round(((sorted[middle - 1] as number) + upper) / 2);
};

/**
 * What a step came to: the mean of the weighted marks of a scored step; on a deliberated one the opinion with most
 * votes, the more cautious one on a tie, and the median of the proposed amounts in cents.
 */
export const summarise = (
  step: JuryStep,
  jury: OpenStep,
  evaluations: readonly StepEvaluation[],
  at: string,
): StepResult => {
  const counted = counting(jury, evaluations);
  const base = { stepId: step.id, closedAt: at, evaluations: counted.length, quorum: jury.quorum };
  if (step.kind === 'score') {
    const sum = counted.reduce((total, evaluation) => total + (evaluation.score ?? 0), 0);
    return { ...base, score: Math.round(sum / counted.length) };
  }
  const tally = Object.fromEntries(
    opinions.map((opinion) => [opinion, counted.filter((evaluation) => evaluation.opinion === opinion).length]),
  ) as Record<Opinion, number>;
  // `opinions` goes from favourable to unfavourable, so the last of the highest is the most cautious.
  const opinion = opinions.reduce((best, candidate) => (tally[candidate] >= tally[best] ? candidate : best));
  const proposedCents = median(counted.flatMap((evaluation) => evaluation.proposedCents ?? []));
  return { ...base, opinion, tally, ...(proposedCents !== undefined && { proposedCents }) };
};
