import * as z from 'zod';
import { applicationId, applicationNumber, applicationState } from '../../application.ts';
import { changes, cursor, instant, money } from '../../fields.ts';
import { duties } from '../../office.ts';
import { organisation, organisationId } from '../../organisation.ts';
import type { Operation } from '../operation.ts';
import { actingPerson, page } from '../shared.ts';
import { staffPlaces } from './places.ts';

const named = organisation.pick({
  id: true,
  version: true,
  name: true,
  siret: true,
  rna: true,
  address: true,
  postalCode: true,
  city: true,
  representativeName: true,
});

/** Organisations that are registered under one SIRET, the holder first. */
export const twinGroup = z.object({
  siret: z.string(),
  organisations: z.array(named),
  /** A merge that has begun and is not over. */
  merging: z.object({ fromId: organisationId, intoId: organisationId, since: instant() }).optional(),
});

/** What a merge would move, and what counts together then. */
export const mergePreview = z.object({
  from: named.extend({ persons: z.array(actingPerson) }),
  into: named.extend({ persons: z.array(actingPerson) }),
  /** Submitted files that move; `more` when there are others beside these. */
  files: z.array(
    z.object({
      id: applicationId,
      number: applicationNumber.optional(),
      title: z.string(),
      state: applicationState,
      grantedCents: money().optional(),
      /** Since when the agent who asks is recused from it: then its number and state alone are told. */
      recusedSince: instant().optional(),
    }),
  ),
  more: z.boolean(),
  /** Drafts that move, which staff do not read. */
  drafts: z.int().min(0),
  /** The years of the grants that move: what each had, and the sum. */
  grants: z.array(
    z.object({
      year: z.string(),
      fromCents: money(),
      intoCents: money(),
      totalCents: money(),
      /** The sum above which the calls of these files ask for an agreement. */
      agreementAboveCents: money(),
      agreementRequired: z.boolean(),
    }),
  ),
});

const at = staffPlaces.organisations;

/** Organisations that were registered twice. */
export const staffOrganisationsContract = {
  listTwins: {
    ...at.listTwins,
    audience: 'staff',
    roles: duties.organisations,
    summary: 'Organisations that are registered more than once under the same SIRET.',
    query: z.object({ cursor: cursor().optional() }),
    response: page(twinGroup),
    problems: [403, 422],
  },
  previewMerge: {
    ...at.previewMerge,
    audience: 'staff',
    roles: duties.organisations,
    summary: 'What would move if this organisation were merged into another; nothing is changed.',
    params: z.object({ organisationId }),
    query: z.object({ intoId: organisationId }),
    response: mergePreview,
    problems: [403, 404, 409, 422],
  },
  mergeOrganisations: {
    ...at.mergeOrganisations,
    audience: 'staff',
    roles: duties.organisations,
    summary:
      'Merge this organisation into another one with the same SIRET, for good: persons, files and grants move. To be sent again until it is done, also when it was broken off.',
    params: z.object({ organisationId }),
    /** The versions that were read before: when one moved since, nothing is done. */
    body: z.object({ intoId: organisationId, version: changes(1), intoVersion: changes(1) }),
    response: z.object({
      done: z.boolean(),
      /** Moved by this request. */
      files: z.int().min(0),
      persons: z.int().min(0),
    }),
    problems: [403, 404, 409, 422],
  },
} as const satisfies Record<string, Operation>;
