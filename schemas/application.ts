import * as z from 'zod';
import { budget } from './budget.ts';
import { callId } from './call.ts';
import { outcome } from './decision.ts';
import { stepResult } from './evaluation.ts';
import {
  alsoWhenWrong,
  day,
  email,
  id,
  instant,
  isDay,
  line,
  money,
  optionalText,
  personId,
  phone,
  slug,
  type Typing,
  text,
  typed,
  withinBytes,
} from './fields.ts';
import { organisationContent, organisationId } from './organisation.ts';
import { territoryId } from './territory.ts';

export const applicationId = id('app');

/** The states of an application; what leads from one to the next stands in `functions/domain/lifecycle.ts`. */
export const applicationStates = [
  'draft',
  'checking',
  'complements',
  'ready',
  'evaluating',
  'deliberating',
  'deciding',
  'deferred',
  'supported',
  'refused',
  'ineligible',
  'closed',
  'refused-by-silence',
  'withdrawn',
] as const;
export const applicationState = z.enum(applicationStates);
export type ApplicationState = z.infer<typeof applicationState>;

/** States of a file that is over. */
export const finalStates = [
  'supported',
  'refused',
  'ineligible',
  'closed',
  'refused-by-silence',
  'withdrawn',
] as const satisfies ApplicationState[];

export const isFinal = (state: ApplicationState): boolean =>
  (finalStates as readonly ApplicationState[]).includes(state);

/** Whether the City still owes an answer: the file was submitted, and is not over. */
export const isInFlight = (state: ApplicationState): boolean => state !== 'draft' && !isFinal(state);

/** What can be done to an application, by whoever the transition table lets. */
export const applicationActions = [
  'save',
  'submit',
  'discard',
  'withdraw',
  'pass-check',
  'request-complements',
  'provide-complements',
  'find-ineligible',
  'open-step',
  'assign-juror',
  'relieve-juror',
  'evaluate',
  'recuse',
  'close-step',
  'schedule',
  'unschedule',
  'postpone',
  'conclude',
  'support',
  'refuse',
  'defer',
  'resume',
  'announce',
  'correct-decision',
  'withdraw-decision',
  'record-agreement',
  'close-unanswered',
  'record-silence',
  'reopen',
] as const;
export const applicationAction = z.enum(applicationActions);
export type ApplicationAction = z.infer<typeof applicationAction>;

/** A number that people read out: year and five characters without look-alikes, `ESS-2026-4F7K2`. */
export const applicationNumber = z.string().regex(/^ESS-[0-9]{4}-[0-9A-HJKMNP-TV-Z]{5}$/);

export const project = z
  .object({
    title: line(120),
    summary: text(3000, 40),
    socialNeed: text(3000, 20),
    sector: slug(),
    supportKind: slug(),
    territories: z.array(territoryId).min(1).max(12),
    startsOn: day(),
    endsOn: day(),
    beneficiaries: z.int().min(1).max(1_000_000),
    partners: optionalText(1000),
  })
  .superRefine(({ startsOn, endsOn, territories }: Typing<'startsOn' | 'endsOn' | 'territories'>, context) => {
    if (isDay(startsOn) && isDay(endsOn) && endsOn < startsOn)
      context.addIssue({ code: 'custom', path: ['endsOn'], params: { rule: 'before-start' } });
    if (Array.isArray(territories) && new Set(territories).size !== territories.length)
      context.addIssue({ code: 'custom', path: ['territories'], params: { rule: 'duplicate-id' } });
  }, alsoWhenWrong);
export type Project = z.infer<typeof project>;

/** Who to write to about this file, and what the applicant commits to; each box is a declaration on honour. */
export const commitments = z.object({
  contactName: line(120),
  contactEmail: email(),
  contactPhone: phone(),
  /** Contrat d'engagement républicain: décret 2021-1947. */
  republicanCommitment: z.literal(true),
  /** The figures are right, and social and tax returns are up to date. */
  accuracy: z.literal(true),
  /** The signatory may bind the organisation. */
  authority: z.literal(true),
});
export type Commitments = z.infer<typeof commitments>;

