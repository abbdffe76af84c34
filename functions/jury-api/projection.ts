import type * as z from 'zod';
import { attachmentTypes } from '../../schemas/attachment.ts';
import { type CallVersion, isForJury } from '../../schemas/call.ts';
import type { ownEvaluation } from '../../schemas/contract/evaluations.ts';
import type { jurorFile } from '../../schemas/contract.ts';
import { isRecused } from '../domain/application/open-step.ts';
import { asKnownOutside } from '../domain/embargo.ts';
import { DomainError, notFound, recused } from '../domain/errors.ts';
import { waitsForOne } from '../domain/evaluation/quorum.ts';
import { hiddenProject, hidesPeers, hiding, isHiddenFrom } from '../domain/identity.ts';
import { actionsFor } from '../domain/lifecycle.ts';
import { type ApplicationFile, loadFile, loadHead } from '../store/applications.ts';
import { loadAssignment } from '../store/assignments.ts';
import { attachmentOf, letThroughOf } from '../store/attachments.ts';
import type { loadWork } from '../store/evaluations.ts';
import { frozenAttachments } from '../store/frozen.ts';
import type { ApplicationHead, AssignmentItem, AttachmentItem, EvaluationHead } from '../store/items.ts';
import type { StorePorts } from '../store/ports.ts';
import { progressOf } from '../store/progress.ts';
import { loadContent, loadHearings } from '../store/views.ts';

/** Where a juror stands on a file: enough to know what the juror may do. */
export interface JurorStand {
  head: ApplicationHead;
  assignment: AssignmentItem;
}

/** The same with what the file says: its content and its documents. */
export interface JurorAccess extends JurorStand {
  file: Pick<ApplicationFile, 'attachments' | 'revisions'>;
}

/**
 * Lets in a juror whom the file is assigned to.
 * @throws DomainError not-found when it is not; forbidden `recused` with the date, and nothing else, after a recusal.
 */
const admitted = (
  jurorId: string,
  head: ApplicationHead | undefined,
  assignment: AssignmentItem | undefined,
): JurorStand => {
  if (!head) throw notFound();
  const recusal = head.recusals.find((entry) => entry.jurorId === jurorId);
  if (recusal && isRecused(head, jurorId)) throw recused(recusal.at);
  if (!assignment || assignment.state === 'relieved') throw notFound();
  return { head, assignment };
};

/**
 * Lets in a juror who has said that no conflict of interest stands in the way.
 * @throws DomainError forbidden `declaration-needed` before that.
 */
const declared = <S extends JurorStand>(stand: S): S => {
  if (!stand.assignment.declaredAt) throw new DomainError('forbidden', 'declaration-needed');
  return stand;
};

/** A file that is assigned to the juror, opened or not yet: for conflicts of interest alone; throws as `admitted` does. */
export const assignedUnread = async (
  ports: StorePorts,
  jurorId: string,
  applicationId: string,
): Promise<JurorStand & { file: ApplicationFile }> => {
  const file = await loadFile(ports, applicationId);
  const own = file?.assignments.find((entry) => entry.jurorId === jurorId);
  return { ...admitted(jurorId, file?.head, own), file: file as ApplicationFile };
};

/** Where the juror stands on a file, opened or not yet; throws as `admitted` does. */
const standOf = async (ports: StorePorts, jurorId: string, applicationId: string): Promise<JurorStand> => {
  const assignment = await loadAssignment(ports, applicationId, jurorId);
  // Read last, the head knows of all that the assignment rests on: what it does not know of moves the assignment, too.
  return admitted(jurorId, await loadHead(ports, applicationId), assignment);
};

/** The same with what the file says and where it was heard: for conflicts of interest alone. */
export const contentUnread = async (
  ports: StorePorts,
  jurorId: string,
  applicationId: string,
): Promise<JurorAccess & Pick<ApplicationFile, 'hearings'>> => {
  const stand = await standOf(ports, jurorId, applicationId);
  const [file, hearings] = await Promise.all([loadContent(ports, applicationId), loadHearings(ports, applicationId)]);
  return { ...stand, file, hearings };
};

/** What a file says that is assigned to the juror and open; throws as `admitted` and `declared` do. */
export const assignedFile = async (ports: StorePorts, jurorId: string, applicationId: string): Promise<JurorAccess> => {
  const stand = await assignedHead(ports, jurorId, applicationId);
  return { ...stand, file: await loadContent(ports, applicationId) };
};

/** The same without what the file says, for its parts and for what is saved while it is typed: two items are read. */
export const assignedHead = async (ports: StorePorts, jurorId: string, applicationId: string): Promise<JurorStand> =>
  declared(await standOf(ports, jurorId, applicationId));

/** What this juror may do now; an assignment to a step that is over opens nothing. */
export const jurorActions = ({ head, assignment }: JurorStand) =>
  head.jury?.jurorIds.includes(assignment.jurorId) ? actionsFor(head, 'juror') : [];

