import canonicalize from 'canonicalize';
import { type ActorRef, isKnown, type PersonEvent, type StoredEvent } from '../../schemas/event.ts';
import type { PersonCore } from '../../schemas/office.ts';
import type { Person } from '../../schemas/organisation.ts';
import { DomainError } from '../domain/errors.ts';
import { type DecidedPerson, decidedPerson, type ReplayedPersonEvent, replayPerson } from '../domain/person/evolve.ts';
import { commit, type Guarded, notBefore, type Position, retrying, type TransactItem } from './commit.ts';
import { readEvents } from './events.ts';
import type { PersonItem } from './items/person.ts';
import * as keys from './keys.ts';
import { coreOf, loadPerson, personWrite, type SavedPerson } from './people.ts';
import type { StorePorts } from './ports.ts';
import { formerRoles, standingRoles } from './upcasts/person.ts';

/** An event of a person's chain, as stored. */
export type StoredPersonEvent = StoredEvent & PersonEvent;

/** The events of a person, in order, read strongly. */
export const readPersonEvents = async (ports: StorePorts, personId: string): Promise<StoredPersonEvent[]> =>
  (await readEvents(ports, { type: 'person', id: personId })).filter(isKnown) as StoredPersonEvent[];

/** A person to act on: the item as it stands, and where the chain stands. */
export interface Standing {
  person: PersonItem | undefined;
  /** What the chain says; nothing while it has not begun. */
  core: PersonCore | undefined;
  position: Position | undefined;
}

/**
 * A person with the chain, read strongly. A release that knew of no events takes them off the item when it saves a profile
 * beside this one, with the roles that it has no word for: they are those of the chain then.
 */
export const loadStanding = async (ports: StorePorts, personId: string): Promise<Standing> => {
  const [person, history] = await Promise.all([
    loadPerson(ports, personId),
    readEvents(ports, { type: 'person', id: personId }),
  ]);
  const last = history.at(-1);
  const core = replayPerson(history.filter(isKnown) as ReplayedPersonEvent[]);
  return {
    person: person && core && person.version === undefined ? { ...person, roles: restored(person, core) } : person,
    core,
    position: last && { version: last.seq, lastHash: last.hash, lastAt: last.at },
  };
};

const restored = (person: PersonItem, core: PersonCore) => standingRoles(core.roles, formerRoles(person.roles));

/** Whether the chain has not begun for a part in the office, or the item says something else than it, or lost its place. */
const isBehind = ({ person, core }: Standing): boolean => {
  if (!person) return false;
  if (core && person.version === undefined) return true;
  const { version: _version, ...standing } = coreOf(person, 1);
  const { version: _chained, ...chained } = core ?? { id: person.id, version: 0, roles: [] };
  return canonicalize(standing) !== canonicalize(chained);
};

/** What a command on a person comes to: the event, and the profile that goes with it. */
export interface PersonChange {
  event: PersonEvent;
  /** The person after it, but for the roles and the status, which the event says. */
  profile: Person;
  also?: Guarded[];
}

/** Counts among the administrators whoever is one and has come; an administrator counts once, however often this is written. */
export const countAdministrator = (
  ports: StorePorts,
  { id, roles, invitedAt, joinedAt }: Pick<Person, 'id' | 'roles' | 'invitedAt' | 'joinedAt'>,
): TransactItem[] =>
  roles.includes('administrator') && (!invitedAt || joinedAt)
    ? [
        {
          Update: {
            TableName: ports.tableName,
            Key: { ...keys.administratorsKey },
            UpdateExpression: 'ADD ids :id',
            ExpressionAttributeValues: { ':id': new Set([id]) },
          },
        },
      ]
    : [];

/**
 * Goes with taking an administrator's role away: another who has come must be left. Whoever never came is not counted.
 * It is lost with DomainError conflict `last-administrator`.
 */
export const administratorGone = (ports: StorePorts, personId: string): Guarded => ({
  write: {
    Update: {
      TableName: ports.tableName,
      Key: { ...keys.administratorsKey },
      UpdateExpression: 'DELETE ids :own',
      ConditionExpression: 'NOT contains(ids, :id) OR size(ids) > :one',
      ExpressionAttributeValues: { ':own': new Set([personId]), ':id': personId, ':one': 1 },
    },
  },
  lost: () => new DomainError('conflict', 'last-administrator'),
});

/** Commits an event of a person, with the profile that goes with it. */
const commitPerson = async (
  ports: StorePorts,
  { person: before, core, position }: Standing,
  change: PersonChange & { actor: ActorRef; at: string },
): Promise<PersonItem> => {
  const { profile, event, actor, at, also = [] } = change;
  const decided: DecidedPerson = decidedPerson(profile.id, core, event);
  const { roles, jurorStatus } = decided.core;
  const after: SavedPerson = {
    ...profile,
    roles,
    ...(profile.juror && jurorStatus && { juror: { ...profile.juror, status: jurorStatus } }),
  };
  const rev = (before?.rev ?? 0) + 1;
  const stored = await commit(ports, {
    aggregate: { type: 'person', id: profile.id },
    headKey: keys.personKey(profile.id),
    before: position,
    heldBy: { name: 'rev', value: before?.rev },
    head: personWrite(after, rev),
    event: decided.event,
    actor,
    at,
    also: [...also, ...countAdministrator(ports, after).map((write) => ({ write }))],
  });
  return { ...after, rev, version: stored.seq, lastHash: stored.hash };
};

/** Begins the chain of a person who was there before it, or takes over what was written beside it. */
const takeOver = async (ports: StorePorts, standing: Standing, at: string): Promise<Standing> => {
  const { person } = standing;
  if (!person || !isBehind(standing)) return standing;
  const { id: _id, version: _version, ...data } = coreOf(person, 1);
  const event: PersonEvent = { type: 'person.taken-over', data };
  const taken = await commitPerson(ports, standing, { event, profile: person, actor: { role: 'system' }, at });
  return {
    person: taken,
    core: decidedPerson(person.id, standing.core, event).core,
    position: {
      version: taken.version ?? 1,
      lastHash: taken.lastHash ?? '',
      lastAt: notBefore(at, standing.position),
    },
  };
};

/**
 * Runs an act on a person as strongly read, again when somebody else changed the person meanwhile. What stands is taken
 * over into the chain first, by a commit of its own.
 * @returns the person after it; as before where the act changes nothing.
 * @throws Stale when it keeps losing; whatever the act or its guards refuse with.
 */
export const actOnPerson = (
  ports: StorePorts,
  personId: string,
  by: { actor: ActorRef; at: string },
  act: (person: PersonItem | undefined) => PersonChange | undefined | Promise<PersonChange | undefined>,
): Promise<PersonItem> =>
  retrying(ports, async () => {
    const standing = await takeOver(ports, await loadStanding(ports, personId), by.at);
    const change = await act(standing.person);
    if (change) return commitPerson(ports, standing, { ...change, ...by });
    if (!standing.person) throw new Error(`Nothing was done about ${personId}, who is not there`);
    return standing.person;
  });

/** The person, once what stands is in the chain. @throws as `actOnPerson`. */
export const ensureChain = (ports: StorePorts, personId: string, at: string): Promise<PersonItem> =>
  actOnPerson(ports, personId, { actor: { role: 'system' }, at }, () => undefined);
