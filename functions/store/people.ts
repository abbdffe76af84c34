import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { isAgent, type PersonCore } from '../../schemas/office.ts';
import type { Person } from '../../schemas/organisation.ts';
import { Stale, type TransactItem } from './commit.ts';
import { held } from './held.ts';
import { type PersonItem, personItem, storedRoles } from './items/person.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { get, getMany, type Item, readPage } from './read.ts';
import { readItem } from './stored.ts';
import { transact } from './transact.ts';
import { stamped } from './upcasts/index.ts';

/** A person, read strongly: what somebody may do rests on this item, never on a token's claims. */
export const loadPerson = async (ports: StorePorts, personId: string): Promise<PersonItem | undefined> => {
  const item = await get(ports, keys.personKey(personId));
  return item && readItem(personItem, item);
};

/** A person to save: whoever was read keeps the place in the chain. */
export type SavedPerson = Person & Pick<PersonItem, 'version' | 'lastHash' | 'addressChangedAt'>;

/** The item of a person. */
export const personWrite = (person: SavedPerson, rev: number): Item => {
  const { list, ...roles } = storedRoles(person);
  return stamped({
    ...person,
    ...roles,
    ...keys.personKey(person.id),
    rev,
    ...(list && { personKey: keys.roleHolders(list), personSort: person.name }),
  });
};

/**
 * Saves what no event tells of, a person's profile, at the revision it was read at, with what goes with it. The roles
 * stay those that were read.
 * @throws Stale when somebody else saved in between, or took what goes with it.
 */
export const savePerson = async (
  ports: StorePorts,
  person: SavedPerson,
  before: PersonItem | undefined,
  also: readonly TransactItem[] = [],
): Promise<PersonItem> => {
  const rev = (before?.rev ?? 0) + 1;
  const Put = {
    TableName: ports.tableName,
    Item: personWrite(person, rev),
    ...(before
      ? { ConditionExpression: 'rev = :rev', ExpressionAttributeValues: { ':rev': before.rev } }
      : { ConditionExpression: 'attribute_not_exists(pk)' }),
  };
  if (also.length > 0) await transact(ports, [{ write: { Put } }, ...also.map((write) => ({ write }))]);
  else if (!(await held(ports.db.send(new PutCommand(Put))))) throw new Stale();
  return { ...person, rev };
};

/** The person's part in the office, as the item says. */
export const coreOf = ({ id, roles, juror }: Pick<Person, 'id' | 'roles' | 'juror'>, version: number): PersonCore => {
  // Without a profile of one's own a juror is at work.
  const jurorStatus = juror?.status ?? (roles.includes('juror') ? 'active' : undefined);
  return { id, version, roles, ...(jurorStatus && { jurorStatus }) };
};

/** Whether the person can be given files: a juror who is not handing over. */
export const isActiveJuror = (person: PersonItem | undefined): boolean =>
  person?.roles.includes('juror') === true && (person.juror?.status ?? 'active') === 'active';

/** Whether the person evaluates: a juror, also one who is handing over. */
export const isJuror = (person: PersonItem | undefined): boolean => person?.roles.includes('juror') === true;

/** Jurors, past ones too, or agents, by name. For choosing from: before acting on one, load it strongly. */
export const listMembers = async (ports: StorePorts, list: 'juror' | 'staff'): Promise<PersonItem[]> => {
  const members: PersonItem[] = [];
  let cursor: string | undefined;
  do {
    const page = await readPage(
      ports,
      {
        IndexName: 'byPerson',
        KeyConditionExpression: 'personKey = :key',
        ExpressionAttributeValues: { ':key': keys.roleHolders(list) },
        Limit: 100,
      },
      cursor,
    );
    members.push(...page.items.map((item) => readItem(personItem, item)));
    cursor = page.nextCursor;
  } while (cursor);
  return members;
};

/** The persons who hold the juror's role now, by name: among them those who hand over. As `listMembers`. */
export const listJurors = async (ports: StorePorts): Promise<PersonItem[]> =>
  (await listMembers(ports, 'juror')).filter(({ roles }) => roles.includes('juror'));

/** The city's agents, also those who are jurors as well. As `listMembers`. */
export const listStaff = async (ports: StorePorts): Promise<PersonItem[]> => [
  ...(await listMembers(ports, 'staff')),
  ...(await listMembers(ports, 'juror')).filter(isAgent),
];

/** Persons by id, read strongly unless they are only named; unknown ids are left out. */
export const loadPersons = async (
  ports: StorePorts,
  personIds: string[],
  { strongly = true }: { strongly?: boolean } = {},
): Promise<Map<string, PersonItem>> => {
  const items = await getMany(ports, personIds.map(keys.personKey), { strongly });
  return new Map(items.map((item) => readItem(personItem, item)).map((person) => [person.id, person]));
};
