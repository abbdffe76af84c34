import { type ApplicationCore, isFinal } from '../../schemas/application.ts';
import { type ApplicationHead, applicationHead, revisionItem } from './items/application.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { getMany, readPage } from './read.ts';

/** Applications in lists: heads as the indexes know them, a page at a time, or read strongly by id. */

/** A list of heads in one partition of an index. */
const listHeads = async (
  ports: StorePorts,
  index: 'byPerson' | 'byState',
  key: string,
  forward: boolean,
  cursor: string | undefined,
): Promise<{ items: ApplicationHead[]; nextCursor?: string }> => {
  const attribute = index === 'byPerson' ? 'personKey' : 'stateKey';
  const page = await readPage(
    ports,
    {
      IndexName: index,
      KeyConditionExpression: `${attribute} = :key`,
      ExpressionAttributeValues: { ':key': key },
      ScanIndexForward: forward,
    },
    cursor,
  );
  return { ...page, items: page.items.map((item) => applicationHead.parse(item)) };
};

/** An organisation's files, the last changed first. */
export const listByOrganisation = (ports: StorePorts, organisationId: string, cursor: string | undefined) =>
  listHeads(ports, 'byPerson', keys.organisationFiles(organisationId), false, cursor);

/** A call's files in one state: the longest waiting first, final ones newest first. */
export const listByState = (
  ports: StorePorts,
  callId: string,
  state: ApplicationCore['state'],
  cursor: string | undefined,
) => listHeads(ports, 'byState', keys.callQueue(callId, state), !isFinal(state), cursor);

/**
 * Files whose silence refuses them on a day or before, whatever their call, the most urgent first: those that are past
 * stand at the top until somebody records how they ended.
 */
export const listClocks = async (
  ports: StorePorts,
  until: string,
  cursor: string | undefined,
): Promise<{ items: ApplicationHead[]; nextCursor?: string }> => {
  const page = await readPage(
    ports,
    {
      IndexName: 'byDue',
      KeyConditionExpression: 'dueKey = :key AND dueSort <= :until',
      ExpressionAttributeValues: { ':key': keys.silenceClocks, ':until': keys.silenceUntil(until) },
    },
    cursor,
  );
  return { ...page, items: page.items.map((item) => applicationHead.parse(item)) };
};

/** Heads by id, read strongly, in the order asked for; unknown ones are left out. */
export const loadHeads = async (ports: StorePorts, applicationIds: readonly string[]): Promise<ApplicationHead[]> => {
  const items = await getMany(ports, applicationIds.map(keys.applicationKey));
  const byId = new Map(items.map((item) => [String(item.id), applicationHead.parse(item)]));
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
    const page = await readPage(
      ports,
      {
        IndexName: 'byState',
        KeyConditionExpression: 'stateKey = :key',
        ExpressionAttributeValues: { ':key': keys.callQueue(callId, 'ready') },
        Limit: most - heads.length,
      },
      cursor,
    );
    heads.push(...page.items.map((item) => applicationHead.parse(item)));
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
  const byPk = new Map(items.map((item) => [item.pk, revisionItem.parse(item).content]));
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
