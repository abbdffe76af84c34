import type { OpenStep } from '../schemas/application.ts';
import { type CallVersion, stepOf } from '../schemas/call.ts';
import { type Assignment, evaluationId, type StepAssignment } from '../schemas/evaluation.ts';
import { closeStep } from './domain/application/close-step.ts';
import type { Decided } from './domain/application/decided.ts';
import { addDays, dayOf } from './domain/calendar.ts';
import { hidesApplicant, hiding } from './domain/identity.ts';
import type { ApplicationFile, Written } from './store/applications.ts';
import { type AssignmentCard, changedAssignment, newAssignment } from './store/assignments.ts';
import type { Guarded } from './store/commit.ts';
import { digestOf } from './store/hash.ts';
import { isJuror } from './store/people.ts';
import type { StorePorts } from './store/ports.ts';
import { giving } from './store/roster.ts';

const labelOf = (call: CallVersion, stepId: string) =>
  call.steps.find((step) => step.id === stepId)?.label ?? { fr: stepId, en: stepId };

/** What lists show of the file at a step; without the applicant where the step hides who that is. */
const cardOf = (file: ApplicationFile, call: CallVersion, { stepId, dueAt, sessionId }: OpenStep): AssignmentCard => {
  const content = file.revisions.at(-1)?.content;
  const hidden = hidesApplicant(call, stepId);
  return {
    number: file.head.number ?? '',
    title: hidden && content ? hiding(content)(file.head.title) : file.head.title,
    organisationName: hidden ? '' : file.head.organisationName,
    territories: content?.project.territories ?? [],
    stepLabel: labelOf(call, stepId),
    remindsOn: remindsOn(call, stepId, dueAt),
    sessionId,
  };
};

/** The day from which jurors are reminded that something is due. */
const remindsOn = (call: CallVersion, stepId: string, dueAt: string): string | undefined => {
  const days = stepOf(call, stepId)?.remindDaysBefore ?? 0;
  return days > 0 ? addDays(dayOf(dueAt), -days) : undefined;
};

/** Once a step is over it hides nobody any more. */
const openCard = ({ head }: ApplicationFile): Partial<AssignmentCard> => ({
  title: head.title,
  organisationName: head.organisationName,
});

const fresh = (ports: StorePorts, jury: OpenStep) => ({
  stepId: jury.stepId,
  state: 'assigned' as const,
  assignedAt: jury.openedAt,
  dueAt: jury.dueAt,
  evaluationId: evaluationId.parse(`evl_${ports.ulid()}`),
});

/**
 * What stays of a step that is over: the part in it alone, without the names and titles that lists show of the file. An
 * evaluation that was taken out stays out of all that is made of that step.
 */
const asPast = (before: Assignment): StepAssignment => {
  const { stepId, state, assignedAt, dueAt, evaluationId, submittedAt, score, recusedAt } = before;
  return {
    ...{ stepId, assignedAt, dueAt, evaluationId, submittedAt, score, recusedAt },
    state: state === 'relieved' ? state : 'closed',
  };
};

/** The assignments of jurors who come to a file; one who was there before takes the file up again. */
export const assignmentsFor = (
  ports: StorePorts,
  file: ApplicationFile,
  call: CallVersion,
  jury: OpenStep,
  jurorIds: readonly string[],
): Written[] => {
  const card = cardOf(file, call, jury);
  return jurorIds.map((jurorId) => {
    const before = file.assignments.find((assignment) => assignment.jurorId === jurorId);
    // A scored step that is opened once more was cut short by an end of the file from which it came back.
    const isCutShort = before?.state === 'closed' && jury.sessionId === undefined;
    if (before?.stepId === jury.stepId && (before.state === 'relieved' || isCutShort)) {
      // Back on the step that the juror was taken off: an evaluation that was in counts again.
      const state = before.submittedAt ? ('submitted' as const) : ('assigned' as const);
      return changedAssignment(file, before, { state, dueAt: jury.dueAt }, card);
    }
    if (before) {
      const cleared = { submittedAt: undefined, correctableUntil: undefined, final: undefined, score: undefined };
      const past = [...before.past, asPast(before)];
      return changedAssignment(file, before, { ...cleared, ...fresh(ports, jury), past }, card);
    }
    return newAssignment({ applicationId: file.head.id, jurorId, past: [], ...fresh(ports, jury) }, card);
  });
};

/** The evaluations of the open step that are in, as their assignments keep them. */
export const stepEvaluations = (file: Pick<ApplicationFile, 'head' | 'assignments'>) =>
  file.assignments.filter(
    (assignment) => assignment.stepId === file.head.jury?.stepId && assignment.state === 'submitted',
  );

/** The assignments that wait for a hearing, once its session begins at another time. */
export const movedAssignments = (file: ApplicationFile, call: CallVersion, { stepId, dueAt }: OpenStep): Written[] =>
  file.assignments
    .filter((assignment) => assignment.state === 'assigned' && assignment.stepId === stepId)
    .map((assignment) => changedAssignment(file, assignment, { dueAt }, { remindsOn: remindsOn(call, stepId, dueAt) }));

/**
 * Closes the open step: the decision, and the assignments that it flips, in at most 100 items for 97 jurors. Where the next
 * step opens with the same jurors, it is given to those who still are, and `checks` holds that.
 */
export const closingOf = async (
  ports: StorePorts,
  file: ApplicationFile,
  call: CallVersion,
  act: { stepId: string; by: 'staff' | 'system'; at: string },
): Promise<{ decided: Decided; written: Written[]; checks: Guarded[] }> => {
  const evaluations = stepEvaluations(file);
  const digests = evaluations.map(({ jurorId }) => {
    const head = file.evaluations.find((entry) => entry.jurorId === jurorId && entry.stepId === act.stepId);
    return { jurorId, hash: head?.lastHash ?? '' };
  });
  const closed = (gone: readonly string[]) =>
    closeStep({ application: file.head, call, evaluations, digest: digestOf(digests, ''), gone, ...act });
  const named = closed([]).application.jury?.jurorIds ?? [];
  const given = named.length > 0 ? await giving(ports, file.head.id, named, isJuror) : { jurorIds: [], checks: [] };
  const decided = closed(named.filter((id) => !given.jurorIds.includes(id)));
  const next = decided.application.jury;
  const staying = next?.jurorIds ?? [];
  return {
    decided,
    checks: given.checks,
    written: [
      ...(next ? assignmentsFor(ports, file, call, next, staying) : []),
      ...file.assignments
        .filter(({ jurorId, state }) => !staying.includes(jurorId) && (state === 'assigned' || state === 'submitted'))
        .map((assignment) => changedAssignment(file, assignment, { state: 'closed' }, openCard(file))),
    ],
  };
};
