import { expect, test } from 'vitest';
import { feedbackOf, feedbackPlaces } from '../../../../frontend/staff/decisions/feedback.ts';
import { callLille } from '../../../../schemas/examples/call-lille.ts';

type File = Parameters<typeof feedbackOf>[0];

const step = callLille.steps.find(({ kind }) => kind === 'score');
if (step?.kind !== 'score') throw new Error('No grid');
const [first, second] = step.criteria.map(({ id }) => id) as [string, string];

const evaluation = (forApplicant: Record<string, string>) => ({
  stepId: step.id,
  content: {
    marks: Object.fromEntries(
      step.criteria.map(({ id }) => [id, { points: 2, comment: 'Pour le jury seul.', forApplicant: forApplicant[id] }]),
    ),
  },
});
const file = {
  call: callLille,
  evaluations: [evaluation({ [first]: 'Un partenaire manque.' }), evaluation({ [first]: 'Le besoin est réel.' })],
} as unknown as File;

test('What jurors meant for the applicant is gathered by criterion, and their words for the jury are not', () => {
  expect(feedbackOf(file)).toEqual([
    { stepId: step.id, criterionId: first, text: 'Un partenaire manque.\nLe besoin est réel.' },
  ]);
});

test('The form has a place for every criterion of the grid, filled with what is said of it', () => {
  const places = feedbackPlaces(file, feedbackOf(file));
  expect(places.map(({ criterionId }) => criterionId)).toEqual(step.criteria.map(({ id }) => id));
  expect(places.find(({ criterionId }) => criterionId === second)?.text).toBe('');
  expect(feedbackPlaces({ ...file, evaluations: [] }, [])).toEqual([]);
});
