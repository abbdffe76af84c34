import type { ApplicationCore } from '../../schemas/application.ts';
import type { AggregateType } from '../../schemas/event.ts';
import type { PersonCore } from '../../schemas/office.ts';
import type { OrganisationCore } from '../../schemas/organisation.ts';
import type { SessionCore } from '../../schemas/session.ts';
import type { ReplayedEvent } from './application/evolve.ts';
import type { ReplayedOrganisationEvent } from './organisation/evolve.ts';
import type { ReplayedPersonEvent } from './person/evolve.ts';
import type { ReplayedSessionEvent } from './session/evolve.ts';

/** What a release corrected in how events are replayed. */
export interface Correction<Core, Event> {
  /** The first release whose code replays by the corrected rule, by its day. */
  release: string;
  /** What was wrong, in a sentence. */
  why: string;
  /** The types of events that were taken otherwise before. */
  types: readonly (Event extends { type: infer Type } ? Type : never)[];
  /** What code before that release made of such an event: the rule as it was, never changed again. */
  former(before: Core | undefined, event: Event): Core;
}

/**
 * The corrections of each `evolve`, the oldest first; an entry stays for ever. Heads are stored, and each was made event
 * by event under the rules of its day: the verifier of the chains needs these to tell such a head from a changed one.
 */
export const corrections: {
  application: Correction<ApplicationCore, ReplayedEvent>[];
  session: Correction<SessionCore, ReplayedSessionEvent>[];
  person: Correction<PersonCore, ReplayedPersonEvent>[];
  organisation: Correction<OrganisationCore, ReplayedOrganisationEvent>[];
} = { application: [], session: [], person: [], organisation: [] };

/** The rules before anything was corrected; events that say nothing were taken by them. */
export const FIRST_RULES = 1;

/** The rules by which this code takes the events of an aggregate: they are counted up by each correction. */
export const rulesOf = (type: AggregateType): number =>
  FIRST_RULES + (type in corrections ? corrections[type as keyof typeof corrections].length : 0);

/** An event with its place, and the rules by which the head was made of it. */
export type Written<Event> = Event & { seq: number; rules?: number | undefined };

/** Where a replay came to otherwise than by the rules of today, first of all. */
export interface Differing {
  seq: number;
  release: string;
}

/**
 * The head that code of its day made of these events: each is taken by the rules it was written under, which it says
 * (`rules`), or by those numbered `atLeast`, for heads that were put right later.
 * @returns the head, and the first event that is taken by a former rule.
 */
export const replayAsWritten = <Core, Event extends { type: string }>(
  evolve: (before: Core | undefined, event: Event) => Core,
  corrected: readonly Correction<Core, Event>[],
  events: readonly Written<Event>[],
  atLeast: number = FIRST_RULES,
): { head: Core | undefined; differing?: Differing } => {
  let head: Core | undefined;
  let differing: Differing | undefined;
  for (const event of events) {
    const rules = Math.max(atLeast, event.rules ?? FIRST_RULES);
    // The oldest correction that came after these rules keeps what they were.
    const former = corrected.slice(rules - FIRST_RULES).find(({ types }) => types.some((type) => type === event.type));
    head = former ? former.former(head, event) : evolve(head, event);
    if (former) differing ??= { seq: event.seq, release: former.release };
  }
  return { head, ...(differing && { differing }) };
};
