import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { type ApplicationCore, isFinal } from '../../schemas/application.ts';
import { readHead } from './application-heads.ts';
import { type ApplicationHead, revisionItem } from './items/application.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { cursorPlace, getMany, type Item, readPage } from './read.ts';
import { readItem } from './stored.ts';

/** Applications in lists: heads as the indexes know them, a page at a time, or read strongly by id. */

interface Heads {
  items: ApplicationHead[];
  nextCursor?: string;
}

/** A page of heads. */
const readHeads = async (
  ports: StorePorts,
  query: Parameters<typeof readPage>[1],
  cursor: string | undefined,
): Promise<Heads> => {
  const page = await readPage(ports, query, cursor);
  return { ...page, items: page.items.map(readHead) };
};

/** A call's queue in one state. */
const queueOf = (callId: string, state: ApplicationCore['state']) => ({
  IndexName: 'byState',
  KeyConditionExpression: 'stateKey = :key',
  ExpressionAttributeValues: { ':key': keys.callQueue(callId, state) },
});

/** An organisation's files, the last changed first. */
export const listByOrganisation = (ports: StorePorts, organisationId: string, cursor: string | undefined) =>
  readHeads(
    ports,
    {
      IndexName: 'byPerson',
      KeyConditionExpression: 'personKey = :key',
      ExpressionAttributeValues: { ':key': keys.organisationFiles(organisationId) },
      ScanIndexForward: false,
    },
    cursor,
  );

/** A call's files in one state: the longest waiting first, final ones newest first. */
export const listByState = (
  ports: StorePorts,
  callId: string,
  state: ApplicationCore['state'],
  cursor: string | undefined,
) => readHeads(ports, { ...queueOf(callId, state), ScanIndexForward: !isFinal(state) }, cursor);

/** The ids of a call's files in one state, as the index knows them: all of them, for what goes through a whole call. */
export const listIds = async (
  ports: StorePorts,
  callId: string,
  state: ApplicationCore['state'],
): Promise<string[]> => {
  const pages = paginateQuery({ client: ports.db }, { TableName: ports.tableName, ...queueOf(callId, state) });
  const ids: string[] = [];
  for await (const page of pages) ids.push(...(page.Items ?? []).map(({ id }) => String(id)));
  return ids;
};

/** Clocks that run out from one place of their order to another. */
const clocksOf = (dueKey: string, from: string, to: string) => ({
  IndexName: 'byDue',
  KeyConditionExpression: 'dueKey = :key AND dueSort BETWEEN :from AND :to',
  ExpressionAttributeValues: { ':key': dueKey, ':from': from, ':to': to },
});

/**
 * Files whose silence refuses them on a day or before, whatever their call, the most urgent first: those that are past
 * stand at the top until somebody records how they ended. A page has, beside its own, the files whose decision is kept back
 * and whose clocks run out among these: they are few, and stand in a list of their own.
 */
export const listClocks = async (ports: StorePorts, until: string, cursor: string | undefined): Promise<Heads> => {
  const last = keys.silenceUntil(until);
  const { items, ...page } = await readPage(ports, clocksOf(keys.silenceClocks, '0', last), cursor);
  const from = cursor === undefined ? '0' : (cursorPlace(cursor).dueSort ?? '0');
  const to = page.nextCursor === undefined ? last : String(items.at(-1)?.dueSort ?? from);
  const query = { TableName: ports.tableName, ...clocksOf(keys.keptClocks, from, to) };
  for await (const { Items = [] } of paginateQuery({ client: ports.db }, query)) items.push(...(Items as Item[]));
  const byClock = items.toSorted((one, other) => (String(one.dueSort) < String(other.dueSort) ? -1 : 1));
  return { ...page, items: byClock.map(readHead) };
};

/** Heads by id, read strongly, in the order asked for; unknown ones are left out. */
export const loadHeads = async (ports: StorePorts, applicationIds: readonly string[]): Promise<ApplicationHead[]> => {
  const items = await getMany(ports, applicationIds.map(keys.applicationKey));
  const byId = new Map(items.map((item) => [String(item.id), readHead(item)]));
  return applicationIds.flatMap((id) => byId.get(id) ?? []);
};

/** The files of a call that wait before the jury, the longest first, up to `most`; for choosing from. */
export const listReady = async (
  ports: StorePorts,
  callId: string,
  most: number,
): Promise<{ heads: ApplicationHead[]; more: boolean }> => {
  const heads: ApplicationHead[] = [];
  let cursor: string | undefined;
  do {
    const page = await readHeads(ports, { ...queueOf(callId, 'ready'), Limit: most - heads.length }, cursor);
    heads.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor && heads.length < most);
  return { heads, more: cursor !== undefined };
};

/** What in each file can name an organisation: of the applicant, and what was written of partners. */
export const loadNamed = async (ports: StorePorts, heads: readonly ApplicationHead[]) => {
  const items = await getMany(
    ports,
    heads.map(({ id, revision }) => keys.revisionKey(id, revision)),
  );
  const byPk = new Map(items.map((item) => [item.pk, readItem(revisionItem, item).content]));
  return new Map(
    heads.flatMap(({ id }) => {
      const content = byPk.get(keys.applicationKey(id).pk);
      if (!content) return [];
      const { organisation, project } = content;
      const named = { organisationName: organisation.name, siret: organisation.siret, partners: project.partners };
      return [[id as string, named] as const];
    }),
  );
};
