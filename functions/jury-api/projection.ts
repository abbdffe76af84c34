import type * as z from 'zod';
import { attachmentTypes } from '../../schemas/attachment.ts';
import type { CallVersion } from '../../schemas/call.ts';
import type { jurorFile } from '../../schemas/contract.ts';
import { isRecused } from '../domain/application/open-step.ts';
import { asKnownOutside } from '../domain/embargo.ts';
import { DomainError, notFound, recused } from '../domain/errors.ts';
import { hiddenProject, hidesPeers, hiding, isHiddenFrom } from '../domain/identity.ts';
import { actionsFor } from '../domain/lifecycle.ts';
import { type ChainedApplicationEvent, timeline } from '../domain/timeline.ts';
import { type ApplicationFile, loadFile, loadHead } from '../store/applications.ts';
import { loadAssignment } from '../store/assignments.ts';
import { attachmentOf } from '../store/attachments.ts';
import { frozenAttachments } from '../store/frozen.ts';
import type { ApplicationHead, AssignmentItem, AttachmentItem } from '../store/items.ts';
import type { StorePorts } from '../store/ports.ts';

/** Where a juror stands on a file: enough to know what the juror may do. */
export interface JurorStand {
  head: ApplicationHead;
  assignment: AssignmentItem;
}

/** A juror's way into a file: the file and the juror's own assignment. */
export interface JurorAccess extends JurorStand {
  file: ApplicationFile;
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
): Promise<JurorAccess> => {
  const file = await loadFile(ports, applicationId);
  const own = file?.assignments.find((entry) => entry.jurorId === jurorId);
  return { ...admitted(jurorId, file?.head, own), file: file as ApplicationFile };
};

/** A file that is assigned to the juror and open; throws as `admitted` and `declared` do. */
export const assignedFile = async (ports: StorePorts, jurorId: string, applicationId: string): Promise<JurorAccess> =>
  declared(await assignedUnread(ports, jurorId, applicationId));

/** The same without the rest of the file, for what is saved while it is typed: two items are read, not all. */
export const assignedHead = async (ports: StorePorts, jurorId: string, applicationId: string): Promise<JurorStand> => {
  const [head, assignment] = await Promise.all([
    loadHead(ports, applicationId),
    loadAssignment(ports, applicationId, jurorId),
  ]);
  return declared(admitted(jurorId, head, assignment));
};

/** What this juror may do now; an assignment to a step that is over opens nothing. */
export const jurorActions = ({ head, assignment }: JurorStand) =>
  head.jury?.jurorIds.includes(assignment.jurorId) ? actionsFor(head, 'juror') : [];

/** A document as this juror may know of it: its name is neutral where the step hides who applies. */
export const shownAttachment = (access: JurorAccess, call: CallVersion, item: AttachmentItem) => {
  const shown = attachmentOf(item);
  const { head, file } = access;
  if (!isHiddenFrom(head, call, access.assignment)) return shown;
  const alike = frozenAttachments(file).filter(({ documentId }) => documentId === item.documentId);
  const place = alike.length > 1 ? `-${alike.findIndex(({ id }) => id === item.id) + 1}` : '';
  return { ...shown, filename: `${head.number}-${item.documentId}${place}.${attachmentTypes[item.contentType]}` };
};

/**
 * The file as this juror may see it: the documents that were handed over, peers' evaluations of a step once one's own is in (and, where
 * the step says so, once it is closed), and nothing that names the applicant while a step is open that hides who it is.
 */
export const jurorProjection = (access: JurorAccess, call: CallVersion): z.input<typeof jurorFile> => {
  const { file, assignment } = access;
  const head = asKnownOutside(file.head);
  const { jurorId } = assignment;
  const content = file.revisions.at(-1)?.content;
  if (!content || !head.number) throw new Error(`${head.id} is before its jury without content`);
  const own: z.input<typeof jurorFile>['own'] = {};
  for (const work of file.work)
    if (work.jurorId === jurorId)
      own[work.stepId] = { content: work.content, revision: work.revision, savedAt: work.savedAt };
  for (const evaluation of file.evaluations) {
    if (evaluation.jurorId !== jurorId) continue;
    const work = own[evaluation.stepId];
    own[evaluation.stepId] = {
      content: work?.content ?? evaluation.content,
      revision: work?.revision ?? 0,
      savedAt: work?.savedAt ?? evaluation.submittedAt,
      submittedAt: evaluation.submittedAt,
      submitted: evaluation.content,
      versions: evaluation.version,
    };
  }
  const asked = new Set([...assignment.past, assignment].map(({ stepId }) => stepId));
  const submittedSteps = new Set(
    file.evaluations.filter((evaluation) => evaluation.jurorId === jurorId).map((evaluation) => evaluation.stepId),
  );
  const colleagues = [...new Set(file.evaluations.map((evaluation) => evaluation.jurorId))].filter(
    (id) => id !== jurorId && !isRecused(head, id),
  );
  const applicantHidden = isHiddenFrom(head, call, assignment);
  const closed = new Set(head.results.map(({ stepId }) => stepId));
  return {
    ...head,
    number: head.number,
    content: {
      ...(!applicantHidden && { organisationName: content.organisation.name }),
      project: applicantHidden ? hiddenProject(content.project, hiding(content)) : content.project,
      budget: content.budget,
    },
    applicantHidden,
    attachments: frozenAttachments(file).map((item) => shownAttachment(access, call, item)),
    assignments: [...assignment.past, assignment],
    own,
    peers: file.evaluations
      .filter(
        ({ stepId, jurorId: peer }) =>
          submittedSteps.has(stepId) && (closed.has(stepId) || !hidesPeers(call, stepId)) && colleagues.includes(peer),
      )
      .map((evaluation) => ({ ...evaluation, peer: colleagues.indexOf(evaluation.jurorId) + 1 })),
    // An opinion given together is everybody's who was asked for it.
    results: head.results.filter(
      ({ stepId, opinion }) => submittedSteps.has(stepId) || (opinion !== undefined && asked.has(stepId)),
    ),
    sessionId: head.jury?.jurorIds.includes(jurorId) ? head.jury.sessionId : undefined,
    timeline: timeline(file.events as ChainedApplicationEvent[], 'juror', new Map()),
    availableActions: jurorActions(access),
    call,
  };
};
