import * as z from 'zod';
import { actId } from './act.ts';
import { applicationId, sessionId } from './application.ts';
import { callId } from './call.ts';
import { ballot, opinion, type StepResult, stepResult, tally } from './evaluation.ts';
import {
  alsoWhenWrong,
  instant,
  line,
  localized,
  money,
  optionalText,
  personId,
  plannedInstant,
  slug,
  text,
  withinBytes,
} from './fields.ts';

export { sessionId } from './application.ts';

/**
 * A session of the jury: the members meet, hear the files of its agenda one by one, and give their opinion of each by
 * vote. Its life is an aggregate of its own; the life of each file on the agenda goes on in the file's.
 */

/** Members of one session: each file's opinion is one transaction over their assignments and votes, of at most 100 items. */
export const maxMembers = 40;
/** Files on one agenda. */
export const maxPoints = 40;

export const sessionStates = ['planned', 'open', 'closed', 'cancelled'] as const;
export const sessionState = z.enum(sessionStates);
export type SessionState = z.infer<typeof sessionState>;

/** What the secretary does with a session. */
export const sessionActions = [
  'change',
  'convene',
  'cancel',
  'add-file',
  'remove-file',
  'order',
  'open',
  'mark-presence',
  'close',
  'correct-minutes',
  'approve-minutes',
] as const;
export const sessionAction = z.enum(sessionActions);
export type SessionAction = z.infer<typeof sessionAction>;

/** Where a file of the agenda stands: to be heard, being heard, voted on, its votes counted; then how it left the table. */
export const pointStates = [
  'waiting',
  'open',
  'voting',
  'counted',
  'concluded',
  'postponed',
  'removed',
  'withdrawn',
] as const;
export const pointState = z.enum(pointStates);
export type PointState = z.infer<typeof pointState>;

/** What the secretary does with the file on the table. */
export const pointActions = [
  'hear',
  'put-back',
  'reveal',
  'open-vote',
  'count',
  'note',
  'conclude',
  'postpone',
] as const;
export const pointAction = z.enum(pointActions);
export type PointAction = z.infer<typeof pointAction>;

/** When and where, and who sits. */
export const sessionPlan = z.object({
  title: line(120, 3),
  place: line(300, 3),
  startsAt: plannedInstant(),
  memberIds: z.array(personId()).min(1).max(maxMembers),
});
export type SessionPlan = z.infer<typeof sessionPlan>;

/** The part of a session that its events replay. Title and place stand beside it, so that texts are in no event. */
export const sessionCore = z.object({
  id: sessionId,
  /** Number of events so far. */
  version: z.int().min(0),
  callId,
  state: sessionState,
  startsAt: instant(),
  memberIds: z.array(personId()),
  /** Since when members know of it. */
  convenedAt: instant().optional(),
  openedAt: instant().optional(),
  closedAt: instant().optional(),
  /** Since when the minutes are locked. */
  minutesApprovedAt: instant().optional(),
});
export type SessionCore = z.infer<typeof sessionCore>;

export const sessionTitle = z.object({ title: z.string(), place: z.string() });
export type SessionTitle = z.infer<typeof sessionTitle>;

/** How the marks of one criterion lie: mean in hundredths of a point, lowest and highest mark in points. */
export const criterionMarks = z.object({
  label: localized,
  maxMark: z.int(),
  mean: z.int(),
  least: z.int(),
  most: z.int(),
});

/** The scores of a file as all see them at once: weighted marks in hundredths of a point out of 100, highest first, unnamed. */
export const revealedScores = z.object({
  mean: z.int().optional(),
  marks: z.array(z.int()),
  criteria: z.array(criterionMarks),
});
export type RevealedScores = z.infer<typeof revealedScores>;

