import type * as z from 'zod';
import type { staffSession } from '../../schemas/contract/staff-session.ts';
import { duties, mayDo } from '../../schemas/office.ts';
import type { Point } from '../../schemas/session.ts';
import { countingVotes, tallyOf, voteOutcome, votesBelowQuorum } from '../domain/session/count-votes.ts';
import { agendaOf, quorumHolds, recusedFrom, undeclaredNow, votersOf } from '../domain/session/gathering.ts';
import { pointActionsFor, sessionActionsFor } from '../domain/session/lifecycle.ts';
import type { PersonItem } from '../store/items.ts';
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
    votesBelowQuorum: votesBelowQuorum(loaded, point),
    ...(point.state === 'counted' && { tally: tallyOf(votes) }),
    ...(point.result?.tally && { tally: point.result.tally }),
    ...(outcome && { outcome }),
    notes: point.notes ?? remarks?.text ?? '',
    notesRevision: remarks?.revision ?? 0,
    availableActions: pointActionsFor(loaded, point),
  };
};

/** A file of the agenda that the agent is recused from: its number, its place and how far it has come, and nothing of it. */
const closedPoint = (point: Point, place: number, recusedSince: string) => ({
  applicationId: point.applicationId,
  place,
  number: point.number,
  title: '',
  organisationName: '',
  amountAskedCents: 0,
  stepId: point.stepId,
  stepLabel: point.stepLabel,
  quorum: point.quorum,
  scored: point.scored,
  state: point.state,
  rev: point.rev,
  round: point.round,
  voters: 0,
  quorumMet: false,
  votedIds: [],
  awaitedIds: [],
  recused: [],
  undeclaredIds: [],
  votesBelowQuorum: false,
  notes: '',
  notesRevision: 0,
  availableActions: [],
  recusedSince,
});

/**
 * A session before an agent: what was voted once it is counted, by whom a vote is in before; to whom does not run sessions
 * without anything to do, and without what the agent is recused from.
 */
export const sessionView = (
  loaded: LoadedSession,
  { roles }: Pick<PersonItem, 'roles'>,
  recused: ReadonlyMap<string, string>,
  silences: ReadonlyMap<string, string>,
): z.input<typeof staffSession> => {
  const { session, presences } = loaded;
  const agenda = agendaOf(loaded);
  const runs = mayDo(roles, duties.handle);
  const points = agenda.map((point, index) => {
    const since = recused.get(point.applicationId);
    if (since) return closedPoint(point, index + 1, since);
    const runsOutOn = silences.get(point.applicationId);
    const view = { ...viewOfPoint(loaded, point, index + 1), ...(runsOutOn && { runsOutOn }) };
    return runs ? view : { ...view, availableActions: [] };
  });
  return {
    ...session,
    members: presences
      .map(({ personId, name, present, excused = false }) => ({ personId, name, present, excused }))
      .sort((one, other) => one.name.localeCompare(other.name, 'fr')),
    points,
    // With a file in it that is closed to the agent, the sum would tell what was proposed for that.
    proposedCents: agenda
      .filter(({ applicationId }) => !recused.has(applicationId))
      .reduce((sum, { result }) => sum + (result?.proposedCents ?? 0), 0),
    availableActions: runs ? sessionActionsFor(loaded) : [],
  };
};
