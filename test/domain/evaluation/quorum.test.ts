import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  complete,
  quorumMet,
  quorumOutOfReach,
  type StepEvaluation,
  summarise,
  waitsForOne,
} from '../../../functions/domain/evaluation/quorum.ts';
import type { OpenStep } from '../../../schemas/application.ts';
import { weightedScore } from '../../../schemas/evaluation.ts';
import { aCriterion, aScoreStep } from '../../factories/call.ts';
import { runs } from '../../support/chance.ts';

const at = '2026-03-18T09:00:00.000Z';
const aJury = (jurors: number, change: Partial<OpenStep> = {}): OpenStep => ({
  stepId: 'evaluation',
  openedAt: at,
  dueAt: '2026-04-08T09:00:00.000Z',
  jurorIds: Array.from({ length: jurors }, (_, index) => `j${index + 1}`),
  wanted: 3,
  quorum: 2,
  ...change,
});
const from = (...jurorIds: string[]): StepEvaluation[] => jurorIds.map((jurorId) => ({ jurorId, score: 5000 }));

test.each<[string, OpenStep, StepEvaluation[], boolean, boolean]>([
  ['none in', aJury(3), [], false, false],
  ['one below the quorum', aJury(3), from('j1'), false, false],
  ['at the quorum, one still wanted', aJury(3), from('j1', 'j2'), true, false],
  ['all wanted are in', aJury(3), from('j1', 'j2', 'j3'), true, true],
  ['all wanted are in, more could come', aJury(5), from('j1', 'j2', 'j5'), true, true],
  ['all who are left are in', aJury(2), from('j1', 'j2'), true, true],
  ['one who left does not count', aJury(2), from('j1', 'j9'), false, false],
  ['one who left is not waited for', aJury(2), from('j1', 'j2', 'j3'), true, true],
  ['too few are left', aJury(1), from('j1'), false, false],
  ['a jury of one', aJury(1, { wanted: 1, quorum: 1 }), from('j1'), true, true],
])('%s', (_sentence, jury, evaluations, met, done) => {
  expect([quorumMet(jury, evaluations), complete(jury, evaluations)]).toEqual([met, done]);
});

test('a step waits for one evaluation more exactly when the next completes it', () => {
  for (const jurors of [1, 2, 3, 4])
    for (let count = 0; count < jurors; count++) {
      const jury = aJury(jurors);
      const next = from(...jury.jurorIds.slice(0, count + 1));
      expect([jurors, count, waitsForOne(jury, count)]).toEqual([jurors, count, complete(jury, next)]);
    }
});

test('a quorum is out of reach once fewer jurors are left than it needs', () => {
  expect([3, 2, 1].map((jurors) => quorumOutOfReach(aJury(jurors)))).toEqual([false, false, true]);
});

describe('a scored step', () => {
  const base = { stepId: 'evaluation', closedAt: at, quorum: 2 };

  test('comes to the mean of the marks that count, rounded half up', () => {
    const evaluations = [
      { jurorId: 'j1', score: 6250 },
      { jurorId: 'j2', score: 4001 },
      { jurorId: 'gone', score: 0 },
    ];
    expect(summarise(aScoreStep(), aJury(2), evaluations, at)).toEqual({ ...base, evaluations: 2, score: 5126 });
  });
});

describe('a weighted mark', () => {
  const criteria = (...list: [weight: number, maxMark: number][]) =>
    aScoreStep({
      criteria: list.map(([weight, maxMark], index) => aCriterion({ id: `c${index}`, weight, maxMark })),
    });
  const marks = (...points: number[]) =>
    Object.fromEntries(points.map((given, index) => [`c${index}`, { points: given, comment: '' }]));

  test('is out of 100, in hundredths of a point', () => {
    expect(
      weightedScore(aScoreStep(), {
        'economic-logic': { points: 5 },
        'social-need': { points: 3 },
        'collective-dimension': { points: 0 },
        innovation: { points: 1 },
      }),
    ).toBe(5200);
    expect(weightedScore(criteria([1, 3]), marks(1))).toBe(3333);
    expect(weightedScore(criteria([53, 20], [46, 5], [93, 3]), marks(12, 4, 1))).toBe(5188);
    expect(weightedScore(criteria([1, 3]), marks(2))).toBe(6667);
    expect(weightedScore(criteria([1, 20], [99, 20]), marks(20, 20))).toBe(10_000);
    expect(weightedScore(criteria([1, 20], [99, 20]), marks(0, 0))).toBe(0);
  });

  test('is exact, half a hundredth rounded up, whatever the weights and scales', () => {
    const criterion = fc.integer({ min: 1, max: 20 }).chain((maxMark) =>
      fc.record({
        weight: fc.integer({ min: 1, max: 100 }),
        maxMark: fc.constant(maxMark),
        points: fc.integer({ min: 0, max: maxMark }),
      }),
    );
    fc.assert(
      fc.property(fc.array(criterion, { minLength: 1, maxLength: 8 }), (list) => {
        // In whole numbers: every mark over one common denominator.
        const common = list.reduce((product, { maxMark }) => product * BigInt(maxMark), 1n);
        const points = list.reduce(
          (total, entry) => total + (BigInt(entry.weight * entry.points) * common) / BigInt(entry.maxMark),
          0n,
        );
        const whole = BigInt(list.reduce((total, { weight }) => total + weight, 0)) * common;
        const exact = (points * 20_000n + whole) / (whole * 2n);
        expect(
          weightedScore(
            criteria(...list.map(({ weight, maxMark }): [number, number] => [weight, maxMark])),
            marks(...list.map((entry) => entry.points)),
          ),
        ).toBe(Number(exact));
      }),
      { numRuns: runs(2000) },
    );
  });
});
