import { type Grant, grantItem } from './items/figures.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { readPartition } from './read.ts';
import { readItem } from './stored.ts';

/** The grants to an organisation that were decided in a year, by whatever call, in one query that is read strongly. */
export const readGrants = async (ports: StorePorts, organisationId: string, year: string): Promise<Grant[]> => {
  const items = await readPartition(ports, keys.grantsPartition(organisationId, year));
  return items.map((item) => readItem(grantItem, item)).toSorted((a, b) => (a.decidedOn < b.decidedOn ? -1 : 1));
};
