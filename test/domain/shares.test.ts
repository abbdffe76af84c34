import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amountByTerritory, equalShares, split } from '../../functions/domain/shares.ts';
import { territories } from '../factories/arbitrary.ts';

const sum = (parts: Iterable<number>) => [...parts].reduce((a, b) => a + b, 0);
const cents = fc.integer({ min: 0, max: 10_000_000_000 });

test('the parts of an amount are whole, near their exact size, and sum to it', () => {
  fc.assert(
    fc.property(
      cents,
      fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 12 }),
      (total, weights) => {
        const parts = split(total, weights);
        expect(sum(parts)).toBe(total);
        parts.forEach((part, index) => {
          expect(Number.isSafeInteger(part)).toBe(true);
          const exact = (total * (weights[index] ?? 0)) / sum(weights);
          expect(Math.abs(part - exact)).toBeLessThan(1);
        });
      },
    ),
  );
});

test('the largest remainders are rounded up first, the earlier one of two that are equal', () => {
  expect(split(10_000, [1, 1, 1])).toEqual([3334, 3333, 3333]);
  expect(split(100, [1, 2, 4])).toEqual([14, 29, 57]);
  expect(split(1, [1, 1])).toEqual([1, 0]);
  expect(split(0, [3, 4])).toEqual([0, 0]);
});

test('territories have equal parts that sum to the whole', () => {
  expect(equalShares(['fives', 'wazemmes', 'lomme'])).toEqual([
    { territoryId: 'fives', basisPoints: 3334 },
    { territoryId: 'wazemmes', basisPoints: 3333 },
    { territoryId: 'lomme', basisPoints: 3333 },
  ]);
  fc.assert(
    fc.property(territories, (ids) => {
      const shares = equalShares(ids);
      expect(shares.map(({ territoryId }) => territoryId)).toEqual(ids);
      expect(sum(shares.map(({ basisPoints }) => basisPoints))).toBe(10_000);
    }),
  );
});

test('an amount goes to its territories without a cent gained or lost', () => {
  expect(amountByTerritory(100_001, equalShares(['fives', 'wazemmes']))).toEqual(
    new Map([
      ['fives', 50_001],
      ['wazemmes', 50_000],
    ]),
  );
  fc.assert(
    fc.property(cents, territories, (amount, ids) => {
      expect(sum(amountByTerritory(amount, equalShares(ids)).values())).toBe(amount);
    }),
  );
});
