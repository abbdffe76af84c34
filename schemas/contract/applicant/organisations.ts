import * as z from 'zod';
import { changes, idempotencyKey } from '../../fields.ts';
import { organisation, organisationContent, organisationId } from '../../organisation.ts';
import type { Operation } from '../operation.ts';
import { session } from '../shared.ts';
import { applicantPlaces } from './places.ts';

const at = applicantPlaces.organisations;

export const applicantOrganisationsContract = {
  openApplicantSession: {
    ...at.openApplicantSession,
    audience: 'applicant',
    summary: 'Make or refresh my profile from the verified claims of my ID token.',
    ...session,
    problems: [422],
  },
  listOrganisations: {
    ...at.listOrganisations,
    audience: 'applicant',
    summary: 'The organisations I act for.',
    response: z.object({ items: z.array(organisation) }),
    problems: [],
  },
  registerOrganisation: {
    ...at.registerOrganisation,
    audience: 'applicant',
    summary: 'Register an organisation that I act for.',
    body: organisationContent.extend({ idempotencyKey: idempotencyKey() }),
    response: organisation,
    problems: [409, 422],
  },
  updateOrganisation: {
    ...at.updateOrganisation,
    audience: 'applicant',
    summary: 'Correct what my organisation says of itself; files already submitted keep what they said.',
    params: z.object({ organisationId }),
    body: organisationContent.extend({ version: changes(1) }),
    response: organisation,
    problems: [404, 409, 422],
  },
} as const satisfies Record<string, Operation>;
