import type * as z from 'zod';
import { type CallVersion, stepOf } from '../../schemas/call.ts';
import type { staffFile } from '../../schemas/contract.ts';
import type { ReadEvent, StoredEvent } from '../../schemas/event.ts';
import type { Role } from '../../schemas/office.ts';
import { mayBeReleased } from '../domain/attachment.ts';
import { dayOf } from '../domain/calendar.ts';
import { decisionsIn } from '../domain/decisions.ts';
import { quorumMet } from '../domain/evaluation/quorum.ts';
import { type ActionFacts, actionsFor } from '../domain/lifecycle.ts';
import { refusedBySilenceOn, silenceRunsOutOn } from '../domain/silence.ts';
import type { ActorNames, ChainedApplicationEvent } from '../domain/timeline.ts';
import { closingOf } from '../file-texts.ts';
import { stepEvaluations } from '../jury-steps.ts';
import { attachmentOf, letThroughOf } from '../store/attachments.ts';
import { frozenAttachments } from '../store/frozen.ts';
import type { AttachmentItem, OrganisationHead, PersonItem } from '../store/items.ts';
import type { FileView } from '../store/views.ts';

/** What bears on staff's actions beside the state. */
export const staffFacts = (
  file: Pick<FileView, 'head' | 'assignments'>,
  call: CallVersion,
  at: string,
): ActionFacts => ({
  today: dayOf(at),
  step: stepOf(call, file.head.stepId ?? ''),
  quorumMet: file.head.jury !== undefined && quorumMet(file.head.jury, stepEvaluations(file)),
});

/** How whoever of the office acted is called; nobody else is named. */
export const namesAmong =
  (persons: ReadonlyMap<string, PersonItem>): ActorNames =>
  ({ role, personId = '' }) =>
    role === 'applicant' ? undefined : persons.get(personId)?.name;

/** The same by the place of what was done. */
export const namesAt =
  (events: readonly StoredEvent[], nameOf: ActorNames) =>
  (seq: number | undefined): string | undefined => {
    const actor = events.find((event) => event.seq === seq)?.actor;
    return actor && nameOf(actor);
  };

/** Whoever of the office acted among these events. */
export const actorsAmong = (events: readonly ReadEvent[]): string[] =>
  events.flatMap(({ actor }) => (actor.role !== 'applicant' && actor.personId ? [actor.personId] : []));

/** Everybody whose name staff see on a file first: who checked, who decided, who undid that, and who let documents through. */
export const personsShown = (file: FileView): string[] => {
  const { checks, decisions, withdrawals, agreements, events } = file;
  const releasers = file.attachments.flatMap(({ releasedBy }) => releasedBy ?? []);
  const places = new Set([...checks, ...decisions, ...withdrawals, ...agreements].map(({ seq }) => seq));
  return [...releasers, ...actorsAmong(events.filter(({ seq }) => places.has(seq)))];
};

export const staffProjection = (
  file: FileView,
  organisation: OrganisationHead,
  call: CallVersion,
  persons: ReadonlyMap<string, PersonItem>,
  roles: readonly Role[],
  at: string,
): z.input<typeof staffFile> => {
  const { head } = file;
  const current = file.revisions.at(-1);
  if (!current) throw new Error(`${head.id} is before staff without content`);
  const byAt = namesAt(file.events, namesAmong(persons));
  return {
    ...head,
    runsOutOn: silenceRunsOutOn(head),
    organisation,
    content: current.content,
    contentRevision: current.revision,
    attachments: frozenAttachments(file).map((item) => documentOf(item, at, persons)),
    checks: file.checks.map((check) => ({ ...check, byName: byAt(check.seq) })),
    ...decisionsOf(file, dayOf(at), byAt),
    closing: closingOf(file),
    availableActions: actionsFor(head, 'staff', { ...staffFacts(file, call, at), roles }),
    call,
  };
};

/** A document as staff see it, with what they can do where no scan found it clean. */
const documentOf = (item: AttachmentItem, at: string, persons: ReadonlyMap<string, PersonItem>) => {
  const document = attachmentOf(item);
  const { fault, rescanAt } = item;
  const open = letThroughOf(item);
  const isJudged = document.state !== 'received' && document.state !== 'unscannable' && !open;
  return {
    ...document,
    ...(!isJudged && { fault, rescanAt }),
    ...(open && { letThrough: { ...open, byName: persons.get(item.releasedBy ?? '')?.name } }),
    releasable: mayBeReleased(document, at),
  };
};

/** The decision that stands, those that it replaced, and the agreement. */
const decisionsOf = (file: FileView, today: string, byAt: (seq: number | undefined) => string | undefined) => {
  const { head, decisions, withdrawals, agreements } = file;
  const { standing, former } = decisionsIn(file.events as ChainedApplicationEvent[], head.silenceRejectsOn);
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
