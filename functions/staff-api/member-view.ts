import type * as z from 'zod';
import type { memberWithHistory } from '../../schemas/contract/staff/members.ts';
import type { Role } from '../../schemas/office.ts';
import { notFound } from '../domain/errors.ts';
import { loadPerson, loadPersons } from '../store/people.ts';
import { readPersonEvents, type StoredPersonEvent } from '../store/person-chain.ts';
import type { StorePorts } from '../store/ports.ts';

/** The roles that an event speaks of. */
const rolesIn = (event: StoredPersonEvent): Role[] | undefined => {
  switch (event.type) {
    case 'person.taken-over':
    case 'person.invited':
      return event.data.roles;
    case 'person.role-given':
    case 'person.role-taken-away':
      return [event.data.role];
    case 'person.juror-back':
      return ['juror'];
    default:
      return undefined;
  }
};

/**
 * A member with the history of the roles, for administrators.
 * @throws DomainError not-found for who never had a part in the office.
 */
export const memberView = async (ports: StorePorts, personId: string): Promise<z.input<typeof memberWithHistory>> => {
  const [person, events] = await Promise.all([loadPerson(ports, personId), readPersonEvents(ports, personId)]);
  if (!person || (person.roles.length === 0 && events.length === 0)) throw notFound();
  const names = await loadPersons(ports, [...new Set(events.flatMap(({ actor }) => actor.personId ?? []))]);
  const nameOf = ({ actor }: StoredPersonEvent) =>
    actor.personId && (names.get(actor.personId)?.name ?? actor.personId);
  return {
    ...person,
    held: person.roles.map((role) => {
      const given = events.findLast(
        (event) => event.type !== 'person.role-taken-away' && rolesIn(event)?.includes(role),
      );
      const noted = given && given.type !== 'person.taken-over' ? given : undefined;
      return { role, ...(noted && { since: noted.at, by: nameOf(noted) }) };
    }),
    history: events.map((event) => ({
      seq: event.seq,
      at: event.at,
      type: event.type,
      by: nameOf(event),
      roles: rolesIn(event),
      ...(event.type === 'person.interests-declared' && { year: event.data.year }),
    })),
  };
};
