import type { Share } from '../../schemas/application.ts';
import type { TerritoryId } from '../../schemas/territory.ts';

/** Splits `total` whole units by weights, the largest remainders first, so that the parts sum to `total` exactly. */
export const split = (total: number, weights: readonly number[]): number[] => {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const rest = total - parts.reduce((a, b) => a + b, 0);
  exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
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

/** An amount in cents by territory; the parts sum to the amount. */
export const amountByTerritory = (amountCents: number, shares: readonly Share[]): Map<TerritoryId, number> => {
  const parts = split(
    amountCents,
    shares.map((share) => share.basisPoints),
  );
  return new Map(shares.map((share, index) => [share.territoryId, parts[index] ?? 0]));
};
