import { expect, test } from 'vitest';
import { feedbackPlaces } from '../../../frontend/staff/decisions/feedback.ts';
import { juryWords } from '../../../functions/domain/evaluation/words.ts';
import { callLille } from '../../../schemas/examples/call-lille.ts';

type File = Parameters<typeof juryWords>[0];
const feedbackOf = (file: File) => juryWords(file).feedback;

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

test('Nothing is said of a juror who was recused or taken off the step', () => {
  const said = (more: object) => feedbackOf({ ...file, ...more } as File).map(({ text }) => text);
  expect(said({ recusals: [{ jurorId: 'one' }] })).toEqual(['Le besoin est réel.']);
  const relieved = { jurorId: 'two', stepId: step.id, state: 'relieved', past: [] };
  expect(said({ assignments: [relieved] })).toEqual(['Un partenaire manque.']);
  // The juror is at a later step by now.
  const later = { ...relieved, stepId: 'another', state: 'assigned', past: [relieved] };
  expect(said({ assignments: [later] })).toEqual(['Un partenaire manque.']);
  expect(said({ assignments: [{ ...relieved, stepId: 'another' }] })).toEqual([
    'Un partenaire manque.\nLe besoin est réel.',
  ]);
});

test('What several jurors say of the whole project is shown once', () => {
  expect(juryWords(file).general).toEqual(['Revenez au printemps.']);
});

test('The form has a place for every criterion of the grid, filled with what is said of it', () => {
  const words = juryWords(file);
  const places = feedbackPlaces(callLille, words, words.feedback);
  expect(places.map(({ criterionId }) => criterionId)).toEqual(step.criteria.map(({ id }) => id));
  expect(places.find(({ criterionId }) => criterionId === second)?.text).toBe('');
  expect(feedbackPlaces(callLille, juryWords({ ...file, evaluations: [] }), [])).toEqual([]);
});
