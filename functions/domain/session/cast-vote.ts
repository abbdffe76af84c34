import type { Ballot } from '../../../schemas/evaluation.ts';
import type { Vote } from '../../../schemas/session.ts';
import { DomainError, notFound, recused } from '../errors.ts';
import { agendaOf, type Gathering, reads, recusedFrom } from './gathering.ts';
import { sessionConflict } from './lifecycle.ts';

/**
 * A member's vote on the file on the table. Sent twice it counts once; until the vote is counted it can be changed.
 * @throws DomainError not-found for a file that is not on the agenda; forbidden `recused`, or `declaration-needed` before
 * the member has said that no conflict of interest stands in the way; conflict `vote-closed` when that round is not open,
 * `not-present` when the secretary has not marked the member as present.
 */
export const castVote = (input: {
  gathering: Gathering;
  applicationId: string;
  jurorId: string;
  ballot: Ballot;
  /** The round that the member saw open. */
  round: number;
  at: string;
}): Vote => {
  const { gathering, applicationId, jurorId, ballot, round, at } = input;
  const point = agendaOf(gathering).find((candidate) => candidate.applicationId === applicationId);
  if (!point) throw notFound();
  const recusal = recusedFrom(gathering, applicationId).find((entry) => entry.jurorId === jurorId);
  if (recusal) throw recused(recusal.at);
  if (!reads(gathering, applicationId, jurorId)) throw new DomainError('forbidden', 'declaration-needed');
  if (gathering.session.state !== 'open' || point.state !== 'voting' || point.round !== round)
    throw sessionConflict('vote-closed', gathering);
  if (!gathering.presences.some(({ personId, present }) => personId === jurorId && present))
    throw sessionConflict('not-present', gathering);
  return { applicationId: point.applicationId, jurorId, round, ballot, at };
};
