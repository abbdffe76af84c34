import type { OpenStep } from '../schemas/application.ts';
import type { CallVersion } from '../schemas/call.ts';
import { evaluationId } from '../schemas/evaluation.ts';
import { closeStep } from './domain/application/close-step.ts';
import type { Decided } from './domain/application/decided.ts';
import type { ApplicationFile, Written } from './store/applications.ts';
import { changedAssignment, newAssignment } from './store/assignments.ts';
import { digestOf } from './store/hash.ts';
import type { StorePorts } from './store/ports.ts';

const labelOf = (call: CallVersion, stepId: string) =>
  call.steps.find((step) => step.id === stepId)?.label ?? { fr: stepId, en: stepId };

const fresh = (ports: StorePorts, jury: OpenStep) => ({
  stepId: jury.stepId,
  state: 'assigned' as const,
  assignedAt: jury.openedAt,
  dueAt: jury.dueAt,
  evaluationId: evaluationId.parse(`evl_${ports.ulid()}`),
});

/** The assignments of jurors who come to a file; one who was there before takes the file up again. */
export const assignmentsFor = (
  ports: StorePorts,
  file: ApplicationFile,
  call: CallVersion,
  jury: OpenStep,
  jurorIds: readonly string[],
): Written[] => {
  const content = file.revisions.at(-1)?.content;
  const stepLabel = labelOf(call, jury.stepId);
  return jurorIds.map((jurorId) => {
    const before = file.assignments.find((assignment) => assignment.jurorId === jurorId);
    if (before?.state === 'relieved' && before.stepId === jury.stepId) {
      // Back on the step that the juror was taken off: an evaluation that was in counts again.
      const state = before.submittedAt ? ('submitted' as const) : ('assigned' as const);
      return changedAssignment(file, before, { state, dueAt: jury.dueAt }, { stepLabel });
    }
    if (before) {
      const { past, rev: _rev, applicationId: _id, jurorId: _juror, ...current } = before;
      const cleared = { submittedAt: undefined, score: undefined };
      return changedAssignment(
        file,
        before,
        { ...cleared, ...fresh(ports, jury), past: [...past, { ...current, state: 'closed' }] },
        { stepLabel },
      );
    }
    return newAssignment(
      { applicationId: file.head.id, jurorId, past: [], ...fresh(ports, jury) },
      {
        number: file.head.number ?? '',
        title: file.head.title,
        organisationName: file.head.organisationName,
        territories: content?.project.territories ?? [],
        stepLabel,
      },
    );
  });
};

/** The evaluations of the open step that are in, as their assignments keep them. */
export const stepEvaluations = (file: ApplicationFile) =>
  file.assignments.filter(
    (assignment) => assignment.stepId === file.head.jury?.stepId && assignment.state === 'submitted',
  );

/** Closes the open step: the decision, and the assignments that it flips, in at most 100 items for 97 jurors. */
export const closingOf = (
  ports: StorePorts,
  file: ApplicationFile,
  call: CallVersion,
  act: { stepId: string; by: 'staff' | 'system'; at: string },
): { decided: Decided; written: Written[] } => {
  const evaluations = stepEvaluations(file);
  const digests = evaluations.map(({ jurorId }) => {
    const head = file.evaluations.find((entry) => entry.jurorId === jurorId && entry.stepId === act.stepId);
    return { jurorId, hash: head?.lastHash ?? '' };
  });
  const decided = closeStep({ application: file.head, call, evaluations, digest: digestOf(digests, ''), ...act });
  const next = decided.application.jury;
  const staying = next?.jurorIds ?? [];
  return {
    decided,
    written: [
      ...(next ? assignmentsFor(ports, file, call, next, staying) : []),
      ...file.assignments
        .filter(({ jurorId, state }) => !staying.includes(jurorId) && (state === 'assigned' || state === 'submitted'))
        .map((assignment) => changedAssignment(file, assignment, { state: 'closed' })),
    ],
  };
};
