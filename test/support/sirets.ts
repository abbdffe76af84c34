import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import { replayOrganisation } from '../../functions/domain/organisation/evolve.ts';
import { readEvents } from '../../functions/store/events.ts';
import {
  type OrganisationHead,
  organisationHead,
  siretItem,
  type TwinItem,
  twinItem,
} from '../../functions/store/items/organisation.ts';
import { aggregateOf, HEAD, twins } from '../../functions/store/keys.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import type { Item } from '../../functions/store/read.ts';
import { organisationCore } from '../../schemas/organisation.ts';
import { faultsOf } from './chain.ts';

/** Everything in the table that says who has which SIRET. */
export const siretsOf = async (ports: StorePorts) => {
  const items: Item[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await ports.db.send(
      new ScanCommand({ TableName: ports.tableName, ConsistentRead: true, ...(from && { ExclusiveStartKey: from }) }),
    );
    items.push(...((page.Items ?? []) as Item[]));
    from = page.LastEvaluatedKey;
  } while (from);
  const heads: OrganisationHead[] = items
    .filter(({ pk, sk }) => aggregateOf(pk)?.type === 'organisation' && sk === HEAD)
    .map((item) => organisationHead.parse(item));
  const holders = new Map<string, string>(
    items
      .filter(({ pk }) => pk.startsWith('SIRET#'))
      .map((item) => [item.pk.slice('SIRET#'.length), siretItem.parse(item).organisationId]),
  );
  const listed: TwinItem[] = items.filter(({ pk }) => pk === twins).map((item) => twinItem.parse(item));
  return { heads, holders, listed };
};

/**
 * Expects that of the organisations which stand for themselves exactly one holds each SIRET, that all others are listed as
 * its twins and nothing else is, and that each chain is whole and replays to its head.
 * @returns who holds what, and the twins as `siret organisation`.
 */
export const expectOneEach = async (ports: StorePorts) => {
  const { heads, holders, listed } = await siretsOf(ports);
  const alone = heads.filter(({ mergedIntoId }) => mergedIntoId === undefined);
  expect([...holders.keys()].toSorted()).toEqual([...new Set(alone.map(({ siret }) => siret))].toSorted());
  for (const [siret, id] of holders) expect(alone.find((head) => head.id === id)?.siret).toBe(siret);
  const held = new Set(holders.values());
  const others = alone.filter(({ id }) => !held.has(id)).map(({ id, siret }) => `${siret} ${id}`);
  const noted = listed.map(({ siret, organisationId }) => `${siret} ${organisationId}`);
  expect(noted.toSorted()).toEqual(others.toSorted());
  for (const head of heads) await expectWholeOrganisation(ports, head);
  return { holders: Object.fromEntries(holders), twins: noted };
};

/** Expects an organisation's chain to be whole and to replay to its head. */
export const expectWholeOrganisation = async (ports: StorePorts, head: OrganisationHead): Promise<void> => {
  const events = await readEvents(ports, { type: 'organisation', id: head.id });
  expect(faultsOf(events)).toEqual([]);
  expect(replayOrganisation(events as Parameters<typeof replayOrganisation>[0])).toEqual(organisationCore.parse(head));
  expect(head.lastHash).toBe(events.at(-1)?.hash);
};
