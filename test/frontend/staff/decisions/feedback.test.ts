import { expect, test } from 'vitest';
import { feedbackOf, feedbackPlaces, generalWordsOf } from '../../../../frontend/staff/decisions/feedback.ts';
import { callLille } from '../../../../schemas/examples/call-lille.ts';

type File = Parameters<typeof feedbackOf>[0];

const step = callLille.steps.find(({ kind }) => kind === 'score');
if (step?.kind !== 'score') throw new Error('No grid');
const [first, second] = step.criteria.map(({ id }) => id) as [string, string];

const evaluation = (jurorId: string, forApplicant: Record<string, string>, more: object = {}) => ({
  stepId: step.id,
  jurorId,
  submittedAt: '2026-03-20T10:00:00.000Z',
  ...more,
  content: {
    forApplicant: forApplicant.general,
    marks: Object.fromEntries(
      step.criteria.map(({ id }) => [id, { points: 2, comment: 'Pour le jury seul.', forApplicant: forApplicant[id] }]),
    ),
  },
});
const file = {
  call: callLille,
  evaluations: [
    evaluation('one', { [first]: 'Un partenaire manque.', general: 'Revenez au printemps.' }),
    evaluation('two', { [first]: 'Le besoin est réel.', general: 'Revenez au printemps.' }),
  ],
  assignments: [],
  recusals: [],
} as unknown as File;

test('What jurors meant for the applicant is gathered by criterion, and their words for the jury are not', () => {
  expect(feedbackOf(file)).toEqual([
    { stepId: step.id, criterionId: first, text: 'Un partenaire manque.\nLe besoin est réel.' },
  ]);
});

test('Of comments that a juror corrected, the last ones are said and the former ones are not', () => {
  const corrected = evaluation(
    'one',
    { [first]: 'Un partenaire est à trouver.' },
    { submittedAt: '2026-03-21T08:00:00.000Z' },
  );
  // Whichever comes first.
  for (const evaluations of [
    [...file.evaluations, corrected],
    [corrected, ...file.evaluations],
  ] as File['evaluations'][]) {
    const [said] = feedbackOf({ ...file, evaluations });
    expect(said?.text.split('\n').toSorted()).toEqual(['Le besoin est réel.', 'Un partenaire est à trouver.']);
  }
});

test('Nothing is said of a juror who was recused or taken off the step', () => {
  const said = (more: object) => feedbackOf({ ...file, ...more } as File).map(({ text }) => text);
  expect(said({ recusals: [{ jurorId: 'one' }] })).toEqual(['Le besoin est réel.']);
  const relieved = { jurorId: 'two', stepId: step.id, state: 'relieved' };
  expect(said({ assignments: [relieved] })).toEqual(['Un partenaire manque.']);
  expect(said({ assignments: [{ ...relieved, stepId: 'another' }] })).toEqual([
    'Un partenaire manque.\nLe besoin est réel.',
  ]);
});

test('What several jurors say of the whole project is shown once', () => {
  expect(generalWordsOf(file)).toEqual(['Revenez au printemps.']);
});

test('The form has a place for every criterion of the grid, filled with what is said of it', () => {
  const places = feedbackPlaces(file, feedbackOf(file));
  expect(places.map(({ criterionId }) => criterionId)).toEqual(step.criteria.map(({ id }) => id));
  expect(places.find(({ criterionId }) => criterionId === second)?.text).toBe('');
  expect(feedbackPlaces({ ...file, evaluations: [] }, [])).toEqual([]);
});
