import * as z from 'zod';
import { applicationId } from '../../application.ts';
import { callId } from '../../call.ts';
import { agreement } from '../../decision.ts';
import { day, instant, money } from '../../fields.ts';
import { duties } from '../../office.ts';
import { organisationId } from '../../organisation.ts';
import { decisionBodies } from '../decisions.ts';
import type { Operation } from '../operation.ts';
import { asReadSince, file } from '../shared.ts';
import { staffFile } from '../staff-file.ts';
import { staffPlaces } from './places.ts';

/** A calendar year in Paris, `2026`. */
const year = z.string().regex(/^[0-9]{4}$/);

const at = staffPlaces.decisions;

export const staffDecisionsContract = {
  recordDecision: {
    ...at.recordDecision,
    audience: 'staff',
    roles: duties.decide,
    summary:
      'Record the decision: supported with an amount, refused with reasons, or deferred. The letter leaves by e-mail, at once or on the day of the announcement. Nothing is recorded of a file that changed since the version that was read.',
    params: file,
    body: decisionBodies.recordDecision,
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  announceDecision: {
    ...at.announceDecision,
    audience: 'staff',
    roles: duties.decide,
    summary: 'Announce a decision before its day: the letter leaves, and the applicant sees it.',
    params: file,
    body: decisionBodies.announceDecision,
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  correctDecision: {
    ...at.correctDecision,
    audience: 'staff',
    roles: duties.decide,
    summary:
      'Put a corrected decision in the place of the one that stands, which is kept. Its letter leaves at once, or on the day of announcement where the former one was not announced yet.',
    params: file,
    body: decisionBodies.correctDecision,
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  withdrawDecision: {
    ...at.withdrawDecision,
    audience: 'staff',
    roles: duties.decide,
    summary: 'Withdraw the decision with reasons, once the organisation was heard: the file waits for another.',
    params: file,
    body: decisionBodies.withdrawDecision,
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  recordAgreement: {
    ...at.recordAgreement,
    audience: 'staff',
    roles: duties.pay,
    summary: 'Record that the agreement on the grant was signed.',
    params: file,
    body: agreement.extend(asReadSince),
    response: staffFile,
    problems: [403, 404, 409, 422],
  },
  getOrganisationGrants: {
    ...at.getOrganisationGrants,
    audience: 'staff',
    roles: duties.read,
    summary: 'What an organisation was granted in a year, by every call, and whether an agreement is required.',
    params: z.object({ organisationId }),
    query: z.object({ year, callId }),
    response: z.object({
      year,
      totalCents: money(),
      /** An agreement is required above it, of the call's current version. */
      agreementAboveCents: money(),
      agreementRequired: z.boolean(),
      grants: z.array(
        z.object({
          applicationId,
          number: z.string(),
          title: z.string(),
          amountCents: money(),
          decidedOn: day(),
          /** The day on which it is announced, where it is not yet. */
          announceOn: day().optional(),
          /** Since when the agent who asks is recused from the file: then its title is not told. */
          recusedSince: instant().optional(),
        }),
      ),
    }),
    problems: [403, 404, 422],
  },
  getCallEnvelope: {
    ...at.getCallEnvelope,
    audience: 'staff',
    roles: duties.read,
    summary: "A call's envelope for a year, and what its decisions of that year have granted.",
    params: z.object({ callId }),
    query: z.object({ year }),
    response: z.object({
      year,
      envelopeCents: money().optional(),
      grantedCents: money(),
      /** Of what was granted, the part that is not announced yet. */
      keptCents: money(),
      /** Below zero when more was granted. */
      remainingCents: z.int().optional(),
    }),
    problems: [403, 404, 422],
  },
} as const satisfies Record<string, Operation>;
