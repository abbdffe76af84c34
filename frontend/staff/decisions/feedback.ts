import type { CallContent } from '../../../schemas/call.ts';
import type { CriterionFeedback } from '../../../schemas/decision.ts';
import type { JuryWords } from '../file/parts.ts';

/** A place in the form for every criterion that the jury marked, with what there is to say. */
export const feedbackPlaces = (
  { steps }: Pick<CallContent, 'steps'>,
  { stepIds }: Pick<JuryWords, 'stepIds'>,
  said: readonly CriterionFeedback[],
): { stepId: string; criterionId: string; text: string }[] =>
  steps.flatMap((step) =>
    step.kind === 'score' && stepIds.includes(step.id)
      ? step.criteria.map(({ id: criterionId }) => ({
          stepId: step.id,
          criterionId,
          text: said.find((each) => each.stepId === step.id && each.criterionId === criterionId)?.text ?? '',
        }))
      : [],
  );

/** The name of a criterion, in both languages. */
export const criterionOf = ({ call }: { call: Pick<CallContent, 'steps'> }, stepId: string, criterionId: string) => {
  const step = call.steps.find(({ id }) => id === stepId);
  return step?.kind === 'score' ? step.criteria.find(({ id }) => id === criterionId)?.label : undefined;
};
