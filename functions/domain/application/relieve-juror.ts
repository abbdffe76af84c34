import type { ApplicationCore } from '../../../schemas/application.ts';
import { DomainError } from '../errors.ts';
import { allow } from '../lifecycle.ts';
import { type Decided, decided } from './decided.ts';

/**
 * Takes a juror off the open step, with a reason that `digest` freezes; unlike a recusal it does not close the file to
 * that juror for good, and the juror can be assigned again.
 * @throws DomainError conflict `state-passed`; invalid when the juror is not on the step.
 */
export const relieveJuror = (input: {
  application: ApplicationCore;
  jurorId: string;
  digest: string;
  at: string;
}): Decided => {
  const { application, jurorId, digest, at } = input;
  allow(application, 'relieve-juror', 'staff');
  const { jury } = application;
  if (!jury) throw new Error(`${application.id} is evaluated without an open step`);
  if (!jury.jurorIds.includes(jurorId))
    throw new DomainError('invalid', 'invalid', {
      fields: [{ path: ['jurorId'], keys: ['fields.jurorIds.not-on-step', 'rules.ask'] }],
    });
  return decided(
    application,
    { type: 'application.juror-relieved', data: { stepId: jury.stepId, jurorId, digest } },
    at,
  );
};
