import type * as z from 'zod';
import type { CallVersion } from '../../schemas/call.ts';
import type { clockedListItem, staffListItem } from '../../schemas/contract/staff/lists.ts';
import { silenceRunsOutOn } from '../domain/silence.ts';
import type { ApplicationHead } from '../store/items.ts';
import { progressOf } from '../store/progress.ts';

/** Files as rows of staff's lists, from their heads alone. */

/** A row of a file that the agent is recused from: its number, where it stands and since when it is closed. */
const closedRow = (head: ApplicationHead, recusedSince: string): z.input<typeof staffListItem> => {
  const { id, number, state, stepId, submittedAt, updatedAt, startedAt, sector, supportKind } = head;
  const shown = { id, number, state, stepId, submittedAt, updatedAt, startedAt, sector, supportKind };
  return { ...shown, title: '', organisationName: '', amountAskedCents: 0, territories: [], recusedSince };
};

/** A project of a list of grants, without what it says of a file that the agent is recused from. */
export const closedTo = <P extends { applicationId: string; title: string; organisationName?: string }>(
  recused: ReadonlyMap<string, string>,
  project: P,
): P & { recusedSince?: string } => {
  const recusedSince = recused.get(project.applicationId);
  if (!recusedSince) return project;
  return { ...project, title: '', ...('organisationName' in project && { organisationName: '' }), recusedSince };
};

/** A row of the queue before an agent, from the head; its step is read from its own version of the call. */
export const queueRow = (
  head: ApplicationHead,
  call: Pick<CallVersion, 'steps'>,
  personId: string,
): z.input<typeof staffListItem> => {
  const recusal = head.recusals.find(({ jurorId }) => jurorId === personId);
  if (recusal) return closedRow(head, recusal.at);
  const score = head.results.findLast((result) => result.score !== undefined)?.score;
  const heard = head.results.findLast((result) => result.opinion !== undefined);
  const step = call.steps.find(({ id }) => id === head.stepId);
  return {
    ...head,
    territories: head.shares.map((share) => share.territoryId),
    dueAt: head.jury?.dueAt,
    runsOutOn: silenceRunsOutOn(head),
    score,
    opinion: heard?.opinion,
    proposedCents: heard?.proposedCents,
    heardAt: heard?.closedAt,
    progress: progressOf(head),
    stepKind: step?.kind,
    stepLabel: step?.label,
  };
};

/**
 * A row of the clocks: one of the queue, with its call and its day.
 * @throws Error for a file that no clock runs for.
 */
export const clockedRow = (
  head: ApplicationHead,
  call: Pick<CallVersion, 'steps'>,
  personId: string,
): z.input<typeof clockedListItem> => {
  const runsOutOn = silenceRunsOutOn(head);
  if (!runsOutOn) throw new Error(`${head.id} is among the clocks without one`);
  return { ...queueRow(head, call, personId), callId: head.callId, runsOutOn };
};
