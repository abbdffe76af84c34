import type { OrganisationEvent } from '../../../schemas/event.ts';
import type { OrganisationCore } from '../../../schemas/organisation.ts';

/** An event with what its envelope adds to the replay. */
export type ReplayedOrganisationEvent = OrganisationEvent & { aggregate: { id: string } };

/**
 * The organisation after an event; the head that is stored is always made here.
 * @throws Error when the chain does not begin with `organisation.registered`.
 */
export const evolveOrganisation = (
  before: OrganisationCore | undefined,
  event: ReplayedOrganisationEvent,
): OrganisationCore => {
  if (event.type === 'organisation.registered') return { id: event.aggregate.id as OrganisationCore['id'], version: 1 };
  if (!before) throw new Error(`${event.type} without organisation.registered before it`);
  const next = { ...before, version: before.version + 1 };
  switch (event.type) {
    case 'organisation.merged':
      return { ...next, mergedIntoId: event.data.intoId };
    case 'organisation.absorbed':
      return { ...next, absorbedIds: [...(before.absorbedIds ?? []), ...event.data.absorbedIds] };
    case 'organisation.updated':
    case 'organisation.person-linked':
    case 'organisation.join-declined':
      return next;
  }
};

/** The organisation that a whole chain of events leads to. */
export const replayOrganisation = (events: readonly ReplayedOrganisationEvent[]): OrganisationCore | undefined =>
  events.reduce<OrganisationCore | undefined>(evolveOrganisation, undefined);