/** A document as this juror may know of it: its name is neutral where the step hides who applies. */
export const shownAttachment = (access: JurorAccess, call: CallVersion, item: AttachmentItem) => {
  const shown = { ...attachmentOf(item), letThrough: letThroughOf(item) };
  const { head, file } = access;
  if (!isHiddenFrom(head, call, access.assignment)) return shown;
  const alike = frozenAttachments(file).filter(({ documentId }) => documentId === item.documentId);
  const place = alike.length > 1 ? `-${alike.findIndex(({ id }) => id === item.id) + 1}` : '';
  return { ...shown, filename: `${head.number}-${item.documentId}${place}.${attachmentTypes[item.contentType]}` };
};

/**
 * What the file shows this juror first: the documents that were handed over, and nothing that names the applicant while a
 * step is open that hides who it is.
 */
export const jurorProjection = (access: JurorAccess, call: CallVersion): z.input<typeof jurorFile> => {
  const { file, assignment } = access;
  const head = asKnownOutside(access.head);
  const { jurorId } = assignment;
  const content = file.revisions.at(-1)?.content;
  // Content that was erased is nothing to evaluate any more.
  if (!content || !head.number) throw notFound();
  const asked = [...assignment.past, assignment];
  const hasAsked = new Set(asked.map(({ stepId }) => stepId));
  const applicantHidden = isHiddenFrom(head, call, assignment);
  return {
    ...head,
    number: head.number,
    content: {
      ...(!applicantHidden && { organisationName: content.organisation.name }),
      project: applicantHidden ? hiddenProject(content.project, hiding(content)) : content.project,
      budget: content.budget,
    },
    applicantHidden,
    attachments: frozenAttachments(file)
      .filter(({ documentId }) => isForJury(call, documentId))
      .map((item) => shownAttachment(access, call, item)),
    assignments: asked,
    // An opinion given together is everybody's who was asked for it.
    results: head.results.filter(
      ({ stepId, opinion }) => hasSubmitted(assignment, stepId) || (opinion !== undefined && hasAsked.has(stepId)),
    ),
    lastAwaited: isLastAwaited(access),
    sessionId: head.jury?.jurorIds.includes(jurorId) ? head.jury.sessionId : undefined,
    availableActions: jurorActions(access),
    call,
  };
};

const isLastAwaited = ({ head, assignment }: JurorStand): boolean =>
  head.jury?.stepId === assignment.stepId &&
  assignment.state === 'assigned' &&
  head.jury.sessionId === undefined &&
  waitsForOne(head.jury, progressOf(head)?.in ?? 0);

/** Whether the juror's own evaluation of a step is in. */
export const hasSubmitted = ({ past, ...current }: AssignmentItem, stepId: string): boolean =>
  [...past, current].some((entry) => entry.stepId === stepId && entry.submittedAt !== undefined);

/** The juror's own evaluation of a step, as typed so far and as submitted. */
export const ownProjection = (
  work: Awaited<ReturnType<typeof loadWork>>,
  evaluation: EvaluationHead | undefined,
): z.input<typeof ownEvaluation> | undefined => {
  if (!evaluation) return work && { content: work.content, revision: work.revision, savedAt: work.savedAt };
  return {
    content: work?.content ?? evaluation.content,
    revision: work?.revision ?? 0,
    savedAt: work?.savedAt ?? evaluation.submittedAt,
    submittedAt: evaluation.submittedAt,
    submitted: evaluation.content,
    versions: evaluation.version,
  };
};

/**
 * Whether a juror may read what peers wrote at a step: once one's own is in and, where the step says so, once it is closed.
 */
export const mayReadPeers = ({ head, assignment }: JurorStand, call: CallVersion, stepId: string): boolean =>
  hasSubmitted(assignment, stepId) &&
  (!hidesPeers(call, stepId) || head.results.some((result) => result.stepId === stepId));

/**
 * The numbers under which a juror knows the others who evaluated the file, at whatever step; nobody who was recused is among
 * them.
 */
export const peerNumbers = (
  { head, assignment: { jurorId } }: JurorStand,
  assignments: readonly AssignmentItem[],
): Map<string, number> => {
  const places = assignments.flatMap(({ past, ...current }) =>
    [...past, current].flatMap((entry) =>
      entry.submittedAt ? [{ place: `${entry.stepId}#${current.jurorId}`, jurorId: current.jurorId }] : [],
    ),
  );
  const ids = places.toSorted((one, other) => (one.place < other.place ? -1 : 1)).map((entry) => entry.jurorId);
  const peers = [...new Set(ids)].filter((id) => id !== jurorId && !isRecused(head, id));
  return new Map(peers.map((id, index) => [id, index + 1]));
};
