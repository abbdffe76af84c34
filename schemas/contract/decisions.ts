import * as z from 'zod';
import { applicationId } from '../application.ts';
import { callId } from '../call.ts';
import { agreement, decision, newDecision } from '../decision.ts';
import { day, instant, money, text } from '../fields.ts';
import { duties } from '../office.ts';
import { organisationId } from '../organisation.ts';
import type { Operation } from './operation.ts';
import { actorNamed, asRead, asReadSince, file } from './shared.ts';

/** A calendar year in Paris, `2026`. */
const year = z.string().regex(/^[0-9]{4}$/);

/** Decisions that no longer stand, the earliest first; `why` as it was given when they were corrected or withdrawn. */
export const formerDecision = z.object({
  seq: z.int().min(1),
  at: instant(),
  decision,
  ...actorNamed,
  ended: z.enum(['corrected', 'withdrawn']),
  endedAt: instant(),
  endedByName: actorNamed.byName,
  why: z.string(),
});

/** What staff see of a file's decisions beside the one that stands. */
export const decisionsOfFile = {
  /** The day on which silence refused the file, while it was told of no decision. */
  refusedBySilenceOn: day().optional(),
  /** Of the decision that stands: silence had refused before the applicant was told of it. */
  late: z.boolean().optional(),
  /** Who recorded it, and who recorded the agreement. */
  decidedByName: actorNamed.byName,
  formerDecisions: z.array(formerDecision),
  agreement: agreement.optional(),
  agreedByName: actorNamed.byName,
};

const [supported, refused] = newDecision.options;
const correction = z.discriminatedUnion('outcome', [supported, refused]);

/** What is asked with each act that a letter tells of; `heard`: the organisation could speak before (CRPA L121-1, L122-1). */
export const decisionBodies = {
  recordDecision: z.object({ decision: newDecision, ...asRead }),
  announceDecision: z.object(asRead),
  correctDecision: z.object({ decision: correction, why: text(1000, 10), ...asRead }),
  withdrawDecision: z.object({ reasons: text(3000, 20), heard: z.literal(true), ...asRead }),
};

/** `staffFile` is handed in, since it holds what stands here. */
export const decisionsContract = <F extends z.ZodType>(staffFile: F) =>
  ({
    recordDecision: {
      method: 'POST',
      path: '/api/staff/applications/{applicationId}/decision',
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
      method: 'POST',
      path: '/api/staff/applications/{applicationId}/decision/announcement',
      audience: 'staff',
      roles: duties.decide,
      summary: 'Announce a decision before its day: the letter leaves, and the applicant sees it.',
      params: file,
      body: decisionBodies.announceDecision,
      response: staffFile,
      problems: [403, 404, 409, 422],
    },
    correctDecision: {
      method: 'POST',
      path: '/api/staff/applications/{applicationId}/decision/correction',
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
      method: 'POST',
      path: '/api/staff/applications/{applicationId}/decision/withdrawal',
      audience: 'staff',
      roles: duties.decide,
      summary: 'Withdraw the decision with reasons, once the organisation was heard: the file waits for another.',
      params: file,
      body: decisionBodies.withdrawDecision,
      response: staffFile,
      problems: [403, 404, 409, 422],
    },
    recordAgreement: {
      method: 'POST',
      path: '/api/staff/applications/{applicationId}/agreement',
      audience: 'staff',
      roles: duties.pay,
      summary: 'Record that the agreement on the grant was signed.',
      params: file,
      body: agreement.extend(asReadSince),
      response: staffFile,
      problems: [403, 404, 409, 422],
    },
    getOrganisationGrants: {
      method: 'GET',
      path: '/api/staff/organisations/{organisationId}/grants',
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
      method: 'GET',
      path: '/api/staff/calls/{callId}/envelope',
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
  }) as const satisfies Record<string, Operation>;
