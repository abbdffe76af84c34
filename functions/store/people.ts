import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Person } from '../../schemas/organisation.ts';
import { type PersonItem, personItem } from './items/person.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { get, getMany, type Item, readPage } from './read.ts';
import { readItem } from './stored.ts';

/** A person, read strongly: what somebody may do rests on this item, never on a token's claims. */
export const loadPerson = async (ports: StorePorts, personId: string): Promise<PersonItem | undefined> => {
  const item = await get(ports, keys.personKey(personId));
  return item && readItem(personItem, item);
};

/** Jurors, those who left among them, and staff are listed by name; who is both is listed with the jurors. */
const listedUnder = ({ roles, juror, name }: Person) => {
  const role = roles.includes('juror') || juror ? 'juror' : roles.includes('staff') ? 'staff' : undefined;
  return role && { personKey: keys.roleHolders(role), personSort: name };
};

/** The item of a person. */
export const personWrite = (person: Person, rev: number): Item => ({
  ...person,
  ...keys.personKey(person.id),
  rev,
  ...listedUnder(person),
});

/**
 * Saves a person at the revision it was read at.
 * @throws ConditionalCheckFailedException when somebody else saved in between.
 */
export const savePerson = async (
  ports: StorePorts,
  person: Person,
  before: PersonItem | undefined,
): Promise<PersonItem> => {
  const rev = (before?.rev ?? 0) + 1;
  await ports.db.send(
    new PutCommand({
      TableName: ports.tableName,
      Item: personWrite(person, rev),
      ...(before
        ? { ConditionExpression: 'rev = :rev', ExpressionAttributeValues: { ':rev': before.rev } }
        : { ConditionExpression: 'attribute_not_exists(pk)' }),
    }),
  );
  return { ...person, rev };
};

/** Whether the person can be given files: a juror who is not handing over. */
export const isActiveJuror = (person: PersonItem | undefined): boolean =>
  person?.roles.includes('juror') === true && (person.juror?.status ?? 'active') === 'active';

/** Jurors, past ones too, or staff, by name. For choosing from: before acting on one, load it strongly. */
export const listMembers = async (ports: StorePorts, role: 'juror' | 'staff'): Promise<PersonItem[]> => {
  const members: PersonItem[] = [];
  let cursor: string | undefined;
  do {
    const page = await readPage(
      ports,
      {
        IndexName: 'byPerson',
        KeyConditionExpression: 'personKey = :key',
        ExpressionAttributeValues: { ':key': keys.roleHolders(role) },
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

/** The persons who hold the role of staff, also those who are jurors as well. As `listMembers`. */
export const listStaff = async (ports: StorePorts): Promise<PersonItem[]> => [
  ...(await listMembers(ports, 'staff')),
  ...(await listMembers(ports, 'juror')).filter(({ roles }) => roles.includes('staff')),
];

/** Persons by id, read strongly; unknown ids are left out. */
export const loadPersons = async (ports: StorePorts, personIds: string[]): Promise<Map<string, PersonItem>> => {
  const items = await getMany(ports, personIds.map(keys.personKey));
  return new Map(items.map((item) => readItem(personItem, item)).map((person) => [person.id, person]));
};