/** A file on the agenda. */
export const point = z.object({
  applicationId,
  /** Its number on the agenda, from 1. */
  place: z.int().min(1),
  number: z.string(),
  title: z.string(),
  organisationName: z.string(),
  amountAskedCents: money(),
  stepId: slug(),
  stepLabel: localized,
  /** Members present who have declared and are not recused, without whom no opinion is given. */
  quorum: z.int().min(1),
  /** True when jurors scored it before: there is something to reveal. */
  scored: z.boolean(),
  state: pointState,
  /** Changes with every act of the secretary: two of them at once cannot both win. */
  rev: z.int().min(1),
  scores: revealedScores.optional(),
  /** The vote's number, from 1; a vote that is taken again has the next. */
  round: z.int().min(0),
  /** Members present who had declared and were not recused when the votes were counted, or the file left the table. */
  voterIds: z.array(personId()).max(maxMembers).optional(),
  result: stepResult.optional(),
  /** What was written down of the debate, once the file left the table. */
  notes: z.string().optional(),
  /** The tally at a postponement, when there had been a vote. */
  tally: tally.optional(),
  /** Who moved it along last, and by which act; left out by older code. */
  moved: z.object({ act: actId, personId: personId() }).optional(),
  /** Of those who could vote, who had not when the file left the table after a vote; left out by older code. */
  abstainedIds: z.array(personId()).max(maxMembers).optional(),
});
export type Point = z.infer<typeof point>;

export const presence = z.object({
  personId: personId(),
  present: z.boolean(),
  since: instant().optional(),
  /** Away, and had said so. */
  excused: z.literal(true).optional(),
});
export type Presence = z.infer<typeof presence>;

/** A member's vote in one round. */
export const vote = z.object({ applicationId, jurorId: personId(), round: z.int().min(1), ballot, at: instant() });
export type Vote = z.infer<typeof vote>;

export const sessionRecusal = z.object({ applicationId, jurorId: personId(), at: instant() });
export type SessionRecusal = z.infer<typeof sessionRecusal>;

/** A member whom no conflict of interest keeps from a file, since when the member said so. */
export const sessionReader = z.object({ applicationId, jurorId: personId(), at: instant() });
export type SessionReader = z.infer<typeof sessionReader>;

/** Notes of the debate on one file, as the secretary types them. */
export const remarks = z.object({ applicationId, text: z.string(), revision: z.int().min(1) });
export type Remarks = z.infer<typeof remarks>;

/** Longest notes of one file, in characters. */
export const maxNotes = 8000;

/** What a session came to about one file, frozen: the file's event holds its digest. Who voted what is shown to nobody. */
export const hearing = z.object({
  sessionId,
  at: instant(),
  outcome: z.enum(['concluded', 'postponed']),
  votes: z.array(z.object({ jurorId: personId(), ballot })),
  presentIds: z.array(personId()),
  opinion: opinion.optional(),
  tally: tally.optional(),
  proposedCents: money().optional(),
  /** See the step's result. */
  belowQuorum: z.literal(true).optional(),
  notes: z.string(),
});
export type Hearing = z.infer<typeof hearing>;

/**
 * Minutes as they are kept and shown: in parts, of which each is general or concerns one file. A general part is `forAll` when
 * nothing of any file can be told from it: those to whom a file of the session is closed read no other one.
 */
export const minutesText = z.object({
  language: z.enum(['fr', 'en']),
  title: z.string(),
  parts: z.array(
    z.object({
      applicationId: applicationId.optional(),
      forAll: z.literal(true).optional(),
      heading: z.string(),
      text: z.string(),
    }),
  ),
});
export type MinutesContent = z.infer<typeof minutesText>;
export type MinutesPart = MinutesContent['parts'][number];

/** Parts of minutes. */
export const maxMinutesParts = maxPoints + 4;
/** Longest text of one part, in characters. */
export const maxPartChars = 12_000;
/** Minutes as a whole, in bytes: what one item of the table holds. */
export const maxMinutesBytes = 300_000;

/** Minutes that may be saved; which of their parts are for all is said beside them, anew each time. */
export const minutesContent = minutesText
  .extend({
    title: line(300),
    parts: z
      .array(
        minutesText.shape.parts.element.omit({ forAll: true }).extend({ heading: line(300), text: text(maxPartChars) }),
      )
      .min(1)
      .max(maxMinutesParts),
  })
  .superRefine(withinBytes(maxMinutesBytes), alsoWhenWrong);

export const noteText = optionalText(maxNotes);
export type { StepResult };
