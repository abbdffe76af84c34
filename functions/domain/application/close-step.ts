import type { ApplicationCore } from '../../../schemas/application.ts';
import { type CallVersion, type ScoreStep, stepAfter, stepOf } from '../../../schemas/call.ts';
import type { StepResult } from '../../../schemas/evaluation.ts';
import { quorumMet, type StepEvaluation, summarise } from '../evaluation/quorum.ts';
import { actionsFor, allow, stateConflict } from '../lifecycle.ts';
import { type Decided, decided } from './decided.ts';
import { opened } from './open-step.ts';

/**
 * Closes the open step with its result. When the next step is scored too, it opens at once with the same jurors less
 * those recused and those who left the jury since (`gone`); when it is deliberated, the file waits for a session of the jury; otherwise for its decision. Below a
 * threshold that is required, the jury's remaining steps are passed over.
 * @throws DomainError conflict `state-passed` when that step is not open; `quorum-not-met` when too few evaluations count.
 */
export const closeStep = (input: {
  application: ApplicationCore;
  call: CallVersion;
  stepId: string;
  evaluations: StepEvaluation[];
  digest: string;
  gone?: readonly string[];
  by: 'staff' | 'system';
  at: string;
}): Decided => {
  const { application, call, stepId, evaluations, digest, gone = [], by, at } = input;
  const { jury } = application;
  const available = () => actionsFor(application, by, { quorumMet: false });
  if (!jury || jury.stepId !== stepId) throw stateConflict('state-passed', application, available());
  if (!quorumMet(jury, evaluations)) throw stateConflict('quorum-not-met', application, available());
  allow(application, 'close-step', by, { quorumMet: true });
  const step = stepOf(call, stepId);
  if (step?.kind !== 'score') throw new Error(`Call ${call.callId} cannot close ${stepId}`);
  const result = summarise(step, jury, evaluations, at);
  const next = belowThreshold(step, result) ? call.steps.at(-1) : stepAfter(call, stepId);
  if (!next) throw new Error(`Call ${call.callId} has no step after ${stepId}`);
  return decided(
    application,
    {
      type: 'application.step-closed',
      data: {
        result,
        digest,
        nextStepId: next.id,
        ...(next.kind === 'score' && {
          next: opened(
            next,
            jury.jurorIds.filter((id) => !gone.includes(id)),
            at,
          ),
        }),
        ...(next.kind === 'deliberate' && { nextState: 'ready' as const }),
      },
    },
    at,
  );
};

/** The step asks for a mark that the file did not reach. */
export const belowThreshold = (step: ScoreStep, { score }: StepResult): boolean =>
  step.threshold.mode === 'required' && (score ?? 0) < step.threshold.percent * 100;
