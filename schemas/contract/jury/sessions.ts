import * as z from 'zod';
import { ballot, tally } from '../../evaluation.ts';
import { changes, cursor, instant, money } from '../../fields.ts';
import { point, sessionCore, sessionTitle } from '../../session.ts';
import { minutes } from '../minutes.ts';
import type { Operation } from '../operation.ts';
import { pointOf, problems, session, sessionListItem } from '../sessions.ts';
import { page, printedFile } from '../shared.ts';
import { juryPlaces } from './places.ts';

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

const at = juryPlaces.sessions;

/** What members do at sessions of the jury, and read of their minutes. */
export const jurySessionsContract = {
  listJurySessions: {
    ...at.listJurySessions,
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
    ...at.getJurySession,
    audience: 'jury',
    summary: 'A session that I am a member of, as it stands: the file on the table, its scores once shown, my vote.',
    params: session,
    response: jurorSession,
    problems: [403, 404, 422],
  },
  castVote: {
    ...at.castVote,
    audience: 'jury',
    summary: 'Vote on the file on the table, or change my vote while the vote is open.',
    params: pointOf,
    body: z.object({ ballot, round: changes(1) }),
    response: jurorSession,
    problems,
  },
  getJuryMinutes: {
    ...at.getJuryMinutes,
    audience: 'jury',
    summary:
      'The approved minutes of a session that I was a member of, less the files that I am recused from or have not declared for, and then less what is general and might give them away.',
    params: session,
    response: minutes,
    noted: 'minutes',
    problems: [403, 404, 422],
  },
  getJuryMinutesPdf: {
    ...at.getJuryMinutesPdf,
    audience: 'jury',
    summary: 'The approved minutes of my session as PDF, less what is closed to me.',
    params: session,
    response: printedFile,
    noted: 'minutes',
    problems: [403, 404, 422],
  },
} as const satisfies Record<string, Operation>;
