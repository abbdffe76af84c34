import { expect, test } from 'vitest';
import { stepStateOf } from '../../../frontend/components/step-state.ts';
import type { ApplicationState } from '../../../schemas/application.ts';
import { callLille } from '../../../schemas/examples/call-lille.ts';

const stepIds = callLille.steps.map(({ id }) => id);
const [completeness, eligibility, evaluation, session] = stepIds;

/** How each step of the example's call stands to a file. */
const states = (state: ApplicationState, stepId: string | undefined, heldStepIds?: string[]) =>
  callLille.steps.map((step) => stepStateOf({ state, stepId, heldStepIds, call: callLille }, step));

test('A file on its way has steps behind it, one under way, and others to come', () => {
  expect(stepIds).toHaveLength(5);
  expect(states('checking', completeness, [])).toEqual(['current', 'upcoming', 'upcoming', 'upcoming', 'upcoming']);
  expect(states('evaluating', evaluation, [])).toEqual(['done', 'done', 'current', 'upcoming', 'upcoming']);
});

test('A file that ended has nothing to come: what did not take place says so, and so does where it stopped', () => {
  for (const state of ['withdrawn', 'closed', 'refused-by-silence'] as const)
    expect(states(state, eligibility, [])).toEqual(['done', 'stopped', 'skipped', 'skipped', 'skipped']);
  expect(states('ineligible', eligibility, [])).toEqual(['done', 'refused', 'skipped', 'skipped', 'skipped']);
  expect(states('withdrawn', undefined, [])).toEqual(Array.from({ length: 5 }, () => 'skipped'));
});

test('A decided file ends with its decision, and steps of the jury that were passed over are not done', () => {
  const held = [evaluation, session] as string[];
  expect(states('supported', 'decision', held)).toEqual(['done', 'done', 'done', 'done', 'done']);
  expect(states('refused', undefined, held)).toEqual(['done', 'done', 'done', 'done', 'refused']);
  expect(states('refused', 'decision', [evaluation] as string[])).toEqual([
    'done',
    'done',
    'done',
    'skipped',
    'refused',
  ]);
  // From a service that does not say which took place.
  expect(states('refused', 'decision')).toEqual(['done', 'done', 'done', 'done', 'refused']);
});
