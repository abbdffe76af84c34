import type { Organisation } from '../../schemas/organisation.ts';
import { DomainError } from '../domain/errors.ts';
import { atVersion, type Guarded, retrying, type TransactItem } from './commit.ts';
import { type OrganisationHead, type SiretItem, siretItem, type TwinItem, twinItem } from './items/organisation.ts';
import * as keys from './keys.ts';
import { loadOrganisationItself } from './organisation-heads.ts';
import type { StorePorts } from './ports.ts';
import { get, readPage, readPartition } from './read.ts';
import { readItem, unknownTo } from './stored.ts';
import { transact } from './transact.ts';
import { stamped } from './upcasts/index.ts';

/**
 * One SIRET, one organisation. Who holds a SIRET stands in an item of its own, written in the very transaction that
 * registers or changes an organisation, so that of two side by side one learns of the other.
 *
 * Organisations stored by an earlier release have no such item. Until `settleOrganisation` has gone over them, the SIRET
 * of such a one can be registered once more; what has a holder cannot. Going over them finds all those twins, whoever
 * came first, and lists them for staff. The same goes for what an earlier release writes while it still runs: a number
 * that it registered has no holder, and one that it gave up still names its former holder, which is seen by what that one
 * says of itself and counts as free. An organisation without a SIRET cannot be stored; an RNA number alone identifies
 * none.
 */

type Id = Organisation['id'];

/** The SIRET is that of an organisation which is there already. */
export class SiretHeld extends Error {}

/** A SIRET as it stands. */
interface Standing {
  /** Who is written down as its holder. */
  item: SiretItem | undefined;
  written: OrganisationHead | undefined;
  /** The same, as long as it says so of itself. */
  holder: OrganisationHead | undefined;
}

/** Whether an organisation that stands for itself has this SIRET. */
export const saysSo = (head: OrganisationHead, siret: string): boolean =>
  head.siret === siret && head.mergedIntoId === undefined;

const standingOf = async (ports: StorePorts, siret: string): Promise<Standing> => {
  const found = await get(ports, keys.siretKey(siret));
  const item = found && readItem(siretItem, found);
  const written = item && (await loadOrganisationItself(ports, item.organisationId));
  return { item, written, holder: written && saysSo(written, siret) ? written : undefined };
};

/** Every organisation that is noted as a twin of a SIRET's holder, the first registered first; those being merged too. */
export const loadTwins = async (ports: StorePorts, siret: string): Promise<TwinItem[]> =>
  (await readPartition(ports, keys.twins, keys.twinPrefix(siret))).map((item) => readItem(twinItem, item));

/**
 * The merge of an organisation that is listed still, under whatever number it began: an earlier release may have given the
 * merged one another number since.
 */
export const loadMerge = async (ports: StorePorts, fromId: string): Promise<TwinItem | undefined> =>
  (await readPartition(ports, keys.twins))
    .map((item) => readItem(twinItem, item))
    .find(({ organisationId, intoId }) => organisationId === fromId && intoId !== undefined);

/** Twins that could take the number over, the first registered first. */
const heirsOf = async (ports: StorePorts, siret: string): Promise<OrganisationHead[]> => {
  const twins = (await loadTwins(ports, siret)).filter(({ intoId }) => intoId === undefined);
  const heads = await Promise.all(twins.map(({ organisationId }) => loadOrganisationItself(ports, organisationId)));
  return heads.filter((head) => head !== undefined).filter((head) => saysSo(head, siret));
};

/** A page of the twins of all holders, read strongly, by SIRET. */
export const listTwins = async (ports: StorePorts, cursor: string | undefined) => {
  const page = await readPage(
    ports,
    {
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keys.twins },
    },
    cursor,
  );
  return { ...page, items: page.items.map((item) => readItem(twinItem, item)) };
};

/** The item that says who holds a SIRET, read strongly. */
export const loadSiret = async (ports: StorePorts, siret: string): Promise<SiretItem | undefined> => {
  const item = await get(ports, keys.siretKey(siret));
  return item && readItem(siretItem, item);
};

/** The organisation that has a SIRET, or nothing. */
export const findBySiret = async (ports: StorePorts, siret: string): Promise<OrganisationHead | undefined> => {
  const { item, holder } = await standingOf(ports, siret);
  return holder || !item ? holder : (await heirsOf(ports, siret))[0];
};

/** That a SIRET's item is as it was read. */
const asRead = (item: SiretItem | undefined) =>
  item
    ? {
        ConditionExpression: 'organisationId = :id AND rev = :rev',
        ExpressionAttributeValues: { ':id': item.organisationId, ':rev': item.rev },
      }
    : { ConditionExpression: 'attribute_not_exists(pk)' };

const unmoved = (ports: StorePorts, siret: string, item: SiretItem | undefined): TransactItem => ({
  ConditionCheck: { TableName: ports.tableName, Key: keys.siretKey(siret), ...asRead(item) },
});

