import type { Opinion, StepResult } from '../../../schemas/evaluation.ts';
import type { Hearing, Point } from '../../../schemas/session.ts';
import { DomainError } from '../errors.ts';
import { countingVotes, tallyOf, voteOutcome, votesBelowQuorum } from './count-votes.ts';
import { type Gathering, votersOf } from './gathering.ts';
import { allowOnPoint, sessionConflict } from './lifecycle.ts';

const notesOf = ({ remarks }: Gathering, { applicationId }: Point): string =>
  remarks.find((entry) => entry.applicationId === applicationId)?.text ?? '';

/** What of the file's hearing is frozen, whatever came of it. */
const heard = (gathering: Gathering, point: Point, at: string) => {
  const votes = countingVotes(gathering, point).map(({ jurorId, ballot }) => ({ jurorId, ballot }));
  return {
    sessionId: gathering.session.id,
    at,
    votes: votes.sort((one, other) => (one.jurorId < other.jurorId ? -1 : 1)),
    presentIds: [...votersOf(gathering, point)].sort(),
    notes: notesOf(gathering, point),
  };
};

/** Who made the quorum of the file as it leaves the table; after a vote, who of them did not take part. */
const whoVoted = ({ votes, presentIds }: Pick<Hearing, 'votes' | 'presentIds'>, counted: boolean) => ({
  voterIds: presentIds,
  ...(counted && { abstainedIds: presentIds.filter((id) => !votes.some(({ jurorId }) => jurorId === id)) }),
});

/**
 * Gives the opinion that the counted votes came to, with the amount proposed; the file goes to its next step. One in favour
 * names an amount, or says that none is proposed: nobody is to read a forgotten one as the whole of what was asked.
 * @throws DomainError conflict `quorum-missing`, `no-votes`, `vote-defers`, `session-moved`, or `votes-below-quorum` when
 * fewer voted than the quorum asks for and nobody confirmed it, with what stands now; invalid when the amount is more than was
 * asked, goes with an unfavourable opinion or with none proposed, or is not spoken of.
 */
export const concludePoint = (input: {
  gathering: Gathering;
  point: Point;
  /** The outcome that the secretary saw and confirms. */
  opinion: Opinion;
  proposedCents?: number | undefined;
  /** Said, and not only left out. */
  withoutAmount?: true | undefined;
  /** The secretary knows that fewer voted than the quorum asks for, should it be so. */
  belowQuorum?: true | undefined;
  rev: number;
  at: string;
}): { point: Point; result: StepResult; hearing: Hearing } => {
  const { gathering, point, opinion, proposedCents, withoutAmount, belowQuorum, rev, at } = input;
  allowOnPoint(gathering, point, 'conclude', rev);
  if (voteOutcome(gathering, point) !== opinion) throw sessionConflict('session-moved', gathering, point);
  const few = votesBelowQuorum(gathering, point);
  if (few && !belowQuorum) throw sessionConflict('votes-below-quorum', gathering, point);
  const fault = (rule: string) =>
    new DomainError('invalid', 'invalid', {
      fields: [{ path: ['proposedCents'], keys: [`fields.proposedCents.${rule}`, `rules.${rule}`] }],
    });
  if (proposedCents !== undefined && proposedCents > point.amountAskedCents) throw fault('above-asked');
  if (proposedCents && opinion === 'unfavourable') throw fault('unfavourable');
  if (proposedCents && withoutAmount) throw fault('without');
  if (!proposedCents && !withoutAmount && opinion !== 'unfavourable') throw fault('ask');
  const base = heard(gathering, point, at);
  const tally = tallyOf(base.votes);
  const came = { ...(proposedCents ? { proposedCents } : {}), ...(few && { belowQuorum: true as const }) };
  const result: StepResult = {
    stepId: point.stepId,
    closedAt: at,
    evaluations: base.votes.length,
    quorum: point.quorum,
    opinion,
    tally,
    ...came,
  };
  return {
    point: { ...point, state: 'concluded', rev: point.rev + 1, result, notes: base.notes, ...whoVoted(base, true) },
    result,
    hearing: { ...base, outcome: 'concluded', opinion, tally, ...came },
  };
};

/**
 * Puts the file off to a later session, by vote, for want of a quorum, or because the debate asks for it.
 * @throws DomainError conflict `session-moved`, with what stands now.
 */
export const postponePoint = (input: {
  gathering: Gathering;
  point: Point;
  rev: number;
  at: string;
}): { point: Point; hearing: Hearing } => {
  const { gathering, point, rev, at } = input;
  allowOnPoint(gathering, point, 'postpone', rev);
  // Votes of a round that was not counted are nobody's business.
  const { votes, ...base } = heard(gathering, point, at);
  const counted = point.state === 'counted' ? votes : [];
  const tally = point.state === 'counted' ? { tally: tallyOf(counted) } : {};
  const who = whoVoted({ ...base, votes }, point.state === 'counted');
  return {
    point: { ...point, state: 'postponed', rev: point.rev + 1, notes: base.notes, ...tally, ...who },
    hearing: { ...base, votes: counted, outcome: 'postponed', ...tally },
  };
};
