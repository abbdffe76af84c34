import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amountByTerritory, equalShares, split } from '../../functions/domain/shares.ts';
import type { TerritoryId } from '../../schemas/territory.ts';
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

test('equal weights differ by at most one unit, and the order of weights moves no part by more', () => {
  const weighted = fc
    .array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 12 })
    .chain((weights) =>
      fc.tuple(
        fc.constant(weights),
        fc.shuffledSubarray([...weights.keys()], { minLength: weights.length, maxLength: weights.length }),
      ),
    );
  fc.assert(
    fc.property(cents, weighted, (total, [weights, order]) => {
      const parts = split(total, weights);
      for (const [one, weight] of weights.entries())
        for (const [other, same] of weights.entries())
          if (weight === same)
            expect(Math.abs((parts[one] as number) - (parts[other] as number))).toBeLessThanOrEqual(1);
      const shuffled = split(
        total,
        order.map((place) => weights[place] as number),
      );
      order.forEach((place, index) => {
        expect(Math.abs((shuffled[index] as number) - (parts[place] as number))).toBeLessThanOrEqual(1);
      });
    }),
  );
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

test('equal shares split an amount by cents and not by rounded percentages', () => {
  const parts = (amountCents: number, ids: TerritoryId[]) => [
    ...amountByTerritory(amountCents, equalShares(ids)).values(),
  ];
  expect(parts(3_000_000, ['fives', 'wazemmes', 'lomme'])).toEqual([1_000_000, 1_000_000, 1_000_000]);
  expect(
    parts(7_000_000, ['fives', 'wazemmes', 'lomme', 'hellemmes', 'lille-sud', 'lille-centre', 'vieux-lille']),
  ).toEqual(Array(7).fill(1_000_000));
  fc.assert(
    fc.property(cents, territories, (amount, ids) => {
      const own = parts(amount, ids);
      expect(Math.max(...own) - Math.min(...own)).toBeLessThanOrEqual(1);
      expect(Math.min(...own)).toBe(Math.floor(amount / ids.length));
    }),
  );
});

test('shares that are meant to differ go on weighing what they say', () => {
  const shares = [
    { territoryId: 'fives', basisPoints: 5000 },
    { territoryId: 'wazemmes', basisPoints: 3000 },
    { territoryId: 'lomme', basisPoints: 2000 },
  ] as const;
  expect([...amountByTerritory(3_000_001, shares).values()]).toEqual([1_500_001, 900_000, 600_000]);
});
