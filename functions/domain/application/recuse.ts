import type { ApplicationCore } from '../../../schemas/application.ts';
import { recused } from '../errors.ts';
import { allow } from '../lifecycle.ts';
import { type Decided, decided } from './decided.ts';
import { isRecused } from './open-step.ts';

/**
 * Takes a juror off the file for good, at that juror's own word; `digest` freezes why. The quorum stays as the call sets it; the juror no
 * longer counts towards it, nor among those whom the step waits for.
 * @throws DomainError forbidden `recused` when already so; conflict `state-passed` when no step is open.
 */
export const recuse = (input: {
  application: ApplicationCore;
  jurorId: string;
  digest?: string;
  at: string;
}): Decided => {
  const { application, jurorId, digest, at } = input;
  const earlier = application.recusals.find((recusal) => recusal.jurorId === jurorId);
  if (earlier && isRecused(application, jurorId)) throw recused(earlier.at);
  allow(application, 'recuse', 'juror');
  return decided(application, { type: 'application.juror-recused', data: { jurorId, ...(digest && { digest }) } }, at);
};
