import type { CriterionFeedback } from '../../../schemas/application.ts';
import type { StaffFile } from '../file/acting.tsx';

/** What a letter can hold of one criterion, in characters. */
const longest = 3000;

/**
 * What the jurors' comments for the applicant say, criterion by criterion in the order of the grid: one paragraph for
 * each juror, never a name. Criteria that nobody commented are left out.
 */
export const feedbackOf = ({ call, evaluations }: Pick<StaffFile, 'call' | 'evaluations'>): CriterionFeedback[] =>
  call.steps.flatMap((step) => {
    if (step.kind !== 'score') return [];
    const own = evaluations.filter(({ stepId }) => stepId === step.id);
    return step.criteria.flatMap(({ id: criterionId }) => {
      const texts = own.flatMap(({ content }) => content.marks[criterionId]?.forApplicant ?? []);
      const text = [...new Set(texts)].join('\n').slice(0, longest);
      return text ? [{ stepId: step.id, criterionId, text }] : [];
    });
  });

/** A place in the form for every criterion that the jury marked, with what there is to say. */
export const feedbackPlaces = (
  file: Pick<StaffFile, 'call' | 'evaluations'>,
  said: readonly CriterionFeedback[],
): { stepId: string; criterionId: string; text: string }[] =>
  file.call.steps.flatMap((step) =>
    step.kind === 'score' && file.evaluations.some(({ stepId }) => stepId === step.id)
      ? step.criteria.map(({ id: criterionId }) => ({
          stepId: step.id,
          criterionId,
          text: said.find((each) => each.stepId === step.id && each.criterionId === criterionId)?.text ?? '',
        }))
      : [],
  );

/** The name of a criterion, in both languages. */
export const criterionOf = ({ call }: Pick<StaffFile, 'call'>, stepId: string, criterionId: string) => {
  const step = call.steps.find(({ id }) => id === stepId);
  return step?.kind === 'score' ? step.criteria.find(({ id }) => id === criterionId)?.label : undefined;
};
