import type {
  Point,
  Presence,
  Remarks,
  SessionCore,
  SessionReader,
  SessionRecusal,
  Vote,
} from '../../../schemas/session.ts';

/** A session as it stands while it is held: all that its acts decide upon. */
export interface Gathering {
  session: SessionCore;
  points: readonly Point[];
  presences: readonly Presence[];
  recusals: readonly SessionRecusal[];
  /** Who has said that no conflict of interest keeps them from which file. */
  readers: readonly SessionReader[];
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

/** Whether a member has said that no conflict of interest keeps them from the file; until then it is closed to them. */
export const reads = ({ readers }: Pick<Gathering, 'readers'>, applicationId: string, jurorId: string): boolean =>
  readers.some((entry) => entry.applicationId === applicationId && entry.jurorId === jurorId);

const presentFor = (gathering: Gathering, applicationId: string): string[] => {
  const recused = recusedFrom(gathering, applicationId).map(({ jurorId }) => jurorId);
  return gathering.presences
    .filter(({ personId, present }) => present && !recused.includes(personId))
    .map(({ personId }) => personId);
};

/**
 * Members who can vote on the file now, and who make its quorum: present, and no conflict of interest by their own word.
 */
export const votersNow = (gathering: Gathering, applicationId: string): string[] =>
  presentFor(gathering, applicationId).filter((id) => reads(gathering, applicationId, id));

/** Members present who have not said yet whether a conflict of interest keeps them from the file. */
export const undeclaredNow = (gathering: Gathering, applicationId: string): string[] =>
  presentFor(gathering, applicationId).filter((id) => !reads(gathering, applicationId, id));

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
