import type { ApplicationCore } from '../../../schemas/application.ts';
import { recused } from '../errors.ts';
import { type Decided, decided } from './decided.ts';

/**
 * An agent steps back from a file for good, in every role, whatever its state; `digest` freezes why.
 * @throws DomainError forbidden `recused` when already so.
 */
export const stepBack = (input: {
  application: ApplicationCore;
  personId: string;
  digest: string;
  at: string;
}): Decided => {
  const { application, personId, digest, at } = input;
  const earlier = application.recusals.find(({ jurorId }) => jurorId === personId);
  if (earlier) throw recused(earlier.at);
  return decided(application, { type: 'application.agent-recused', data: { personId, digest } }, at);
};
