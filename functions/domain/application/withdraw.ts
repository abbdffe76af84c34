import type { ApplicationCore } from '../../../schemas/application.ts';
import { allow } from '../lifecycle.ts';
import { type Decided, decided } from './decided.ts';

/**
 * Withdraws a submitted file at its organisation's wish.
 * @throws DomainError conflict `state-passed` once it is decided or already withdrawn.
 */
export const withdraw = (input: { application: ApplicationCore; at: string }): Decided => {
  allow(input.application, 'withdraw', 'owner');
  return decided(input.application, { type: 'application.withdrawn', data: {} }, input.at);
};
