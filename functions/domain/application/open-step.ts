import type { ApplicationCore, OpenStep } from '../../../schemas/application.ts';
import { type CallVersion, isJuryStep, type JuryStep, stepOf } from '../../../schemas/call.ts';
import { instantAfter } from '../calendar.ts';
import { DomainError } from '../errors.ts';
import { allow } from '../lifecycle.ts';
import { type Decided, decided } from './decided.ts';

/** A jury step as it opens with these jurors. */
export const opened = (step: JuryStep, jurorIds: string[], at: string): OpenStep => ({
  stepId: step.id,
  openedAt: at,
  dueAt: instantAfter(at, step.delayDays),
  jurorIds,
  wanted: step.wanted,
  quorum: step.quorum,
});

/**
 * Opens the jury step where the file stands.
 * @throws DomainError conflict `state-passed`; invalid when the jurors are fewer than the quorum, named twice, or one of
 * them is recused.
 */
export const openStep = (input: {
  application: ApplicationCore;
  call: CallVersion;
  jurorIds: string[];
  at: string;
}): Decided => {
  const { application, call, jurorIds, at } = input;
  allow(application, 'open-step', 'staff');
  const step = stepOf(call, application.stepId ?? '');
  if (!isJuryStep(step)) throw new Error(`${application.id} is ready at ${application.stepId}, which is no jury step`);
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
