import * as z from 'zod';
import { cursor, instant, personId, siret, text } from '../fields.ts';
import { duties } from '../office.ts';
import { joinMessage, organisation, organisationId, ownJoinRequest } from '../organisation.ts';
import type { Operation } from './operation.ts';
import { done, page } from './shared.ts';

/** Persons who wish to act for an organisation that is already registered: their own part. */
export const ownJoinsContract = {
  listOwnJoinRequests: {
    method: 'GET',
    path: '/api/applicant/join-requests',
    audience: 'applicant',
    summary: 'My wishes to be linked to organisations that are already registered, the latest first.',
    response: z.object({ items: z.array(ownJoinRequest) }),
    problems: [],
  },
  requestToJoin: {
    method: 'POST',
    path: '/api/applicant/join-requests',
    audience: 'applicant',
    summary:
      'Ask to be linked to the organisation that is registered under this SIRET; staff answer. The same wish twice is one.',
    body: z.object({ siret: siret(), message: joinMessage }),
    response: ownJoinRequest,
    problems: [404, 409, 422],
  },
} as const satisfies Record<string, Operation>;

/** Somebody whom staff see with an organisation. */
export const actingPerson = z.object({ id: personId(), name: z.string(), email: z.string() });

const named = organisation.pick({ id: true, name: true, siret: true, city: true });

export const waitingJoin = z.object({
  person: actingPerson,
  organisation: named,
  requestedAt: instant(),
  message: z.string().optional(),
});

const wish = z.object({ organisationId, personId: personId() });

/** The same: the staff's part. */
export const joinsContract = {
  listJoinRequests: {
    method: 'GET',
    path: '/api/staff/join-requests',
    audience: 'staff',
    roles: duties.organisations,
    summary: 'Persons who wait to be linked to an organisation that is already registered, the longest waiting first.',
    query: z.object({ cursor: cursor().optional() }),
    response: page(waitingJoin),
    problems: [403, 422],
  },
  getJoinRequest: {
    method: 'GET',
    path: '/api/staff/join-requests/{organisationId}/{personId}',
    audience: 'staff',
    roles: duties.organisations,
    summary: 'A wish to be linked, with those who act for the organisation now.',
    params: wish,
    response: waitingJoin.extend({ members: z.array(actingPerson) }),
    problems: [403, 404, 409, 422],
  },
  linkPerson: {
    method: 'POST',
    path: '/api/staff/join-requests/{organisationId}/{personId}/link',
    audience: 'staff',
    roles: duties.organisations,
    summary: 'Link the person: from then on they act for the organisation and see its drafts and files.',
    params: wish,
    body: z.object({}),
    response: done,
    problems: [403, 404, 409, 422],
  },
  declineJoinRequest: {
    method: 'POST',
    path: '/api/staff/join-requests/{organisationId}/{personId}/refusal',
    audience: 'staff',
    roles: duties.organisations,
    summary: 'Decline the wish, with the reason that the person reads.',
    params: wish,
    body: z.object({ answer: text(1000, 5) }),
    response: done,
    problems: [403, 404, 409, 422],
  },
} as const satisfies Record<string, Operation>;
