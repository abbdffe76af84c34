import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { listAllAssigned } from './assignments.ts';
import type { Guarded } from './commit.ts';
import { assignmentItem } from './items/application.ts';
import type { PersonItem } from './items/person.ts';
import * as keys from './keys.ts';
import { loadPersons } from './people.ts';
import type { StorePorts } from './ports.ts';
import { get, getMany, readPartition } from './read.ts';
import { stamped } from './upcasts/index.ts';

/**
 * What keeps a juror who leaves and a file that comes from both winning. Every act that gives files to jurors moves
 * `given` and holds `gone` to what it read before it looked at the jurors; every act that takes somebody from among those
 * who can be given files moves `gone` and holds `given`. Of two that cross, one decides again. It is one item, so that an
 * act on sixty jurors has room in a transaction, and acts that give files do not wait for each other's word.
 */
export interface Roster {
  gone: number;
  given: number;
}

/** Where the roster stands, read strongly: to be read before the persons or the files that an act looks at. */
export const loadRoster = async (ports: StorePorts): Promise<Roster> => {
  const item = await get(ports, keys.rosterKey);
  return { gone: Number(item?.gone ?? 0), given: Number(item?.given ?? 0) };
};

const moving = (ports: StorePorts, moved: keyof Roster, held: keyof Roster, value: number): Guarded => ({
  write: {
    Update: {
      TableName: ports.tableName,
      Key: { ...keys.rosterKey },
      UpdateExpression: 'ADD #moved :one',
      ConditionExpression: value === 0 ? 'attribute_not_exists(#held)' : '#held = :held',
      ExpressionAttributeNames: { '#moved': moved, '#held': held },
      ExpressionAttributeValues: { ':one': 1, ...(value > 0 && { ':held': value }) },
    },
  },
});

/** Goes with a commit that gives files to jurors who were looked at after the roster was read. */
const filesGiven = (ports: StorePorts, { gone }: Roster): Guarded => moving(ports, 'given', 'gone', gone);

/** Goes with a commit after which somebody cannot be given files, decided on work that was read after the roster. */
export const jurorGone = (ports: StorePorts, { given }: Roster): Guarded => moving(ports, 'gone', 'given', given);

/**
 * Notes that a file is about to be given to jurors, before it is: of one that then was not, nothing waits. So that what
 * waits for a juror can be read strongly, by the ids of all files that ever were given.
 */
const noteGiven = async (ports: StorePorts, applicationId: string, jurorIds: readonly string[]): Promise<void> => {
  await Promise.all(
    jurorIds.map((jurorId) =>
      ports.db.send(
        new PutCommand({
          TableName: ports.tableName,
          Item: stamped({ applicationId, ...keys.givenKey(jurorId, applicationId) }),
        }),
      ),
    ),
  );
};

/** A file that is about to be given: to whom of those who were named, and what goes with the commit that does. */
export interface Giving {
  jurorIds: string[];
  checks: Guarded[];
}

/**
 * Looks, strongly and under the roster, at those who are to be given a file, and notes it for those who may be.
 * The commit that goes with `checks` is lost (Stale) to whatever changed who is a juror meanwhile.
 */
export const giving = async (
  ports: StorePorts,
  applicationId: string,
  jurorIds: readonly string[],
  may: (person: PersonItem | undefined) => boolean,
): Promise<Giving> => {
  const roster = await loadRoster(ports);
  const persons = await loadPersons(ports, [...jurorIds]);
  const given = jurorIds.filter((id) => may(persons.get(id)));
  await noteGiven(ports, applicationId, given);
  return { jurorIds: given, checks: given.length > 0 ? [filesGiven(ports, roster)] : [] };
};

/** The files that wait for a juror, read strongly; those given before they were noted are found by the list. */
export const openFilesOf = async (ports: StorePorts, jurorId: string): Promise<string[]> => {
  const [given, listed] = await Promise.all([
    readPartition(ports, keys.givenKey(jurorId, '').pk, keys.givenPrefix),
    listAllAssigned(ports, jurorId),
  ]);
  const ids = new Set([...given.map(({ applicationId }) => String(applicationId)), ...listed]);
  const assignments = await getMany(
    ports,
    [...ids].map((id) => keys.assignmentKey(id, jurorId)),
  );
  return assignments
    .map((item) => assignmentItem.parse(item))
    .filter(({ state }) => state === 'assigned')
    .map(({ applicationId }) => applicationId);
};
