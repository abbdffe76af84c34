import type { ApplicationCore } from '../../../schemas/application.ts';
import { allow } from '../lifecycle.ts';
import { type Decided, decided } from './decided.ts';

/**
 * Takes a deferred file up again: it waits for its decision once more.
 * @throws DomainError conflict `state-passed` when it is not deferred.
 */
export const resume = (input: { application: ApplicationCore; at: string }): Decided => {
  allow(input.application, 'resume', 'staff');
  return decided(input.application, { type: 'application.resumed', data: {} }, input.at);
};
