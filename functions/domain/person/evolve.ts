import type { PersonEvent } from '../../../schemas/event.ts';
import type { JurorStatus } from '../../../schemas/juror.ts';
import { inOrder, type PersonCore, type Role } from '../../../schemas/office.ts';

/** An event with what its envelope adds to the replay. */
export type ReplayedPersonEvent = PersonEvent & { aggregate: { id: string } };

/** What a command comes to: the event, and the person's part in the office after it. */
export interface DecidedPerson {
  core: PersonCore;
  event: PersonEvent;
}

/** The person's part in the office after an event; any may be the first, since a person may be known before having one. */
export const evolvePerson = (before: PersonCore | undefined, event: ReplayedPersonEvent): PersonCore => {
  const { roles = [], jurorStatus, version = 0 } = before ?? {};
  const next = (held: readonly Role[], status: JurorStatus | undefined): PersonCore => ({
    id: event.aggregate.id,
    version: version + 1,
    roles: inOrder(held),
    ...(status && { jurorStatus: status }),
  });
  /** Whoever becomes a juror is at work. */
  const given = (more: readonly Role[]) => next([...roles, ...more], more.includes('juror') ? 'active' : jurorStatus);
  const without = (role: Role) => roles.filter((held) => held !== role);
  switch (event.type) {
    case 'person.taken-over':
      return next(event.data.roles, event.data.jurorStatus);
    case 'person.invited':
      return given(event.data.roles);
    case 'person.role-given':
      return given([event.data.role]);
    case 'person.role-taken-away':
      return next(without(event.data.role), jurorStatus);
    case 'person.juror-away':
      return next([...roles, 'juror'], 'leaving');
    case 'person.juror-left':
      return next(without('juror'), 'left');
    case 'person.juror-back':
      return given(['juror']);
    case 'person.interests-declared':
      return next(roles, jurorStatus);
    case 'person.invitation-withdrawn':
      return next([], undefined);
  }
};

export const decidedPerson = (id: string, before: PersonCore | undefined, event: PersonEvent): DecidedPerson => ({
  core: evolvePerson(before, { ...event, aggregate: { id } }),
  event,
});

/** The part in the office that a whole chain of events leads to; nothing without events. */
export const replayPerson = (events: readonly ReplayedPersonEvent[]): PersonCore | undefined =>
  events.reduce<PersonCore | undefined>(evolvePerson, undefined);
