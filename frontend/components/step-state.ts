import { isFinal } from '../../../schemas/application.ts';
import type { Step } from '../../../schemas/call.ts';
import type { ProgressStep } from '../../components/progress-steps.tsx';
import type { ApplicantFile } from '../queries.ts';

/** How a step of the call stands to a file: what is over is not still to come, and what was passed over was not done. */
export const stepStateOf = (
  file: Pick<ApplicantFile, 'state' | 'stepId' | 'outcome' | 'heldStepIds' | 'call'>,
  step: Pick<Step, 'id' | 'kind'>,
): ProgressStep['state'] => {
  const { state, stepId, heldStepIds, call } = file;
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
