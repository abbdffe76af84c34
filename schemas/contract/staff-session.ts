import * as z from 'zod';
import { ballot, tally } from '../evaluation.ts';
import { day, instant, personId } from '../fields.ts';
import { point, pointAction, sessionAction, sessionCore, sessionTitle } from '../session.ts';

/** A file of the agenda before the secretary. */
export const staffPoint = point.omit({ voterIds: true, abstainedIds: true, moved: true }).extend({
  /** Members present whom no conflict of interest keeps away, by their word: those who can vote, or could when the votes were counted. */
  voters: z.int(),
  quorumMet: z.boolean(),
  /** Members whose vote of this round is in; never what they voted. */
  votedIds: z.array(personId()),
  /** Members who can vote and have not, while the vote is open. */
  awaitedIds: z.array(personId()),
  recused: z.array(z.object({ personId: personId(), since: instant() })),
  /** Members present who have not said yet whether a conflict of interest keeps them from the file: they do not vote. */
  undeclaredIds: z.array(personId()),
  /** The votes that were counted are fewer than the quorum: an opinion on them has to be confirmed. */
  votesBelowQuorum: z.boolean(),
  /** Once the votes are counted. */
  tally: tally.optional(),
  outcome: ballot.optional(),
  notes: z.string(),
  notesRevision: z.int(),
  availableActions: z.array(pointAction),
  /** The day on which silence refuses the file, while the session is planned. */
  runsOutOn: day().optional(),
  /** Since when the agent who asks is recused from the file: then nothing but its number and place is told. */
  recusedSince: instant().optional(),
});

export const staffSession = sessionCore.extend(sessionTitle.shape).extend({
  members: z.array(z.object({ personId: personId(), name: z.string(), present: z.boolean(), excused: z.boolean() })),
  points: z.array(staffPoint),
  /** The amounts that this session has proposed so far, in cents. */
  proposedCents: z.int(),
  availableActions: z.array(sessionAction),
});
