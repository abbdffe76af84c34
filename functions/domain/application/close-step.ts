import type { ApplicationCore } from '../../../schemas/application.ts';
import { type CallVersion, isJuryStep, stepAfter, stepOf } from '../../../schemas/call.ts';
import { quorumMet, type StepEvaluation, summarise } from '../evaluation/quorum.ts';
import { actionsFor, allow, stateConflict } from '../lifecycle.ts';
import { type Decided, decided } from './decided.ts';
import { opened } from './open-step.ts';

/**
 * Closes the open jury step with its result. When the next step is a jury's, it opens at once with the same jurors less
 * those recused; otherwise the file waits for its decision.
 * @throws DomainError conflict `state-passed` when that step is not open; `quorum-not-met` when too few evaluations count.
 */
export const closeStep = (input: {
  application: ApplicationCore;
  call: CallVersion;
  stepId: string;
  evaluations: StepEvaluation[];
  digest: string;
  by: 'staff' | 'system';
  at: string;
}): Decided => {
  const { application, call, stepId, evaluations, digest, by, at } = input;
  const { jury } = application;
  const available = () => actionsFor(application, by, { quorumMet: false });
  if (!jury || jury.stepId !== stepId) throw stateConflict('state-passed', application, available());
  if (!quorumMet(jury, evaluations)) throw stateConflict('quorum-not-met', application, available());
  allow(application, 'close-step', by, { quorumMet: true });
  const step = stepOf(call, stepId);
  const next = stepAfter(call, stepId);
  if (!isJuryStep(step) || !next) throw new Error(`Call ${call.callId} cannot close ${stepId}`);
  return decided(
    application,
    {
      type: 'application.step-closed',
      data: {
        result: summarise(step, jury, evaluations, at),
        digest,
        nextStepId: next.id,
        ...(isJuryStep(next) && { next: opened(next, jury.jurorIds, at) }),
      },
    },
    at,
  );
};
