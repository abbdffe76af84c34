import type * as z from 'zod';
import { type CallVersion, stepOf } from '../../schemas/call.ts';
import type { clockedListItem, staffFile, staffListItem } from '../../schemas/contract.ts';
import type { UnknownEvent } from '../../schemas/event.ts';
import type { RecipientMail } from '../../schemas/mail.ts';
import type { Role } from '../../schemas/office.ts';
import { addresseeAmong, handedOverBy, standingOfContact } from '../addressee.ts';
import { dayOf } from '../domain/calendar.ts';
import { decisionsIn } from '../domain/decisions.ts';
import { quorumMet } from '../domain/evaluation/quorum.ts';
import { type ActionFacts, actionsFor } from '../domain/lifecycle.ts';
import { refusedBySilenceOn, silenceRunsOutOn } from '../domain/silence.ts';
import { type ActorNames, type ChainedApplicationEvent, timeline } from '../domain/timeline.ts';
import { closingOf, juryTextsOf, lettersTo, textsOf } from '../file-texts.ts';
import { stepEvaluations } from '../jury-steps.ts';
import type { ApplicationFile } from '../store/applications.ts';
import { attachmentOf } from '../store/attachments.ts';
import { frozenAttachments } from '../store/frozen.ts';
import type { ApplicationHead, OrganisationHead, PersonItem } from '../store/items.ts';
import { progressOf } from '../store/progress.ts';
import { resumedBy } from './mail-view.ts';
import { remindersOnFile } from './reminders-view.ts';

/** What bears on staff's actions beside the state. */
export const staffFacts = (file: ApplicationFile, call: CallVersion, at: string): ActionFacts => ({
  today: dayOf(at),
  step: stepOf(call, file.head.stepId ?? ''),
  quorumMet: file.head.jury !== undefined && quorumMet(file.head.jury, stepEvaluations(file)),
});

/** Whoever of the office acted on a file. */
const actorsOn = ({ history }: ApplicationFile): string[] =>
  history.flatMap(({ actor }) => (actor.role !== 'applicant' && actor.personId ? [actor.personId] : []));

/** Everybody whose name staff see on a file. */
export const personsOn = (file: ApplicationFile): string[] => [
  ...actorsOn(file),
  ...file.assignments.map((assignment) => assignment.jurorId),
  ...file.evaluations.map((evaluation) => evaluation.jurorId),
  ...resumedBy(file),
  ...file.head.recusals.map((recusal) => recusal.jurorId),
  ...handedOverBy(file),
];

export const staffProjection = (
  file: ApplicationFile,
  organisation: OrganisationHead,
  call: CallVersion,
  persons: Map<string, PersonItem>,
  mail: Map<string, RecipientMail>,
  roles: readonly Role[],
  at: string,
): z.input<typeof staffFile> => {
  const { head } = file;
  const current = file.revisions.at(-1);
  if (!current) throw new Error(`${head.id} is before staff without content`);
  const texts = new Map([...textsOf(file), ...juryTextsOf(file)]);
  const nameOf = (id: string) => persons.get(id)?.name ?? id;
  const actorName: ActorNames = ({ role, personId = '' }) =>
    role === 'applicant' ? undefined : persons.get(personId)?.name;
  const byAt = (seq: number | undefined) => {
    const actor = file.history.find((event) => event.seq === seq)?.actor;
    return actor && actorName(actor);
  };
  const addressee = addresseeAmong(file, persons, organisation.id);
  return {
    ...head,
    organisation,
    content: current.content,
    contentRevisions: file.revisions,
    attachments: frozenAttachments(file).map(attachmentOf),
    checks: file.checks.map((check) => ({ ...check, byName: byAt(check.seq) })),
    assignments: file.assignments.flatMap((assignment) =>
      [...assignment.past, assignment].map((entry) => ({
        ...entry,
        jurorId: assignment.jurorId,
        jurorName: nameOf(assignment.jurorId),
        // Beside the juror's present part, not beside what is over.
        mail: entry === assignment ? mail.get(assignment.jurorId) : undefined,
      })),
    ),
    contactMail: mail.get('applicant'),
    addressee,
    contact: standingOfContact(file, addressee),
    recusals: head.recusals.map(({ jurorId, at }) => {
      const why = file.recusals.find((entry) => entry.jurorId === jurorId);
      return { jurorId, at, jurorName: nameOf(jurorId), interest: why?.interest, reason: why?.reason };
    }),
    reliefs: file.reliefs.map((relief) => ({
      ...relief,
      jurorName: nameOf(relief.jurorId),
      byName: byAt(relief.seq),
    })),
    hearings: file.hearings.map(({ seq, hearing: { votes: _votes, presentIds: _present, ...hearing } }) => ({
      seq,
      ...hearing,
      byName: byAt(seq),
    })),
    evaluations: file.evaluations.map((evaluation) => ({
      ...evaluation,
      jurorName: nameOf(evaluation.jurorId),
      versions: evaluation.version,
    })),
    letters: lettersTo(file, 'applicant'),
    ...decisionsOf(file, dayOf(at), byAt),
    closing: closingOf(file),
    ...remindersOnFile(file, at),
    timeline: timeline(file.history as (ChainedApplicationEvent | UnknownEvent)[], 'staff', texts, actorName),
    availableActions: actionsFor(head, 'staff', { ...staffFacts(file, call, at), roles }),
    call,
  };
};

/** The decision that stands, those that it replaced, and the agreement. */
const decisionsOf = (file: ApplicationFile, today: string, byAt: (seq: number | undefined) => string | undefined) => {
  const { head, decisions, withdrawals, agreements } = file;
  const { standing, former } = decisionsIn(file.events as ChainedApplicationEvent[]);
  const itemAt = (seq: number | undefined) => decisions.find((entry) => entry.seq === seq);
  return {
    decision: itemAt(standing?.seq)?.decision,
    late: standing?.late,
    decidedByName: byAt(standing?.seq),
    refusedBySilenceOn: refusedBySilenceOn(head, today),
    formerDecisions: former.flatMap(({ seq, at, ended, endedAt, endedBy }) => {
      const decision = itemAt(seq)?.decision;
      const why = itemAt(endedBy)?.why ?? withdrawals.find((entry) => entry.seq === endedBy)?.reasons ?? '';
      return decision
        ? [{ seq, at, decision, byName: byAt(seq), ended, endedAt, endedByName: byAt(endedBy), why }]
        : [];
    }),
    ...(head.agreementSignedOn && {
      agreement: agreements.at(-1)?.agreement,
      agreedByName: byAt(agreements.at(-1)?.seq),
    }),
  };
};

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
  return {
    ...head,
    territories: head.shares.map((share) => share.territoryId),
    dueAt: head.jury?.dueAt,
    score,
    progress: progressOf(head),
    stepKind: call.steps.find(({ id }) => id === head.stepId)?.kind,
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
