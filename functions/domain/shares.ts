import type { Share } from '../../schemas/application.ts';
import type { TerritoryId } from '../../schemas/territory.ts';

/**
 * Splits `total` whole units by whole weights, the largest remainders first and the earlier of two that are equal, so that
 * the parts sum to `total` exactly and equal weights get parts that are at most one unit apart.
 */
export const split = (total: number, weights: readonly number[]): number[] => {
  const sum = weights.reduce((a, b) => a + b, 0);
  const remainders = weights.map((weight) => (total * weight) % sum);
  const parts = weights.map((weight, index) => (total * weight - (remainders[index] ?? 0)) / sum);
  const rest = total - parts.reduce((a, b) => a + b, 0);
  remainders
    .map((remainder, index) => ({ index, remainder }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
    .slice(0, rest)
    .forEach(({ index }) => {
      parts[index] = (parts[index] ?? 0) + 1;
    });
  return parts;
};

/** Equal parts for the territories that a project names, in hundredths of a percent. */
export const equalShares = (territories: readonly TerritoryId[]): Share[] =>
  split(
    10_000,
    territories.map(() => 1),
  ).map((basisPoints, index) => ({ territoryId: territories[index] as TerritoryId, basisPoints }));

/**
 * What shares weigh against each other. 10,000 hundredths of a percent seldom divide evenly, so that equal shares are
 * written down as parts that are one apart (3334, 3333, 3333): to split money by these would round it twice.
 */
const weightsOf = (shares: readonly Share[]): number[] => {
  const points = shares.map(({ basisPoints }) => basisPoints);
  return Math.max(...points) - Math.min(...points) <= 1 ? points.map(() => 1) : points;
};

/**
 * How amounts were divided before equal shares weighed the same, by the hundredths of a percent themselves: grants that were
 * counted then keep their parts until they are corrected or made anew.
 */
export const formerAmountByTerritory = (amountCents: number, shares: readonly Share[]): Map<TerritoryId, number> =>
  byTerritory(
    shares,
    split(
      amountCents,
      shares.map(({ basisPoints }) => basisPoints),
    ),
  );

/** An amount in cents by territory; the parts sum to the amount, and those of equal shares are at most a cent apart. */
export const amountByTerritory = (amountCents: number, shares: readonly Share[]): Map<TerritoryId, number> =>
  byTerritory(shares, split(amountCents, weightsOf(shares)));

const byTerritory = (shares: readonly Share[], parts: readonly number[]): Map<TerritoryId, number> =>
  new Map(shares.map((share, index) => [share.territoryId, parts[index] ?? 0]));
