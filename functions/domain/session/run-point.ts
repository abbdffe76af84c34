import type { Point, PointAction, RevealedScores } from '../../../schemas/session.ts';
import { type Gathering, votersNow } from './gathering.ts';
import { allowOnPoint } from './lifecycle.ts';

/** What the secretary does with the file on the table before its opinion is given. */
export type PointStep = Extract<PointAction, 'hear' | 'put-back' | 'reveal' | 'open-vote' | 'count'>;

/**
 * Moves a file of the agenda along: takes it up, puts it back, shows everybody its scores at once, opens the vote, or
 * counts it. A vote that is opened again begins anew. Counting settles who could vote; the tally follows from the votes
 * that are in, of which none can change any more.
 * @throws DomainError conflict `session-moved` or `quorum-missing`, with what stands now.
 */
export const runPoint = (input: {
  gathering: Gathering;
  point: Point;
  step: PointStep;
  /** The revision of the file that the secretary saw. */
  rev: number;
  /** Given with `reveal`. */
  scores?: RevealedScores | undefined;
}): Point => {
  const { gathering, point, step, rev, scores } = input;
  allowOnPoint(gathering, point, step, rev);
  const next: Point = { ...point, rev: point.rev + 1 };
  switch (step) {
    case 'hear':
      return { ...next, state: 'open' };
    case 'put-back':
      return { ...next, state: 'waiting' };
    case 'reveal':
      return { ...next, ...(scores && { scores }) };
    case 'open-vote': {
      const { voterIds: _before, ...fresh } = next;
      return { ...fresh, state: 'voting', round: point.round + 1 };
    }
    case 'count':
      return { ...next, state: 'counted', voterIds: votersNow(gathering, point.applicationId) };
  }
};
