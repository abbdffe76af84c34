import type { ApplicationCore } from '../../../schemas/application.ts';
import { maxJurors } from '../../../schemas/call.ts';
import { DomainError } from '../errors.ts';
import { allow } from '../lifecycle.ts';
import { type Decided, decided } from './decided.ts';
import { isRecused } from './open-step.ts';

/**
 * Assigns one more juror to the open step.
 * @throws DomainError conflict `state-passed`; invalid when the juror is assigned already or recused, or the step has as many
 * jurors as one can have.
 */
export const assignJuror = (input: { application: ApplicationCore; jurorId: string; at: string }): Decided => {
  const { application, jurorId, at } = input;
  allow(application, 'assign-juror', 'staff');
  const { jury } = application;
  if (!jury) throw new Error(`${application.id} is evaluated without an open step`);
  const rule = isRecused(application, jurorId)
    ? 'recused'
    : jury.jurorIds.includes(jurorId)
      ? 'duplicate-id'
      : jury.jurorIds.length >= maxJurors
        ? 'max'
        : undefined;
  if (rule)
    throw new DomainError('invalid', 'invalid', {
      fields: [{ path: ['jurorId'], keys: [`fields.jurorIds.${rule}`, 'rules.ask'], params: { maximum: maxJurors } }],
    });
  return decided(application, { type: 'application.juror-assigned', data: { stepId: jury.stepId, jurorId } }, at);
};