/** The parts of the form, each saved by itself. */
export const sectionSchemas = { project, budget, commitments } as const;
export const sectionNames = ['project', 'budget', 'commitments'] as const;
export const sectionName = z.enum(sectionNames);
export type SectionName = z.infer<typeof sectionName>;

/** Largest draft section, in bytes: several times what the form itself takes. */
export const maxSectionBytes = 60_000;

/** A section as typed so far: anything of the right outer shape, so that nothing typed is ever refused or lost. */
export const draftSection = typed.superRefine(withinBytes(maxSectionBytes));
export type DraftSection = z.infer<typeof draftSection>;

/** A saved section and its revision; a save names the revision it was made from. */
export const savedSection = z.object({ content: typed, revision: z.int().min(1), savedAt: instant() });

/** What a submission freezes. */
export const applicationContent = z.object({
  organisation: organisationContent,
  project,
  budget,
  commitments,
});
export type ApplicationContent = z.infer<typeof applicationContent>;

/**
 * A territory's part of the money, in hundredths of a percent; parts sum to 10,000. Parts that are one apart stand for equal
 * ones: cents are split by what they stand for (`functions/domain/shares.ts`).
 */
export const share = z.object({ territoryId, basisPoints: z.int().min(0).max(10_000) });
export type Share = z.infer<typeof share>;

export const sessionId = id('ses');

/** A jury step under way: each juror alone, or together in the session that has the file on its agenda. */
export const openStep = z.object({
  stepId: slug(),
  openedAt: instant(),
  /** When evaluations are late; on an agenda, when the session begins. */
  dueAt: instant(),
  jurorIds: z.array(personId()),
  wanted: z.int().min(1),
  quorum: z.int().min(1),
  sessionId: sessionId.optional(),
});
export type OpenStep = z.infer<typeof openStep>;

export const recusal = z.object({ jurorId: personId(), at: instant() });

/**
 * The part of an application that its events replay: where it stands and why. Content, names and texts stand in other
 * items, so that erasing them leaves the chain whole.
 */
export const applicationCore = z.object({
  id: applicationId,
  /** Number of events so far. */
  version: z.int().min(0),
  state: applicationState,
  callId,
  callVersion: z.int().min(1),
  organisationId,
  startedAt: instant(),
  number: applicationNumber.optional(),
  /** Frozen contents so far: 1 after the submission, one more with each answer to a request. */
  revision: z.int().min(0),
  submittedAt: instant().optional(),
  /** The day on which silence becomes a refusal; pushed back by the days that a request for documents stood open. */
  silenceRejectsOn: day().optional(),
  complementsRequestedAt: instant().optional(),
  complementsDueOn: day().optional(),
  stepId: slug().optional(),
  jury: openStep.optional(),
  recusals: z.array(recusal),
  results: z.array(stepResult),
  shares: z.array(share),
  amountAskedCents: money(),
  outcome: outcome.optional(),
  grantedCents: money().optional(),
  decidedOn: day().optional(),
  /** A decision that is not announced yet: the day on which applicants are told. Until then they see the file waiting. */
  announceOn: day().optional(),
  /** The day on which the grant's agreement was signed. */
  agreementSignedOn: day().optional(),
  /** The day on which staff ended the file without a decision: what was asked for never came, or silence had refused. */
  closedOn: day().optional(),
  updatedAt: instant(),
});
export type ApplicationCore = z.infer<typeof applicationCore>;

/** What lists show of an application beside its core. */
export const applicationTitle = z.object({
  title: z.string(),
  organisationName: z.string(),
  sector: z.string(),
  supportKind: z.string(),
});
export type ApplicationTitle = z.infer<typeof applicationTitle>;

export const timelineActors = ['applicant', 'staff', 'juror', 'system'] as const;
export const timelineEntry = z.object({
  seq: z.int().min(1),
  type: z.string(),
  at: instant(),
  by: z.enum(timelineActors),
  /** Values for the sentence, such as an amount in cents or a day. */
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The text that went with it: a request, a decision's reasons. */
  text: z.string().optional(),
});
export type TimelineEntry = z.infer<typeof timelineEntry> & {
  /** Who it was: for staff alone, of agents and jurors whose name is known. */
  byName?: string | undefined;
};
