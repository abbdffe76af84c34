import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareCalls } from '../../../../frontend/staff/calls/compare.ts';
import { callChange } from '../../../factories/arbitrary.ts';
import { aCall, aCriterion, aDecideStep, aScoreStep } from '../../../factories/call.ts';
import { runs } from '../../../support/chance.ts';

const call = aCall();
const [first, second, third, ...rest] = call.steps;

test('a version and itself do not differ, whatever their numbers and dates', () => {
  expect(compareCalls(call, aCall({ version: 2 }))).toEqual([]);
  expect(compareCalls(call, aCall({ paused: false }))).toEqual([]);
});

test('single fields are told by their path with both values', () => {
  const changed = aCall({ silenceMonths: 3, title: { ...call.title, en: 'Another' }, paused: true });
  expect(compareCalls(call, changed)).toEqual([
    { path: ['title', 'en'], kind: 'changed', before: call.title.en, after: 'Another' },
    { path: ['silenceMonths'], kind: 'changed', before: 2, after: 3 },
    { path: ['paused'], kind: 'added', after: true },
  ]);
});

test('steps are matched by their name: one moved, one gone, one come', () => {
  if (!first || !second || !third) throw new Error('The example has too few steps');
  const fresh = aScoreStep({ id: 'fresh' });
  expect(compareCalls(call, aCall({ steps: [second, first, third, ...rest] }))).toEqual([
    { path: ['steps', first.id], kind: 'moved', before: 1, after: 2 },
  ]);
  expect(compareCalls(call, aCall({ steps: [second, fresh, third, ...rest] }))).toEqual([
    { path: ['steps', 'fresh'], kind: 'added', after: fresh },
    { path: ['steps', first.id], kind: 'removed', before: first },
  ]);
});

test('within a step, a weight and one anchor of a criterion are told alone', () => {
  const criterion = aCriterion({ id: 'need', weight: 100 });
  const changed = {
    ...criterion,
    weight: 60,
    anchors: criterion.anchors.map((anchor) =>
      anchor.mark === 2 ? { mark: 2, text: { fr: 'Peu', en: '2' } } : anchor,
    ),
  };
  const step = aScoreStep({ criteria: [criterion] });
  const before = aCall({ steps: [step, aDecideStep()] });
  const after = aCall({ steps: [{ ...step, criteria: [changed] }, aDecideStep()] });
  const path = ['steps', step.id, 'criteria', 'need'];
  expect(compareCalls(before, after)).toEqual([
    { path: [...path, 'weight'], kind: 'changed', before: 100, after: 60 },
    { path: [...path, 'anchors', '2', 'text', 'fr'], kind: 'changed', before: '2', after: 'Peu' },
  ]);
});

test('what came one way went the other, and nothing is told of two equal calls', () => {
  fc.assert(
    fc.property(callChange, callChange, (one, other) => {
      const [before, after] = [aCall(one), aCall(other)];
      expect(compareCalls(before, structuredClone(before))).toEqual([]);
      const there = compareCalls(before, after);
      const back = compareCalls(after, before);
      const told = (changes: typeof there, kind: string) =>
        changes
          .filter((change) => change.kind === kind)
          .map(({ path }) => path.join('/'))
          .toSorted();
      expect(told(back, 'removed')).toEqual(told(there, 'added'));
      expect(told(back, 'changed')).toEqual(told(there, 'changed'));
      expect(there.length === 0).toBe(JSON.stringify(one) === JSON.stringify(other));
    }),
    { numRuns: runs(100) },
  );
});
