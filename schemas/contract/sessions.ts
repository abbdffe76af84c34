import * as z from 'zod';
import { applicationId, sessionId } from '../application.ts';
import { callId } from '../call.ts';
import { ballot, opinion, tally } from '../evaluation.ts';
import { changes, cursor, day, idempotencyKey, instant, money, personId } from '../fields.ts';
import { duties } from '../office.ts';
import {
  noteText,
  point,
  pointAction,
  sessionAction,
  sessionCore,
  sessionPlan,
  sessionState,
  sessionTitle,
} from '../session.ts';
import type { Operation } from './operation.ts';
import { page } from './shared.ts';

export const session = z.object({ sessionId });
const pointOf = session.extend({ applicationId });
const rev = changes(1);

export const sessionListItem = sessionCore
  .pick({
    id: true,
    state: true,
    startsAt: true,
    convenedAt: true,
    openedAt: true,
    closedAt: true,
    minutesApprovedAt: true,
    memberIds: true,
  })
  .extend(sessionTitle.shape);

/** A file of the agenda before the secretary. */
export const staffPoint = point.omit({ voterIds: true, abstainedIds: true, moved: true }).extend({
  /** Members present whom no conflict of interest keeps away, by their word: those who can vote, or could when the votes were counted. */
  voters: z.int(),
  quorumMet: z.boolean(),
  /** Members whose vote of this round is in; never what they voted. */
  votedIds: z.array(personId()),
  /** Members who can vote and have not, while the vote is open. */
  awaitedIds: z.array(personId()),
  recused: z.array(z.object({ personId: personId(), since: instant() })),
  /** Members present who have not said yet whether a conflict of interest keeps them from the file: they do not vote. */
  undeclaredIds: z.array(personId()),
  /** The votes that were counted are fewer than the quorum: an opinion on them has to be confirmed. */
  votesBelowQuorum: z.boolean(),
  /** Once the votes are counted. */
  tally: tally.optional(),
  outcome: ballot.optional(),
  notes: z.string(),
  notesRevision: z.int(),
  availableActions: z.array(pointAction),
  /** The day on which silence refuses the file, while the session is planned. */
  runsOutOn: day().optional(),
  /** Since when the agent who asks is recused from the file: then nothing but its number and place is told. */
  recusedSince: instant().optional(),
});

export const staffSession = sessionCore.extend(sessionTitle.shape).extend({
  members: z.array(z.object({ personId: personId(), name: z.string(), present: z.boolean(), excused: z.boolean() })),
  points: z.array(staffPoint),
  /** The amounts that this session has proposed so far, in cents. */
  proposedCents: z.int(),
  availableActions: z.array(sessionAction),
});

/**
 * A file of the agenda before a member: of one that the member is recused from its place on the agenda and the date; of one
 * for which the member has not said yet whether a conflict of interest stands in the way, what is needed to say it.
 */
export const jurorPoint = z.discriminatedUnion('standing', [
  z.object({ standing: z.literal('recused'), place: z.int(), since: instant() }),
  point
    .pick({ applicationId: true, place: true, number: true, title: true, organisationName: true, state: true })
    .extend({ standing: z.literal('undeclared') }),
  point
    .pick({
      applicationId: true,
      place: true,
      number: true,
      title: true,
      organisationName: true,
      amountAskedCents: true,
      state: true,
      scores: true,
      round: true,
    })
    .extend({
      standing: z.literal('open'),
      /** The member's own vote of this round. */
      ballot: ballot.optional(),
      tally: tally.optional(),
      outcome: ballot.optional(),
      proposedCents: money().optional(),
      /** The vote is open, and the member may take part. */
      canVote: z.boolean(),
    }),
]);

export const jurorSession = sessionCore
  .pick({ id: true, state: true, startsAt: true, minutesApprovedAt: true })
  .extend(sessionTitle.shape)
  .extend({ present: z.boolean(), points: z.array(jurorPoint) });

export const problems = [403, 404, 409, 422] as const;

