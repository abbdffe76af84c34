import * as z from 'zod';
import { actId } from './act.ts';
import { aggregateType } from './aggregate.ts';
import { applicationId, applicationNumber, openStep, sessionId, share } from './application.ts';
import { attachmentId } from './attachment.ts';
import { callId } from './call.ts';
import { outcome } from './decision.ts';
import { stepResult } from './evaluation.ts';
import { day, digest, instant, money, personId, slug } from './fields.ts';
import { jurorStatus } from './juror.ts';
import { mailRecipient } from './mail.ts';
import { role } from './office.ts';
import { organisationId } from './organisation.ts';

export { type AggregateType, aggregateType } from './aggregate.ts';

/**
 * Domain events: what happened, in the past tense. They are outbox, audit trail and timeline at once, and replay state,
 * step, dates, amounts and shares. They hold ids and salted digests, never personal data.
 */

/** The state that comes with the step which a file reached: at a check, before the jury, or at the decision. */
const reachedState = z.enum(['checking', 'ready', 'deciding']);

const event = <T extends string, S extends z.ZodRawShape>(type: T, data: S) =>
  z.object({ type: z.literal(type), data: z.object(data) });

/** Data of a decision's event beside the decision: the day of its announcement, and whether it came after silence had refused. */
const pending = { announceOn: day().optional(), late: z.literal(true).optional() };

/** Marks an event that ends a decision which its applicant never learned of: its letter mentions no former decision, or is not written. */
const unknownSoFar = { unannounced: z.literal(true).optional() };

export const applicationEvents = [
  event('application.started', { callId, callVersion: z.int(), organisationId }),
  event('application.submitted', {
    number: applicationNumber,
    callVersion: z.int(),
    digest,
    stepId: slug(),
    stepState: reachedState,
    amountAskedCents: money(),
    shares: z.array(share),
    silenceRejectsOn: day(),
  }),
  event('application.check-passed', { stepId: slug(), digest, nextStepId: slug(), nextState: reachedState }),
  event('application.complements-requested', { stepId: slug(), digest, dueOn: day() }),
  event('application.complements-provided', {
    digest,
    amountAskedCents: money(),
    shares: z.array(share),
    silenceRejectsOn: day(),
    /** The content names another address as its contact than before. */
    contactChanged: z.literal(true).optional(),
  }),
  event('application.found-ineligible', { stepId: slug(), digest }),
  event('application.step-opened', { jury: openStep }),
  event('application.juror-assigned', { stepId: slug(), jurorId: personId() }),
  /** `digest` freezes why, which stands in an item of its own. */
  event('application.juror-recused', { jurorId: personId(), digest: digest.optional() }),
  event('application.juror-relieved', { stepId: slug(), jurorId: personId(), digest }),
  /** Those who were late, reminded by hand. */
  event('application.jurors-reminded', { stepId: slug(), jurorIds: z.array(personId()) }),
  event('application.step-closed', {
    result: stepResult,
    /** Digest of the evaluations that the result was made from. */
    digest,
    nextStepId: slug(),
    /** Present when the next step is scored: it opens at once with the same jurors. */
    next: openStep.optional(),
    /** Present when the file waits for a session of the jury. */
    nextState: z.literal('ready').optional(),
  }),
  /** Put on the agenda of a session of the jury, moved with it, off it again, or put off by it to a later one. */
  event('application.scheduled', { jury: openStep }),
  event('application.rescheduled', { sessionId, dueAt: instant() }),
  event('application.unscheduled', { sessionId }),
  event('application.postponed', { sessionId, digest }),
  event('application.deliberated', {
    sessionId,
    result: stepResult,
    /** Digest of the votes and notes that the result was made from. */
    digest,
    nextStepId: slug(),
    nextState: z.enum(['ready', 'deciding']),
  }),
  /** `announceOn` while applicants are not to know; `late` when silence had already refused. */
  event('application.supported', { amountCents: money(), decidedOn: day(), digest, ...pending }),
  event('application.refused', { decidedOn: day(), digest, ...pending }),
  event('application.deferred', { decidedOn: day(), digest, ...pending }),
  event('application.announced', { outcome }),
  /** A new decision in place of the one that stands; its letter says so. */
  event('application.decision-corrected', {
    outcome: z.enum(['supported', 'refused']),
    amountCents: money().optional(),
    decidedOn: day(),
    digest,
    /** Of one whose former decision was kept back: it is kept back too. */
    announceOn: day().optional(),
    ...unknownSoFar,
  }),
  event('application.decision-withdrawn', { digest, ...unknownSoFar }),
  event('application.agreement-signed', { signedOn: day(), digest }),
  event('application.resumed', {}),
  event('application.withdrawn', {}),
  /** Staff have mails to this person of the file sent again, with those that were held back. */
  event('application.mail-resumed', { recipient: mailRecipient }),
  /** An agent let a document through that the scanner could not read; `unscanned`: that it gave no verdict on for a day. */
  event('application.attachment-released', { attachmentId, unscanned: z.literal(true).optional() }),
  /** An agent steps back from the file, in every role; `digest` freezes why. */
  event('application.agent-recused', { personId: personId(), digest }),
  /**
   * The organisation that the file was started for was merged into another; `draft` when it was not submitted yet, since
   * a draft may still be thrown away.
   */
  event('application.organisation-changed', {
    organisationId,
    formerId: organisationId,
    draft: z.literal(true).optional(),
  }),
  /**
   * The file ends without a decision: what was asked for did not come in time, or silence had refused. `digest` freezes why,
   * as it does of a file that is opened again; `silenceRejectsOn` is the last day to answer, as it stood then.
   */
  event('application.closed', { digest, silenceRejectsOn: day() }),
  event('application.silence-recorded', { digest, silenceRejectsOn: day() }),
  event('application.reopened', { digest, nextState: reachedState, silenceRejectsOn: day() }),
] as const;
export const applicationEvent = z.discriminatedUnion('type', applicationEvents);
export type ApplicationEvent = z.infer<typeof applicationEvent>;

