import type * as z from 'zod';
import type { jurorPoint, jurorSession } from '../../schemas/contract/sessions.ts';
import type { Point } from '../../schemas/session.ts';
import { notFound } from '../domain/errors.ts';
import { castVote } from '../domain/session/cast-vote.ts';
import { countingVotes, tallyOf, voteOutcome } from '../domain/session/count-votes.ts';
import { agendaOf, reads, recusedFrom } from '../domain/session/gathering.ts';
import type { Operations } from '../http.ts';
import { printMinutes } from '../print-minutes.ts';
import { retrying } from '../store/commit.ts';
import { saveVote } from '../store/hearings.ts';
import { loadMinutes } from '../store/minutes.ts';
import type { StorePorts } from '../store/ports.ts';
import { type LoadedSession, listSessionsOf, loadSession } from '../store/sessions.ts';

type SessionOperations = Pick<
  Operations<'jury'>,
  'listJurySessions' | 'getJurySession' | 'castVote' | 'getJuryMinutes' | 'getJuryMinutesPdf'
>;

/**
 * A session that this juror is a member of.
 * @throws DomainError not-found for anybody else, as for one that does not exist or was cancelled before it was known.
 */
const memberSession = async (ports: StorePorts, jurorId: string, sessionId: string): Promise<LoadedSession> => {
  const loaded = await loadSession(ports, sessionId);
  if (!loaded?.session.memberIds.includes(jurorId)) throw notFound();
  return loaded;
};

/** Whether nothing of a file is kept from this member: not recused, and no conflict of interest by the member's own word. */
const isOpenTo = (loaded: LoadedSession, jurorId: string, applicationId: string): boolean =>
  reads(loaded, applicationId, jurorId) &&
  !recusedFrom(loaded, applicationId).some((recusal) => recusal.jurorId === jurorId);

/**
 * The approved minutes as this member may read them: less the files that the member is recused from, or has not declared
 * for.
 * @throws DomainError not-found before their approval: in draft nobody but staff reads them.
 */
const readableMinutes = async (ports: StorePorts, jurorId: string, sessionId: string) => {
  const loaded = await memberSession(ports, jurorId, sessionId);
  const minutes = await loadMinutes(ports, sessionId);
  if (!loaded.session.minutesApprovedAt || !minutes) throw notFound();
  const parts = minutes.content.parts.filter(
    ({ applicationId }) => !applicationId || isOpenTo(loaded, jurorId, applicationId),
  );
  const { revision, savedAt, content } = minutes;
  return { state: 'approved' as const, revision, savedAt, content: { ...content, parts } };
};

const viewOfPoint = (
  loaded: LoadedSession,
  point: Point,
  place: number,
  jurorId: string,
): z.input<typeof jurorPoint> => {
  const recusal = recusedFrom(loaded, point.applicationId).find((entry) => entry.jurorId === jurorId);
  if (recusal) return { standing: 'recused', place, since: recusal.at };
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
const jurorView = (loaded: LoadedSession, jurorId: string): z.input<typeof jurorSession> => ({
  ...loaded.session,
  present: loaded.presences.some((entry) => entry.personId === jurorId && entry.present),
  points: agendaOf(loaded).map((point, index) => viewOfPoint(loaded, point, index + 1, jurorId)),
});

export const sessionOperations = (ports: StorePorts): SessionOperations => ({
  async listJurySessions({ query, person }) {
    return listSessionsOf(ports, person.id, query.cursor);
  },

  async getJurySession({ params, person }) {
    return jurorView(await memberSession(ports, person.id, params.sessionId), person.id);
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
    return jurorView(await memberSession(ports, person.id, params.sessionId), person.id);
  },

  async getJuryMinutes({ params, person }) {
    return readableMinutes(ports, person.id, params.sessionId);
  },

  async getJuryMinutesPdf({ params, person }) {
    const { state, savedAt, content } = await readableMinutes(ports, person.id, params.sessionId);
    return printMinutes(content, { sessionId: params.sessionId, state, at: savedAt });
  },
});
