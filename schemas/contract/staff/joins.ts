import * as z from 'zod';
import { cursor, instant, personId, text } from '../../fields.ts';
import { duties } from '../../office.ts';
import { organisation, organisationId } from '../../organisation.ts';
import type { Operation } from '../operation.ts';
import { actingPerson, done, page } from '../shared.ts';
import { staffPlaces } from './places.ts';

const named = organisation.pick({ id: true, name: true, siret: true, city: true });

export const waitingJoin = z.object({
  person: actingPerson,
  organisation: named,
  requestedAt: instant(),
  message: z.string().optional(),
});

const wish = z.object({ organisationId, personId: personId() });

const at = staffPlaces.joins;

export const staffJoinsContract = {
  listJoinRequests: {
    ...at.listJoinRequests,
    audience: 'staff',
    roles: duties.organisations,
    summary: 'Persons who wait to be linked to an organisation that is already registered, the longest waiting first.',
    query: z.object({ cursor: cursor().optional() }),
    response: page(waitingJoin),
    problems: [403, 422],
  },
  getJoinRequest: {
    ...at.getJoinRequest,
    audience: 'staff',
    roles: duties.organisations,
    summary: 'A wish to be linked, with those who act for the organisation now.',
    params: wish,
    response: waitingJoin.extend({ members: z.array(actingPerson) }),
    problems: [403, 404, 409, 422],
  },
  linkPerson: {
    ...at.linkPerson,
    audience: 'staff',
    roles: duties.organisations,
    summary: 'Link the person: from then on they act for the organisation and see its drafts and files.',
    params: wish,
    body: z.object({}),
    response: done,
    problems: [403, 404, 409, 422],
  },
  declineJoinRequest: {
    ...at.declineJoinRequest,
    audience: 'staff',
    roles: duties.organisations,
    summary: 'Decline the wish, with the reason that the person reads.',
    params: wish,
    body: z.object({ answer: text(1000, 5) }),
    response: done,
    problems: [403, 404, 409, 422],
  },
} as const satisfies Record<string, Operation>;
