import type { CriterionFeedback } from '../../../schemas/decision.ts';
import type { StaffFile } from '../file/acting.tsx';

/** What a letter can hold of one criterion, in characters. */
const longest = 3000;

type Heard = Pick<StaffFile, 'call' | 'evaluations' | 'assignments' | 'recusals'>;

/**
 * The evaluations of a step whose words the City can take up: each juror's last one, and of no juror who was recused
 * from the file or taken off the step.
 */
const heardAt = ({ evaluations, assignments, recusals }: Omit<Heard, 'call'>, stepId: string) => {
  const away = new Set([
    ...recusals.map(({ jurorId }) => jurorId),
    ...assignments
      .filter((assignment) => assignment.stepId === stepId && assignment.state === 'relieved')
      .map(({ jurorId }) => jurorId),
  ]);
  const last = new Map<string, Heard['evaluations'][number]>();
  for (const evaluation of evaluations) {
    if (evaluation.stepId !== stepId || away.has(evaluation.jurorId)) continue;
    const other = last.get(evaluation.jurorId);
    if (!other || other.submittedAt < evaluation.submittedAt) last.set(evaluation.jurorId, evaluation);
  }
  return [...last.values()];
};

/**
 * What the jurors' comments for the applicant say, criterion by criterion in the order of the grid: one paragraph for
 * each juror, never a name. Criteria that nobody commented are left out.
 */
export const feedbackOf = (file: Heard): CriterionFeedback[] =>
  file.call.steps.flatMap((step) => {
    if (step.kind !== 'score') return [];
    const heard = heardAt(file, step.id);
    return step.criteria.flatMap(({ id: criterionId }) => {
      const texts = heard.flatMap(({ content }) => content.marks[criterionId]?.forApplicant ?? []);
      const text = [...new Set(texts)].join('\n').slice(0, longest);
      return text ? [{ stepId: step.id, criterionId, text }] : [];
    });
  });

/** What jurors meant for the applicant about the project as a whole: it goes into no letter unless staff take it up. */
export const generalWordsOf = (file: Heard): string[] => [
  ...new Set(
    file.call.steps.flatMap((step) =>
      step.kind === 'score' ? heardAt(file, step.id).flatMap(({ content }) => content.forApplicant ?? []) : [],
    ),
  ),
];

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
