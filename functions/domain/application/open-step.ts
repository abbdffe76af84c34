import type { ApplicationCore, OpenStep } from '../../../schemas/application.ts';
import { type CallVersion, type ScoreStep, stepOf } from '../../../schemas/call.ts';
import { addDays, dayOf, endOfDay } from '../calendar.ts';
import { DomainError } from '../errors.ts';
import { allow } from '../lifecycle.ts';
import { type Decided, decided } from './decided.ts';

/**
 * A scored step as it opens with these jurors. It is due at the end of a day in Paris, `delayDays` calendar days after the
 * day on which it opens: at the hour of opening, a clock that changes in between would move it to another day.
 */
export const opened = (step: ScoreStep, jurorIds: string[], at: string): OpenStep => ({
  stepId: step.id,
  openedAt: at,
  dueAt: endOfDay(addDays(dayOf(at), step.delayDays)),
  jurorIds,
  wanted: step.wanted,
  quorum: step.quorum,
});

/**
 * Opens the scored step where the file stands: each of the jurors evaluates alone.
 * @throws DomainError conflict `state-passed`, also where the file waits for a session of the jury; invalid when the jurors are fewer than the quorum, named twice, or one of
 * them is recused.
 */
export const openStep = (input: {
  application: ApplicationCore;
  call: CallVersion;
  jurorIds: string[];
  at: string;
}): Decided => {
  const { application, call, jurorIds, at } = input;
  const step = stepOf(call, application.stepId ?? '');
  allow(application, 'open-step', 'staff', { step });
  if (step?.kind !== 'score') throw new Error(`${application.id} is opened at ${application.stepId}`);
  const fault = (rule: string, params: Record<string, unknown> = {}) =>
    new DomainError('invalid', 'invalid', {
      fields: [{ path: ['jurorIds'], keys: [`fields.jurorIds.${rule}`, 'rules.ask'], params }],
    });
  if (new Set(jurorIds).size !== jurorIds.length) throw fault('duplicate-id');
  if (jurorIds.some((id) => isRecused(application, id))) throw fault('recused');
  if (jurorIds.length < step.quorum) throw fault('min', { minimum: step.quorum });
  return decided(application, { type: 'application.step-opened', data: { jury: opened(step, jurorIds, at) } }, at);
};

export const isRecused = (application: Pick<ApplicationCore, 'recusals'>, jurorId: string): boolean =>
  application.recusals.some((recusal) => recusal.jurorId === jurorId);
