import type { TransactItem } from './commit.ts';
import { type Grant, grantItem } from './items/figures.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { readPartition } from './read.ts';
import { readItem } from './stored.ts';

/** What an organisation was granted for a file, in the list of the year of the decision. */
export const grantPut = (ports: StorePorts, organisationId: string, grant: Grant): TransactItem => ({
  Put: {
    TableName: ports.tableName,
    Item: { ...grant, ...keys.grantKey(organisationId, grant.decidedOn.slice(0, 4), grant.applicationId) },
  },
});

/** Takes a grant off the list of the year in which it was decided. */
export const grantDelete = (
  ports: StorePorts,
  organisationId: string,
  decidedOn: string,
  applicationId: string,
): TransactItem => ({
  Delete: { TableName: ports.tableName, Key: keys.grantKey(organisationId, decidedOn.slice(0, 4), applicationId) },
});

/** The grants to an organisation that were decided in a year, by whatever call, in one query that is read strongly. */
export const readGrants = async (ports: StorePorts, organisationId: string, year: string): Promise<Grant[]> => {
  const items = await readPartition(ports, keys.grantsPartition(organisationId, year));
  return items.map((item) => readItem(grantItem, item)).toSorted((a, b) => (a.decidedOn < b.decidedOn ? -1 : 1));
};
