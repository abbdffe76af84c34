import { describe, expect, test } from 'vitest';
import { provideComplements } from '../../../functions/domain/application/provide-complements.ts';
import { recordCheck } from '../../../functions/domain/application/record-check.ts';
import { submit } from '../../../functions/domain/application/submit.ts';
import { aContent, aDigest, aDraft, aNumber } from '../../factories/application.ts';
import { aCall, aCheckStep } from '../../factories/call.ts';

const call = aCall();
const submittedAt = (at: string, silenceMonths = 2) =>
  submit({
    application: aDraft().application,
    call: aCall({ silenceMonths }),
    content: aContent(),
    number: aNumber(),
    digest: aDigest,
    at,
  }).application;

describe('the silence that refuses', () => {
  test.each([
    ['2026-03-18T09:00:00.000Z', 2, '2026-05-18'],
    ['2026-03-18T23:30:00.000Z', 2, '2026-05-19'],
    ['2026-12-31T10:00:00.000Z', 2, '2027-02-28'],
    ['2027-12-31T22:59:00.000Z', 2, '2028-02-29'],
    ['2026-08-31T10:00:00.000Z', 1, '2026-09-30'],
  ])('of a file received at %s, after %i months, is on %s', (at, months, day) => {
    expect(submittedAt(at, months).silenceRejectsOn).toBe(day);
  });
});

describe('a request for documents', () => {
  const asked = (at: string, answerWithinDays: number) => {
    const { items } = aCheckStep();
    return recordCheck({
      application: submittedAt('2026-03-02T09:00:00.000Z'),
      call,
      stepId: 'completeness',
      verdict: {
        verdict: 'complements',
        answers: Object.fromEntries(items.map(({ id }) => [id, false])),
        message: 'Merci de joindre les statuts signés.',
        answerWithinDays,
      },
      digest: aDigest,
      at,
    }).application;
  };

  test.each([
    ['2026-03-10T09:00:00.000Z', 15, '2026-03-25'],
    ['2026-03-10T23:30:00.000Z', 15, '2026-03-26'],
    ['2026-03-20T09:00:00.000Z', 10, '2026-03-30'],
  ])('made at %s for %i days is due on %s', (at, days, due) => {
    expect(asked(at, days).complementsDueOn).toBe(due);
  });

  test.each([
    ['on the same day', '2026-03-10T15:00:00.000Z', '2026-05-02'],
    ['five days later', '2026-03-15T09:00:00.000Z', '2026-05-07'],
    ['just before midnight in Paris', '2026-03-15T22:59:00.000Z', '2026-05-07'],
    ['just after midnight in Paris', '2026-03-15T23:01:00.000Z', '2026-05-08'],
    ['on the last day', '2026-03-25T09:00:00.000Z', '2026-05-17'],
    ['a day late: only the days of the request count', '2026-03-26T09:00:00.000Z', '2026-05-17'],
    ['months late', '2026-07-01T09:00:00.000Z', '2026-05-17'],
  ])('answered %s pushes the silence back by the days that it stood open', (_when, at, day) => {
    const application = asked('2026-03-10T09:00:00.000Z', 15);
    expect(application.silenceRejectsOn).toBe('2026-05-02');
    const answered = provideComplements({ application, content: aContent(), digest: aDigest, at }).application;
    expect([answered.silenceRejectsOn, answered.state, answered.revision, answered.complementsDueOn]).toEqual([
      day,
      'checking',
      2,
      undefined,
    ]);
  });

  test('asked twice pushes it back twice', () => {
    const first = asked('2026-03-10T09:00:00.000Z', 15);
    const answered = provideComplements({
      application: first,
      content: aContent(),
      digest: aDigest,
      at: '2026-03-13T09:00:00.000Z',
    }).application;
    const items = Object.fromEntries(aCheckStep().items.map(({ id }) => [id, false]));
    const again = recordCheck({
      application: answered,
      call,
      stepId: 'completeness',
      verdict: { verdict: 'complements', answers: items, message: 'Encore une pièce.', answerWithinDays: 15 },
      digest: aDigest,
      at: '2026-03-16T09:00:00.000Z',
    }).application;
    const at = '2026-03-18T09:00:00.000Z';
    expect(
      provideComplements({ application: again, content: aContent(), digest: aDigest, at }).application.silenceRejectsOn,
    ).toBe('2026-05-07');
  });
});
