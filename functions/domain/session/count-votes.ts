import { type Ballot, ballots, type Opinion, opinions, type Tally } from '../../../schemas/evaluation.ts';
import type { Point, Vote } from '../../../schemas/session.ts';
import { type Gathering, recusedFrom, votersOf } from './gathering.ts';

/** The votes of the last round that count: a member who was recused meanwhile leaves with the vote. */
export const countingVotes = (gathering: Gathering, point: Point): Vote[] => {
  const recused = recusedFrom(gathering, point.applicationId).map(({ jurorId }) => jurorId);
  return gathering.votes.filter(
    ({ applicationId, round, jurorId }) =>
      applicationId === point.applicationId &&
      round === point.round &&
      !recused.includes(jurorId) &&
      (!point.voterIds || votersOf(gathering, point).includes(jurorId)),
  );
};

export const tallyOf = (votes: readonly Pick<Vote, 'ballot'>[]): Tally =>
  Object.fromEntries(ballots.map((ballot) => [ballot, votes.filter((vote) => vote.ballot === ballot).length])) as Tally;

/**
 * What the votes come to: the opinion with most of them, the more cautious one on a tie. A postponement needs more votes
 * than every opinion has: on a tie the file gets the opinion that it came for. Nothing without a vote.
 */
export const outcomeOf = (tally: Tally): Ballot | undefined => {
  // `opinions` goes from favourable to unfavourable, so the last of the highest is the most cautious.
  const opinion = opinions.reduce<Opinion>(
    (best, candidate) => (tally[candidate] >= tally[best] ? candidate : best),
    opinions[0],
  );
  if (tally.deferred > tally[opinion]) return 'deferred';
  return tally[opinion] > 0 ? opinion : undefined;
};

/** Whether the votes that were counted are fewer than the quorum asks for: an opinion on them is confirmed in so many words. */
export const votesBelowQuorum = (gathering: Gathering, point: Point): boolean =>
  point.state === 'counted' && countingVotes(gathering, point).length < point.quorum;

/** The outcome of the file's counted votes. */
export const voteOutcome = (gathering: Gathering, point: Point): Ballot | undefined =>
  point.state === 'counted' ? outcomeOf(tallyOf(countingVotes(gathering, point))) : undefined;
