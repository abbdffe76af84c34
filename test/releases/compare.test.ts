import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../support/chance.ts';
import { changes, inShort, unexplained } from './compare.ts';
import { fold, unfold } from './folding.ts';

describe('what today makes of something is compared with what a release made of it', () => {
  const was = { number: 'ESS-1', letters: [{ seq: 2, subject: 'Reçu' }] };

  test('and may have more attributes, at any depth', () => {
    const is = { number: 'ESS-1', letters: [{ seq: 2, subject: 'Reçu', posted: false }], owners: [] };
    expect(changes(was, is)).toEqual([]);
  });

  test.each<[string, unknown, ReturnType<typeof changes>]>([
    ['another value', { ...was, number: 'ESS-2' }, [{ path: ['number'], was: 'ESS-1', is: 'ESS-2' }]],
    ['a value of another type', { ...was, number: 1 }, [{ path: ['number'], was: 'ESS-1', is: 1 }]],
    ['nothing', { letters: was.letters }, [{ path: ['number'], was: 'ESS-1', is: undefined }]],
    [
      'an entry more',
      { ...was, letters: [...was.letters, 1] },
      [{ path: ['letters'], was: was.letters, is: [...was.letters, 1] }],
    ],
    ['an entry less', { ...was, letters: [] }, [{ path: ['letters'], was: was.letters, is: [] }]],
    ['an object for a list', { ...was, letters: {} }, [{ path: ['letters'], was: was.letters, is: {} }]],
    [
      'another value in a list',
      { ...was, letters: [{ seq: 3, subject: 'Reçu' }] },
      [{ path: ['letters', '0', 'seq'], was: 2, is: 3 }],
    ],
  ])('and differs by %s', (_, is, expected) => {
    expect(changes(was, is)).toEqual(expected);
  });

  test('unless the difference is written down, with what the value becomes', () => {
    const found = changes({ a: [{ sent: 1 }, { sent: 2 }] }, { a: [{ sent: 2 }, { sent: 4 }] });
    const doubled = { why: 'Counted twice.', becomes: (was: unknown) => Number(was) * 2 };
    expect(unexplained(found, { 'a/*/sent': doubled })).toEqual({ changes: [], needless: [] });
    // Another place, a longer way, and another value are not what was written down.
    expect(unexplained(found, { 'a/1/sent': doubled }).changes).toEqual([{ path: ['a', '0', 'sent'], was: 1, is: 2 }]);
    expect(unexplained(found, { 'a/*': doubled }).changes).toEqual(found);
    expect(unexplained(found, { 'a/*/sent': { why: '', becomes: () => 2 } }).changes).toEqual([found[1]]);
  });

  test('and a difference by which nothing differs is told of', () => {
    const gone = { why: 'Gone.', becomes: () => undefined };
    const found = changes({ a: 1, b: 2 }, { b: 2 });
    expect(unexplained(found, { a: gone, b: gone })).toEqual({ changes: [], needless: ['b'] });
  });
});

test('changes that are alike are one line, under the pattern that a difference would have', () => {
  const path = (who: string, place: string) => ['getStaffFile', who, 'app_1', 'answer', 'letters', place, 'seq'];
  const found = [
    { path: path('a', '0'), was: 1, is: 2 },
    { path: path('b', '1'), was: 3, is: undefined },
    { path: ['chain', 'events'], was: 4, is: 5 },
  ];
  expect(inShort(found)).toEqual([
    'getStaffFile/*/*/answer/letters/*/seq: 2 times, first getStaffFile/a/app_1/answer/letters/0/seq: was 1, is 2',
    'chain/*: 1 times, first chain/events: was 4, is 5',
  ]);
});

describe('what is repeated in an answer', () => {
  test('stands once, and is read as it was', () => {
    const call = { title: 'Appel à projets permanent', steps: ['x'.repeat(100), 'y'.repeat(100)] };
    const whole = [{ id: 1, call }, { id: 2, call }, call.steps[0]];
    const folded = fold(whole);
    expect(folded).toEqual({
      folded: [{ id: 1, call: { '#': 1 } }, { id: 2, call: { '#': 1 } }, { '#': 0 }],
      repeated: [call.steps[0], { ...call, steps: [{ '#': 0 }, call.steps[1]] }],
    });
    expect(unfold(folded)).toEqual(whole);
  });

  test('is read as it was, whatever it is', () => {
    const part = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), fc.string({ minLength: 40 }), (parts, text) => {
        const whole = JSON.parse(JSON.stringify([...parts, { parts, text }, [...parts, text]]));
        expect(unfold(fold(whole))).toEqual(whole);
      }),
      { numRuns: runs(200) },
    );
  });
});
