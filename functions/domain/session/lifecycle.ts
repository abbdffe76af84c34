import type {
  Point,
  PointAction,
  PointState,
  SessionAction,
  SessionCore,
  SessionState,
} from '../../../schemas/session.ts';
import { DomainError } from '../errors.ts';
import { voteOutcome } from './count-votes.ts';
import { agendaOf, type Gathering, heardNow, quorumHolds } from './gathering.ts';

/** The life of a session: what the secretary can do, and in which states. The pages know no more than this. */
export const sessionTransitions: Record<SessionAction, readonly SessionState[]> = {
  change: ['planned'],
  convene: ['planned'],
  cancel: ['planned'],
  'add-file': ['planned', 'open'],
  'remove-file': ['planned', 'open'],
  order: ['planned', 'open'],
  open: ['planned'],
  'mark-presence': ['open'],
  close: ['open'],
  'correct-minutes': ['closed'],
  'approve-minutes': ['closed'],
};

/** What can be done with a file of the agenda of an open session, and in which of its states. */
export const pointTransitions: Record<PointAction, readonly PointState[]> = {
  hear: ['waiting'],
  'put-back': ['open'],
  reveal: ['open'],
  'open-vote': ['open', 'counted'],
  count: ['voting'],
  note: ['open', 'voting', 'counted'],
  conclude: ['counted'],
  postpone: ['open', 'voting', 'counted'],
};

/** What the secretary can do with the session now. */
export const sessionActionsFor = (gathering: Pick<Gathering, 'session' | 'points'>): SessionAction[] => {
  const { session } = gathering;
  return (Object.keys(sessionTransitions) as SessionAction[]).filter((action) => {
    if (!sessionTransitions[action].includes(session.state)) return false;
    if (action === 'convene') return session.convenedAt === undefined;
    if (action === 'close') return heardNow(gathering) === undefined;
    if (action === 'open') return agendaOf(gathering).length > 0;
    if (action === 'correct-minutes' || action === 'approve-minutes') return session.minutesApprovedAt === undefined;
    return true;
  });
};

/** What the secretary can do with a file of the agenda now. */
export const pointActionsFor = (gathering: Gathering, point: Point): PointAction[] => {
  if (gathering.session.state !== 'open') return [];
  return (Object.keys(pointTransitions) as PointAction[]).filter((action) => {
    if (!pointTransitions[action].includes(point.state)) return false;
    if (action === 'hear') return heardNow(gathering) === undefined;
    if (action === 'reveal') return point.scored && point.scores === undefined;
    if (action === 'open-vote' || action === 'count') return quorumHolds(gathering, point);
    if (action === 'conclude') {
      const outcome = voteOutcome(gathering, point);
      return outcome !== undefined && outcome !== 'deferred' && quorumHolds(gathering, point);
    }
    return true;
  });
};

/** What a refusal tells: where the session and the file stand now, and what can be done. */
export const sessionConflict = (code: string, gathering: Gathering, point?: Point): DomainError =>
  new DomainError('conflict', code, {
    session: {
      state: gathering.session.state,
      availableActions: sessionActionsFor(gathering),
      ...(point && {
        applicationId: point.applicationId,
        pointState: point.state,
        pointActions: pointActionsFor(gathering, point),
      }),
    },
  });

/**
 * Lets an act on the session through, or says what is possible instead.
 * @throws DomainError conflict `session-moved`.
 */
export const allowInSession = (gathering: Gathering, action: SessionAction): void => {
  if (!sessionActionsFor(gathering).includes(action)) throw sessionConflict('session-moved', gathering);
};

/**
 * Lets an act on a file of the agenda through. `rev` is the revision of the file that the secretary saw: of two who act
 * at once, one wins.
 * @throws DomainError conflict `quorum-missing`, `no-votes`, `vote-defers` or `session-moved`, with what stands now.
 */
export const allowOnPoint = (gathering: Gathering, point: Point, action: PointAction, rev?: number): void => {
  if (rev !== undefined && rev !== point.rev) throw sessionConflict('session-moved', gathering, point);
  if (pointActionsFor(gathering, point).includes(action)) return;
  const inTime = gathering.session.state === 'open' && pointTransitions[action].includes(point.state);
  const needsQuorum = action === 'open-vote' || action === 'count' || action === 'conclude';
  if (inTime && needsQuorum && !quorumHolds(gathering, point))
    throw sessionConflict('quorum-missing', gathering, point);
  if (inTime && action === 'conclude')
    throw sessionConflict(voteOutcome(gathering, point) ? 'vote-defers' : 'no-votes', gathering, point);
  throw sessionConflict('session-moved', gathering, point);
};

/** The head of a gathering alone, for acts that need no more. */
export const alone = (session: SessionCore): Gathering => ({
  session,
  points: [],
  presences: [],
  recusals: [],
  readers: [],
  votes: [],
  remarks: [],
});
