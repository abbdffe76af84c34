import type * as z from 'zod';
import type { staffSession } from '../../schemas/contract/sessions.ts';
import type { Point } from '../../schemas/session.ts';
import { countingVotes, tallyOf, voteOutcome } from '../domain/session/count-votes.ts';
import { agendaOf, quorumHolds, recusedFrom, undeclaredNow, votersOf } from '../domain/session/gathering.ts';
import { pointActionsFor, sessionActionsFor } from '../domain/session/lifecycle.ts';
import type { LoadedSession } from '../store/sessions.ts';

const viewOfPoint = (loaded: LoadedSession, point: Point, place: number) => {
  const remarks = loaded.remarks.find(({ applicationId }) => applicationId === point.applicationId);
  const votes = countingVotes(loaded, point);
  const voterIds = votersOf(loaded, point);
  const votedIds = point.state === 'voting' || point.state === 'counted' ? votes.map(({ jurorId }) => jurorId) : [];
  const outcome = voteOutcome(loaded, point) ?? point.result?.opinion;
  return {
    ...point,
    place,
    voters: voterIds.length,
    quorumMet: quorumHolds(loaded, point),
    votedIds,
    awaitedIds: point.state === 'voting' ? voterIds.filter((id) => !votedIds.includes(id)) : [],
    recused: recusedFrom(loaded, point.applicationId).map(({ jurorId, at }) => ({ personId: jurorId, since: at })),
    undeclaredIds: point.voterIds ? [] : undeclaredNow(loaded, point.applicationId),
    ...(point.state === 'counted' && { tally: tallyOf(votes) }),
    ...(point.result?.tally && { tally: point.result.tally }),
    ...(outcome && { outcome }),
    notes: point.notes ?? remarks?.text ?? '',
    notesRevision: remarks?.revision ?? 0,
    availableActions: pointActionsFor(loaded, point),
  };
};

/** A session before the secretary: what was voted once it is counted, by whom a vote is in before. */
export const sessionView = (loaded: LoadedSession): z.input<typeof staffSession> => {
  const { session, presences } = loaded;
  const agenda = agendaOf(loaded);
  return {
    ...session,
    members: presences
      .map(({ personId, name, present }) => ({ personId, name, present }))
      .sort((one, other) => one.name.localeCompare(other.name, 'fr')),
    points: agenda.map((point, index) => viewOfPoint(loaded, point, index + 1)),
    proposedCents: agenda.reduce((sum, { result }) => sum + (result?.proposedCents ?? 0), 0),
    availableActions: sessionActionsFor(loaded),
  };
};
