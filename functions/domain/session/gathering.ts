import type { Point, Presence, Remarks, SessionCore, SessionRecusal, Vote } from '../../../schemas/session.ts';

/** A session as it stands while it is held: all that its acts decide upon. */
export interface Gathering {
  session: SessionCore;
  points: readonly Point[];
  presences: readonly Presence[];
  recusals: readonly SessionRecusal[];
  votes: readonly Vote[];
  remarks: readonly Remarks[];
}

/** The files of the agenda, in its order; those taken off it are not. */
export const agendaOf = ({ points }: Pick<Gathering, 'points'>): Point[] =>
  points.filter(({ state }) => state !== 'removed').sort((one, other) => one.place - other.place);

const onTable: readonly Point['state'][] = ['open', 'voting', 'counted'];

/** The file that is being heard. */
export const heardNow = ({ points }: Pick<Gathering, 'points'>): Point | undefined =>
  points.find(({ state }) => onTable.includes(state));

export const recusedFrom = ({ recusals }: Pick<Gathering, 'recusals'>, applicationId: string): SessionRecusal[] =>
  recusals.filter((recusal) => recusal.applicationId === applicationId);

/** Members present and not recused from the file: those who can vote on it now, and who make its quorum. */
export const votersNow = (gathering: Gathering, applicationId: string): string[] => {
  const recused = recusedFrom(gathering, applicationId).map(({ jurorId }) => jurorId);
  return gathering.presences
    .filter(({ personId, present }) => present && !recused.includes(personId))
    .map(({ personId }) => personId);
};

/**
 * Those who make the quorum of a file: while it is heard, whoever can vote now; once the votes are counted, those who
 * could vote then, less who recused themselves since.
 */
export const votersOf = (gathering: Gathering, point: Point): string[] => {
  if (!point.voterIds) return votersNow(gathering, point.applicationId);
  const recused = recusedFrom(gathering, point.applicationId).map(({ jurorId }) => jurorId);
  return point.voterIds.filter((id) => !recused.includes(id));
};

export const quorumHolds = (gathering: Gathering, point: Point): boolean =>
  votersOf(gathering, point).length >= point.quorum;
