import type { Guarded } from './commit.ts';
import type { PersonItem } from './items/person.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { type Item, readPage, readPartition } from './read.ts';
import { stamped } from './upcasts/index.ts';

/** Goes with the commit of a recusal: the person's own note of it, by which lists keep the file closed. */
export const recusedNote = (ports: StorePorts, personId: string, applicationId: string, at: string): Guarded => ({
  write: {
    Put: {
      TableName: ports.tableName,
      Item: stamped({ applicationId, at, ...keys.recusedKey(personId, applicationId) }),
    },
  },
});

/**
 * The files that a person is recused from, with the date, read strongly; recusals of jurors from before persons noted
 * them are found by the list of their assignments. For lists: what may be done to one file, its own head says.
 */
export const recusedFiles = async (
  ports: StorePorts,
  { id, roles, juror }: Pick<PersonItem, 'id' | 'roles' | 'juror'>,
): Promise<Map<string, string>> => {
  const [noted, listed] = await Promise.all([
    readPartition(ports, keys.recusedKey(id, '').pk, keys.recusedPrefix),
    roles.includes('juror') || juror ? listRecused(ports, id) : [],
  ]);
  return new Map([
    ...listed.map(({ applicationId, recusedAt }) => [String(applicationId), String(recusedAt)] as const),
    ...noted.map(({ applicationId, at }) => [String(applicationId), String(at)] as const),
  ]);
};

const listRecused = async (ports: StorePorts, jurorId: string): Promise<Item[]> => {
  const found: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await readPage(
      ports,
      {
        IndexName: 'byPerson',
        KeyConditionExpression: 'personKey = :key',
        ExpressionAttributeValues: { ':key': keys.jurorFiles(jurorId, 'recused') },
        Limit: 100,
      },
      cursor,
    );
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return found;
};
