import type { ApplicationCore, OpenStep } from '../../../schemas/application.ts';
import { actionsFor, allow, stateConflict } from '../lifecycle.ts';
import { type Decided, decided } from './decided.ts';

/**
 * Lets a juror be taken off the open step.
 * @throws DomainError conflict `state-passed` when no step is open, or the juror is not on it any more.
 */
export const allowRelief = (application: ApplicationCore, jurorId: string): OpenStep => {
  allow(application, 'relieve-juror', 'staff');
  const { jury } = application;
  if (!jury?.jurorIds.includes(jurorId))
    throw stateConflict('state-passed', application, actionsFor(application, 'staff'));
  return jury;
};

/**
 * Takes a juror off the open step, with a reason that `digest` freezes; unlike a recusal it does not close the file to
 * that juror for good, and the juror can be assigned again.
 * @throws DomainError conflict `state-passed`, also when the juror is not on the step any more.
 */
export const relieveJuror = (input: {
  application: ApplicationCore;
  jurorId: string;
  digest: string;
  at: string;
}): Decided => {
  const { application, jurorId, digest, at } = input;
  const jury = allowRelief(application, jurorId);
  return decided(
    application,
    { type: 'application.juror-relieved', data: { stepId: jury.stepId, jurorId, digest } },
    at,
  );
};
