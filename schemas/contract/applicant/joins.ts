import * as z from 'zod';
import { siret } from '../../fields.ts';
import { joinMessage, ownJoinRequest } from '../../organisation.ts';
import type { Operation } from '../operation.ts';
import { applicantPlaces } from './places.ts';

const at = applicantPlaces.joins;

/** Persons who wish to act for an organisation that is already registered: their own part. */
export const ownJoinsContract = {
  listOwnJoinRequests: {
    ...at.listOwnJoinRequests,
    audience: 'applicant',
    summary: 'My wishes to be linked to organisations that are already registered, the latest first.',
    response: z.object({ items: z.array(ownJoinRequest) }),
    problems: [],
  },
  requestToJoin: {
    ...at.requestToJoin,
    audience: 'applicant',
    summary:
      'Ask to be linked to the organisation that is registered under this SIRET; staff answer. The same wish twice is one.',
    body: z.object({ siret: siret(), message: joinMessage }),
    response: ownJoinRequest,
    problems: [404, 409, 422],
  },
} as const satisfies Record<string, Operation>;
