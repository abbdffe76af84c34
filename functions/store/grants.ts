import { type Grant, grantItem } from './items/figures.ts';
import type { OrganisationHead } from './items/organisation.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { readPartition } from './read.ts';
import { readItem } from './stored.ts';

/**
 * The grants to an organisation that were decided in a year, by whatever call, in one query that is read strongly. Those
 * of the ones that were merged into it count as its own, also while they move: each is listed once, wherever it stands.
 */
export const readGrants = async (
  ports: StorePorts,
  { id, absorbedIds = [] }: Pick<OrganisationHead, 'id' | 'absorbedIds'>,
  year: string,
): Promise<Grant[]> => {
  const grants = new Map<string, Grant>();
  // In the order in which they move: what left one partition meanwhile is in a later one by the time that is read.
  for (const each of [...absorbedIds.toReversed(), id])
    for (const item of await readPartition(ports, keys.grantsPartition(each, year)))
      grants.set(item.sk, readItem(grantItem, item));
  return [...grants.values()].toSorted((a, b) => (a.decidedOn < b.decidedOn ? -1 : 1));
};