/** Gives a SIRET to another holder, or frees it, if it stands as it was read. */
export const moveSiret = (
  ports: StorePorts,
  siret: string,
  before: SiretItem | undefined,
  after: Omit<SiretItem, 'rev'> | undefined,
): TransactItem => {
  const TableName = ports.tableName;
  const Key = keys.siretKey(siret);
  return after
    ? {
        Put: {
          TableName,
          Item: stamped({ ...unknownTo(siretItem, before), ...after, ...Key, rev: (before?.rev ?? 0) + 1 }),
          ...asRead(before),
        },
      }
    : { Delete: { TableName, Key, ...asRead(before) } };
};

export const twinPut = (ports: StorePorts, twin: TwinItem): TransactItem => ({
  Put: { TableName: ports.tableName, Item: stamped({ ...twin, ...keys.twinKey(twin.siret, twin.organisationId) }) },
});

export const twinDelete = (ports: StorePorts, siret: string, organisationId: string): TransactItem => ({
  Delete: { TableName: ports.tableName, Key: keys.twinKey(siret, organisationId) },
});

/**
 * What an organisation writes to take a SIRET that it did not have. Where it is held, the write is there all the same and
 * is lost: guards before it are heard first, so that an act sent again learns that it is done.
 */
export const takeSiret = async (ports: StorePorts, siret: string, id: Id): Promise<Guarded[]> => {
  const { item, written, holder } = await standingOf(ports, siret);
  if (item?.organisationId === id) return [{ write: unmoved(ports, siret, item) }];
  if (holder || (item && (await heirsOf(ports, siret)).length > 0))
    return [{ write: moveSiret(ports, siret, undefined, { organisationId: id }), lost: () => new SiretHeld() }];
  return [
    { write: moveSiret(ports, siret, item, { organisationId: id }) },
    ...(written ? [{ write: atVersion(ports, keys.organisationKey(written.id), written.version) }] : []),
  ];
};

/**
 * What an organisation writes to give up its SIRET: a twin that has it as well holds it from then on.
 * @throws DomainError conflict `organisation-merging` while another one is being merged with it under this number.
 */
export const giveUpSiret = async (ports: StorePorts, siret: string, id: Id): Promise<Guarded[]> => {
  const item = await loadSiret(ports, siret);
  if (item?.organisationId !== id)
    return [{ write: unmoved(ports, siret, item) }, { write: twinDelete(ports, siret, id) }];
  if (item.mergingId) throw new DomainError('conflict', 'organisation-merging');
  const [heir] = await heirsOf(ports, siret);
  if (!heir) return [{ write: moveSiret(ports, siret, item, undefined) }];
  return [
    { write: moveSiret(ports, siret, item, { organisationId: heir.id }) },
    { write: twinDelete(ports, siret, heir.id) },
  ];
};

/** `held`, `twin`: as it was, it holds its SIRET, or is noted as a twin. `taken`, `noted`: it is so from now on. */
export type Kept = 'held' | 'taken' | 'twin' | 'noted';

/**
 * What makes an organisation hold the SIRET that it has, or be noted as a twin. Of twins the one that was registered first
 * holds it, so that it does not matter which is looked at first.
 */
export const keepSiret = async (
  ports: StorePorts,
  { id, siret }: OrganisationHead,
): Promise<{ kept: Kept; guarded: Guarded[] }> => {
  const { item, written, holder } = await standingOf(ports, siret);
  if (item?.organisationId === id) return { kept: 'held', guarded: [] };
  const twin = (organisationId: Id): TwinItem => ({ siret, organisationId, foundAt: ports.now().toISOString() });
  if (holder && (id > holder.id || item?.mergingId)) {
    if (await get(ports, keys.twinKey(siret, id))) return { kept: 'twin', guarded: [] };
    const { rev: _rev, ...same } = item as SiretItem;
    // The holder's item is written with it: who gives the number up sees each twin.
    return {
      kept: 'noted',
      guarded: [{ write: moveSiret(ports, siret, item, same) }, { write: twinPut(ports, twin(id)) }],
    };
  }
  return {
    kept: 'taken',
    guarded: [
      { write: moveSiret(ports, siret, item, { organisationId: id }) },
      { write: twinDelete(ports, siret, id) },
      ...(holder ? [{ write: twinPut(ports, twin(holder.id)) }] : []),
      ...(written ? [{ write: atVersion(ports, keys.organisationKey(written.id), written.version) }] : []),
    ],
  };
};

/**
 * Has an organisation that an earlier release stored hold its SIRET, or be listed as a twin.
 * @returns what came of it; `merged` for one that answers as another, `gone` where there is none.
 */
export const guardOrganisation = (ports: StorePorts, organisationId: string): Promise<Kept | 'merged' | 'gone'> =>
  retrying(ports, async () => {
    const head = await loadOrganisationItself(ports, organisationId);
    if (!head) return 'gone';
    if (head.mergedIntoId) return 'merged';
    const { kept, guarded } = await keepSiret(ports, head);
    if (guarded.length > 0)
      await transact(ports, [{ write: atVersion(ports, keys.organisationKey(head.id), head.version) }, ...guarded]);
    return kept;
  });