/** What staff do with sessions of the jury. Those that change something answer with the session as it stands then. */
export const staffSessionContract = {
  listSessions: {
    method: 'GET',
    path: '/api/staff/sessions',
    audience: 'staff',
    roles: duties.read,
    summary: "A call's sessions of the jury in one state.",
    query: z.object({ callId, state: sessionState.default('planned'), cursor: cursor().optional() }),
    response: page(sessionListItem),
    problems: [403, 422],
  },
  planSession: {
    method: 'POST',
    path: '/api/staff/sessions',
    audience: 'staff',
    roles: duties.handle,
    summary: 'Plan a session of the jury. Its members are not told before they are convened.',
    /** The same key again finds the session that it planned. A page that was opened before an update names none. */
    body: sessionPlan.extend({ callId, idempotencyKey: idempotencyKey().optional() }),
    response: staffSession,
    problems: [403, 404, 422],
  },
  getSession: {
    method: 'GET',
    path: '/api/staff/sessions/{sessionId}',
    audience: 'staff',
    roles: duties.read,
    summary: 'A session as it stands: agenda, presence, votes that are in, and what can be done.',
    params: session,
    response: staffSession,
    problems: [403, 404, 422],
  },
  changeSession: {
    method: 'PUT',
    path: '/api/staff/sessions/{sessionId}',
    audience: 'staff',
    roles: duties.handle,
    summary:
      'Change what was planned; members who were convened are told. Sent again, it finishes what was cut short and changes nothing else.',
    params: session,
    body: sessionPlan.extend({ version: changes(1) }),
    response: staffSession,
    problems,
  },
  conveneSession: {
    method: 'POST',
    path: '/api/staff/sessions/{sessionId}/convocation',
    audience: 'staff',
    roles: duties.handle,
    summary: 'Invite the members by e-mail: date, place, link and number of files.',
    params: session,
    body: z.object({}),
    response: staffSession,
    problems,
  },
  cancelSession: {
    method: 'POST',
    path: '/api/staff/sessions/{sessionId}/cancellation',
    audience: 'staff',
    roles: duties.handle,
    summary: 'Cancel a planned session; its files wait for another one.',
    params: session,
    body: z.object({}),
    response: staffSession,
    problems,
  },
  scheduleFile: {
    method: 'POST',
    path: '/api/staff/sessions/{sessionId}/agenda',
    audience: 'staff',
    roles: duties.handle,
    summary: 'Put a file that waits for a session on the agenda of this one.',
    params: session,
    body: z.object({ applicationId }),
    response: staffSession,
    problems,
  },
  unscheduleFile: {
    method: 'DELETE',
    path: '/api/staff/sessions/{sessionId}/agenda/{applicationId}',
    audience: 'staff',
    roles: duties.handle,
    summary: 'Take a file off the agenda before it is heard.',
    params: pointOf,
    response: staffSession,
    problems,
  },
  orderAgenda: {
    method: 'PUT',
    path: '/api/staff/sessions/{sessionId}/agenda',
    audience: 'staff',
    roles: duties.handle,
    summary: 'Put the agenda in this order; every file on it is named once.',
    params: session,
    body: z.object({ applicationIds: z.array(applicationId).min(1).max(60) }),
    response: staffSession,
    problems,
  },
  openSession: {
    method: 'POST',
    path: '/api/staff/sessions/{sessionId}/opening',
    audience: 'staff',
    roles: duties.handle,
    summary: 'Open the session.',
    params: session,
    body: z.object({}),
    response: staffSession,
    problems,
  },
  markPresence: {
    method: 'PUT',
    path: '/api/staff/sessions/{sessionId}/members/{personId}',
    audience: 'staff',
    roles: duties.handle,
    summary: 'Mark a member as present, or gone; or who is away as excused.',
    params: session.extend({ personId: personId() }),
    /** Whoever is present needs no excuse; left out, an excuse stays as it is. */
    body: z.object({ present: z.boolean(), excused: z.boolean().optional() }),
    response: staffSession,
    problems,
  },
  runPoint: {
    method: 'POST',
    path: '/api/staff/sessions/{sessionId}/agenda/{applicationId}/step',
    audience: 'staff',
    roles: duties.handle,
    summary: 'Hear a file, put it back, show its scores to everybody at once, open the vote, or count it.',
    params: pointOf,
    body: z.object({ step: z.enum(['hear', 'put-back', 'reveal', 'open-vote', 'count']), rev }),
    response: staffSession,
    problems,
  },
  saveNotes: {
    method: 'PUT',
    path: '/api/staff/sessions/{sessionId}/agenda/{applicationId}/notes',
    audience: 'staff',
    roles: duties.handle,
    summary: 'Save the notes of the debate as they are.',
    params: pointOf,
    body: z.object({ text: noteText, revision: changes(0) }),
    response: z.object({ revision: z.int(), savedAt: instant() }),
    problems,
  },
  concludePoint: {
    method: 'POST',
    path: '/api/staff/sessions/{sessionId}/agenda/{applicationId}/opinion',
    audience: 'staff',
    roles: duties.handle,
    summary:
      'Give the opinion that the vote came to: the file goes to its next step. One that is not unfavourable names the amount proposed, or says that none is.',
    params: pointOf,
    /** `belowQuorum` confirms an opinion on fewer votes than the quorum; without it, that is a conflict. */
    body: z.object({
      opinion,
      proposedCents: money().optional(),
      /** No amount is proposed. */
      withoutAmount: z.literal(true).optional(),
      belowQuorum: z.literal(true).optional(),
      rev,
    }),
    response: staffSession,
    problems,
  },
  postponePoint: {
    method: 'POST',
    path: '/api/staff/sessions/{sessionId}/agenda/{applicationId}/postponement',
    audience: 'staff',
    roles: duties.handle,
    summary: 'Put the file on the table off to a later session.',
    params: pointOf,
    body: z.object({ rev }),
    response: staffSession,
    problems,
  },
  closeSession: {
    method: 'POST',
    path: '/api/staff/sessions/{sessionId}/closing',
    audience: 'staff',
    roles: duties.handle,
    summary: 'Close the session; files that were not heard wait for another one.',
    params: session,
    body: z.object({}),
    response: staffSession,
    problems,
  },
  getEnvelope: {
    method: 'GET',
    path: '/api/staff/sessions/{sessionId}/envelope',
    audience: 'staff',
    roles: duties.read,
    summary: "The call's money for the session's calendar year, and what was granted of it.",
    params: session,
    response: z.object({
      year: z.string(),
      envelopeCents: money().optional(),
      grantedCents: z.int(),
      /** Of what was granted, the part that is not announced yet. */
      keptCents: money(),
    }),
    problems: [403, 404, 422],
  },
} as const satisfies Record<string, Operation>;

/** What members do at sessions of the jury. */
export const jurySessionContract = {
  listJurySessions: {
    method: 'GET',
    path: '/api/jury/sessions',
    audience: 'jury',
    summary: 'The sessions that I am a member of, the latest first.',
    query: z.object({ cursor: cursor().optional() }),
    response: page(
      sessionListItem.omit({
        memberIds: true,
        convenedAt: true,
        openedAt: true,
        closedAt: true,
        minutesApprovedAt: true,
      }),
    ),
    problems: [403, 422],
  },
  getJurySession: {
    method: 'GET',
    path: '/api/jury/sessions/{sessionId}',
    audience: 'jury',
    summary: 'A session that I am a member of, as it stands: the file on the table, its scores once shown, my vote.',
    params: session,
    response: jurorSession,
    problems: [403, 404, 422],
  },
  castVote: {
    method: 'PUT',
    path: '/api/jury/sessions/{sessionId}/votes/{applicationId}',
    audience: 'jury',
    summary: 'Vote on the file on the table, or change my vote while the vote is open.',
    params: pointOf,
    body: z.object({ ballot, round: changes(1) }),
    response: jurorSession,
    problems,
  },
} as const satisfies Record<string, Operation>;
