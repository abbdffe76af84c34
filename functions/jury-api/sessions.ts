import type * as z from 'zod';
import type { jurorPoint, jurorSession } from '../../schemas/contract/jury/sessions.ts';
import type { Point } from '../../schemas/session.ts';
import { notFound } from '../domain/errors.ts';
import { castVote } from '../domain/session/cast-vote.ts';
import { countingVotes, tallyOf, voteOutcome } from '../domain/session/count-votes.ts';
import { agendaOf, reads } from '../domain/session/gathering.ts';
import type { Operations } from '../http.ts';
import { printMinutes } from '../print-minutes.ts';
import { readableMinutes } from '../readable-minutes.ts';
import { retrying } from '../store/commit.ts';
import { saveVote } from '../store/hearings.ts';
import type { PersonItem } from '../store/items.ts';
import { loadMinutes } from '../store/minutes.ts';
import type { StorePorts } from '../store/ports.ts';
import { recusedFiles } from '../store/recusals.ts';
import { type LoadedSession, listSessionsOf, loadSession } from '../store/sessions.ts';

type SessionOperations = Pick<
  Operations<'jury'>,
  'listJurySessions' | 'getJurySession' | 'castVote' | 'getJuryMinutes' | 'getJuryMinutesPdf'
>;

type Member = Pick<PersonItem, 'id' | 'roles' | 'juror'>;
/** Since when files are closed, by file. */
type Closed = ReadonlyMap<string, string>;

/**
 * A session that this juror is a member of.
 * @throws DomainError not-found for anybody else, as for one that does not exist or was cancelled before it was known.
 */
const memberSession = async (ports: StorePorts, jurorId: string, sessionId: string): Promise<LoadedSession> => {
  const loaded = await loadSession(ports, sessionId);
  if (!loaded?.session.memberIds.includes(jurorId)) throw notFound();
  return loaded;
};

/**
 * The files that are closed to a member who is recused from them, with the date: at this session, or since, be it as an agent
 * or at another session. What the session itself says of its hearings stays as it was.
 */
const closedTo = async (ports: StorePorts, member: Member, { recusals }: LoadedSession): Promise<Closed> =>
  new Map([
    ...(await recusedFiles(ports, member)),
    ...recusals.flatMap(({ applicationId, jurorId, at }) =>
      jurorId === member.id ? [[applicationId as string, at] as const] : [],
    ),
  ]);

/**
 * The approved minutes as this member may read them: closed is what the member is recused from, or has not declared for.
 * @throws DomainError not-found before their approval: in draft nobody but staff reads them.
 */
const minutesFor = async (ports: StorePorts, member: Member, sessionId: string) => {
  const loaded = await memberSession(ports, member.id, sessionId);
  const minutes = await loadMinutes(ports, sessionId);
  if (!loaded.session.minutesApprovedAt || !minutes) throw notFound();
  const closed = await closedTo(ports, member, loaded);
  const isClosed = (applicationId: string) => !reads(loaded, applicationId, member.id) || closed.has(applicationId);
  const { revision, savedAt } = minutes;
  const content = readableMinutes(minutes.content, agendaOf(loaded), isClosed);
  return { state: 'approved' as const, revision, savedAt, content };
};

const viewOfPoint = (
  loaded: LoadedSession,
  point: Point,
  place: number,
  jurorId: string,
  closed: Closed,
): z.input<typeof jurorPoint> => {
  const since = closed.get(point.applicationId);
  if (since) return { standing: 'recused', place, since };
  if (!reads(loaded, point.applicationId, jurorId)) {
    const { applicationId, number, title, organisationName, state } = point;
    return { standing: 'undeclared', applicationId, place, number, title, organisationName, state };
  }
  const votes = countingVotes(loaded, point);
  const own = votes.find((vote) => vote.jurorId === jurorId)?.ballot;
  const tally = point.state === 'counted' ? tallyOf(votes) : (point.result?.tally ?? point.tally);
  const outcome = voteOutcome(loaded, point) ?? point.result?.opinion;
  const proposedCents = point.result?.proposedCents;
  const present = loaded.presences.some((entry) => entry.personId === jurorId && entry.present);
  return {
    ...point,
    standing: 'open',
    place,
    ...(own && (point.state === 'voting' || point.state === 'counted') && { ballot: own }),
    ...(tally && { tally }),
    ...(outcome && { outcome }),
    ...(proposedCents !== undefined && { proposedCents }),
    canVote: loaded.session.state === 'open' && point.state === 'voting' && present,
  };
};

/** A session before one of its members: what all may see at once, the own vote, and nothing of a file that is closed to the member. */
const jurorView = async (
  ports: StorePorts,
  loaded: LoadedSession,
  member: Member,
): Promise<z.input<typeof jurorSession>> => {
  const closed = await closedTo(ports, member, loaded);
  return {
    ...loaded.session,
    present: loaded.presences.some((entry) => entry.personId === member.id && entry.present),
    points: agendaOf(loaded).map((point, index) => viewOfPoint(loaded, point, index + 1, member.id, closed)),
  };
};

export const sessionOperations = (ports: StorePorts): SessionOperations => ({
  async listJurySessions({ query, person }) {
    return listSessionsOf(ports, person.id, query.cursor);
  },

  async getJurySession({ params, person }) {
    return jurorView(ports, await memberSession(ports, person.id, params.sessionId), person);
  },

  async castVote({ params, body, person, at }) {
    await retrying(ports, async () => {
      const loaded = await memberSession(ports, person.id, params.sessionId);
      const vote = castVote({
        gathering: loaded,
        applicationId: params.applicationId,
        jurorId: person.id,
        ...body,
        at,
      });
      await saveVote(ports, params.sessionId, vote);
    });
    return jurorView(ports, await memberSession(ports, person.id, params.sessionId), person);
  },

  async getJuryMinutes({ params, person }) {
    return minutesFor(ports, person, params.sessionId);
  },

  async getJuryMinutesPdf({ params, person }) {
    const { state, savedAt, content } = await minutesFor(ports, person, params.sessionId);
    return printMinutes(ports, content, { sessionId: params.sessionId, state, at: savedAt });
  },
});
