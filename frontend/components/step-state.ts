import { type ApplicationState, isFinal } from '../../schemas/application.ts';
import type { Step } from '../../schemas/call.ts';
import type { ProgressStep } from './progress-steps.tsx';

/** Of a file: where it stands, under which steps, and which of the jury's took place as far as that is told. */
export interface OnItsWay {
  state: ApplicationState;
  stepId?: string | undefined;
  heldStepIds?: readonly string[] | undefined;
  call: { steps: readonly Pick<Step, 'id' | 'kind'>[] };
}

/** How a step of the call stands to a file: what is over is not still to come, and what was passed over was not done. */
export const stepStateOf = (
  { state, stepId, heldStepIds, call }: OnItsWay,
  step: Pick<Step, 'id' | 'kind'>,
): ProgressStep['state'] => {
  const place = call.steps.findIndex(({ id }) => id === step.id);
  const decided = state === 'supported' || state === 'refused';
  const at = decided ? call.steps.length - 1 : call.steps.findIndex(({ id }) => id === stepId);
  if (place < at) {
    const isOfJury = step.kind === 'score' || step.kind === 'deliberate';
    return isOfJury && heldStepIds && !heldStepIds.includes(step.id) ? 'skipped' : 'done';
  }
  if (place > at) return isFinal(state) ? 'skipped' : 'upcoming';
  if (state === 'supported') return 'done';
  if (state === 'refused' || state === 'ineligible') return 'refused';
  return isFinal(state) ? 'stopped' : 'current';
};
