import type { CallContent } from '../../../schemas/call.ts';
import type { CriterionFeedback } from '../../../schemas/decision.ts';
import type { ScoreContent } from '../../../schemas/evaluation.ts';

/** What a letter can hold of one criterion, in characters. */
const longest = 3000;

/** What the jury wrote about a file, with those whose words count no more. */
interface Heard {
  call: Pick<CallContent, 'steps'>;
  evaluations: readonly { stepId: string; jurorId: string; content: ScoreContent }[];
  assignments: readonly {
    jurorId: string;
    stepId: string;
    state: string;
    past: readonly { stepId: string; state: string }[];
  }[];
  recusals: readonly { jurorId: string }[];
}

/** Jurors whose words the City does not take up at a step: recused from the file, or taken off the step. */
const awayFrom = ({ assignments, recusals }: Heard, stepId: string): ReadonlySet<string> =>
  new Set([
    ...recusals.map(({ jurorId }) => jurorId),
    ...assignments
      .filter((assignment) =>
        [...assignment.past, assignment].some((entry) => entry.stepId === stepId && entry.state === 'relieved'),
      )
      .map(({ jurorId }) => jurorId),
  ]);

/**
 * What the jurors' words for the applicant say: criterion by criterion in the order of the grid, one paragraph for each
 * juror, and of the project as a whole; never a name. Criteria that nobody commented are left out. `stepIds` are the scored
 * steps at which somebody evaluated.
 */
export const juryWords = (heard: Heard): { stepIds: string[]; feedback: CriterionFeedback[]; general: string[] } => {
  const steps = heard.call.steps.flatMap((step) => {
    if (step.kind !== 'score') return [];
    const all = heard.evaluations.filter(({ stepId }) => stepId === step.id);
    const away = awayFrom(heard, step.id);
    return all.length > 0
      ? [{ step, contents: all.flatMap((one) => (away.has(one.jurorId) ? [] : [one.content])) }]
      : [];
  });
  return {
    stepIds: steps.map(({ step }) => step.id),
    feedback: steps.flatMap(({ step, contents }) =>
      step.criteria.flatMap(({ id: criterionId }) => {
        const texts = contents.flatMap(({ marks }) => marks[criterionId]?.forApplicant || []);
        const text = [...new Set(texts)].join('\n').slice(0, longest);
        return text ? [{ stepId: step.id, criterionId, text }] : [];
      }),
    ),
    general: [...new Set(steps.flatMap(({ contents }) => contents.flatMap(({ forApplicant }) => forApplicant || [])))],
  };
};
