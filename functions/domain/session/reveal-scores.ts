import { type CallVersion, stepOf } from '../../../schemas/call.ts';
import type { ScoreContent } from '../../../schemas/evaluation.ts';
import type { RevealedScores } from '../../../schemas/session.ts';

/** An evaluation as far as its scores are shown. */
interface Scored {
  stepId: string;
  jurorId: string;
  content: ScoreContent;
  score?: number | undefined;
}

/**
 * The scores of the last scored step as all see them at once: highest first and without names, and how the marks of each
 * criterion lie. Of those who are recused, or were taken off that step, nothing is shown: they are not in the result either.
 */
export const revealScores = (
  call: CallVersion,
  results: readonly { stepId: string; score?: number | undefined }[],
  evaluations: readonly Scored[],
  /** Who is away from every step, or from one. */
  away: readonly { jurorId: string; stepId?: string }[],
): RevealedScores => {
  const result = results.findLast(({ score }) => score !== undefined);
  const step = stepOf(call, result?.stepId ?? '');
  if (!result || step?.kind !== 'score') return { marks: [], criteria: [] };
  const isAway = (jurorId: string) =>
    away.some((one) => one.jurorId === jurorId && (one.stepId === undefined || one.stepId === step.id));
  const shown = evaluations.filter(({ stepId, jurorId }) => stepId === step.id && !isAway(jurorId));
  return {
    ...(result.score !== undefined && { mean: result.score }),
    marks: shown.map(({ score }) => score ?? 0).sort((one, other) => other - one),
    criteria: step.criteria.flatMap(({ id, label, maxMark }) => {
      const points = shown.flatMap(({ content }) => content.marks[id]?.points ?? []);
      if (points.length === 0) return [];
      const mean = Math.round((points.reduce((sum, mark) => sum + mark, 0) * 100) / points.length);
      return [{ label, maxMark, mean, least: Math.min(...points), most: Math.max(...points) }];
    }),
  };
};
