import type { ApplicationCore } from '../../../schemas/application.ts';
import { allow } from '../lifecycle.ts';
import { type Decided, decided } from './decided.ts';

/**
 * Announces a decision that was kept back until a day: the letter leaves and the applicant sees it. Staff may do so
 * earlier.
 * @throws DomainError conflict `state-passed` when nothing is kept back.
 */
export const announce = (input: { application: ApplicationCore; by: 'system' | 'staff'; at: string }): Decided => {
  const { application, by, at } = input;
  allow(application, 'announce', by);
  if (!application.outcome) throw new Error(`${application.id} is announced without a decision`);
  return decided(application, { type: 'application.announced', data: { outcome: application.outcome } }, at);
};