/** `final`: the juror said so with it. */
const evaluated = { applicationId, stepId: slug(), jurorId: personId(), digest, final: z.literal(true).optional() };
export const evaluationEvent = z.discriminatedUnion('type', [
  event('evaluation.recorded', evaluated),
  event('evaluation.corrected', evaluated),
]);
export type EvaluationEvent = z.infer<typeof evaluationEvent>;

export const callEvent = z.discriminatedUnion('type', [event('call.published', { callId, version: z.int(), digest })]);

export const organisationEvent = z.discriminatedUnion('type', [
  event('organisation.registered', { organisationId, digest }),
  event('organisation.updated', { organisationId, digest }),
  /** Staff let a person act for it who asked to; or did not. */
  event('organisation.person-linked', { organisationId, personId: personId() }),
  event('organisation.join-declined', { organisationId, personId: personId() }),
  /** Registered twice: from here on this one answers as the other. */
  event('organisation.merged', { organisationId, intoId: organisationId }),
  /** The other side: which ones it stands for as well, and who acts for it because of that. */
  event('organisation.absorbed', {
    organisationId,
    absorbedIds: z.array(organisationId),
    personIds: z.array(personId()),
  }),
]);
export type OrganisationEvent = z.infer<typeof organisationEvent>;

/** `digest` freezes title and place; on a closing, who was present; on an approval, the minutes. */
const planned = { startsAt: instant(), memberIds: z.array(personId()), digest };
export const sessionEvents = [
  event('session.planned', { callId, ...planned }),
  event('session.changed', planned),
  /** From here on members know of it. */
  event('session.convened', {}),
  event('session.cancelled', {}),
  event('session.opened', {}),
  event('session.closed', { digest }),
  event('session.minutes-approved', { revision: z.int().min(1), digest }),
] as const;
export const sessionEvent = z.discriminatedUnion('type', sessionEvents);
export type SessionEvent = z.infer<typeof sessionEvent>;

/** Of a person's part in the office. Who the person is stands in the profile; `digest` freezes what was declared. */
export const personEvents = [
  /** What stood when the chain began, or was written beside it by a release that knew of no events of persons. */
  event('person.taken-over', { roles: z.array(role), jurorStatus: jurorStatus.optional() }),
  event('person.invited', { roles: z.array(role).min(1) }),
  event('person.role-given', { role }),
  event('person.role-taken-away', { role }),
  /** The juror hands over what is open, is gone, or works again. */
  event('person.juror-away', {}),
  event('person.juror-left', {}),
  event('person.juror-back', {}),
  event('person.interests-declared', { year: z.int(), revision: z.int().min(1), digest }),
  event('person.invitation-withdrawn', {}),
] as const;
export const personEvent = z.discriminatedUnion('type', personEvents);
export type PersonEvent = z.infer<typeof personEvent>;

export const domainEvent = z.discriminatedUnion('type', [
  ...applicationEvents,
  ...evaluationEvent.options,
  ...callEvent.options,
  ...organisationEvent.options,
  ...sessionEvents,
  ...personEvents,
]);
export type DomainEvent = z.infer<typeof domainEvent>;

/** Who acted: a person in a role, or the service itself. */
export const actorRef = z.object({
  role: z.enum(['applicant', 'staff', 'juror', 'system']),
  personId: personId().optional(),
});
export type ActorRef = z.infer<typeof actorRef>;

/** What an event carries when it is stored: its place in its aggregate's chain. */
export const eventEnvelope = z.object({
  /** Version of this type of event; left out by what was stored before there were versions, which is the first. */
  v: z.int().min(1).optional(),
  /** By which rules the head was made of it (`functions/domain/corrections.ts`); left out for the first. */
  rules: z.int().min(1).optional(),
  aggregate: z.object({ type: aggregateType, id: z.string() }),
  /** 1 for the aggregate's first event. */
  seq: z.int().min(1),
  at: instant(),
  actor: actorRef,
  /** The act that it is part of; older events and those of the service itself have none. */
  act: actId.optional(),
  /** Further requests of the same act were to follow, and its end to be reported. */
  gathers: z.literal(true).optional(),
  /** Hash of the event before it; 64 zeros for the first. */
  previousHash: digest,
  /** SHA-256 over the canonical JSON (RFC 8785) of everything else in the event. */
  hash: digest,
});
export const storedEvent = z.intersection(eventEnvelope, domainEvent);
export type StoredEvent = z.infer<typeof eventEnvelope> & DomainEvent;

/** Every type of event that this code knows. */
export const eventTypes: ReadonlySet<string> = new Set(domainEvent.options.map(({ shape }) => shape.type.value));

/**
 * An event that newer code wrote, as older code reads it while both run or after a return to it: where it stands and when
 * it came, nothing of what it says.
 */
export type UnknownEvent = z.infer<typeof eventEnvelope> & { type: 'unknown'; data: Record<string, never> };

/** An event as it is read. */
export type ReadEvent = StoredEvent | UnknownEvent;

export const isKnown = (event: ReadEvent): event is StoredEvent => event.type !== 'unknown';
