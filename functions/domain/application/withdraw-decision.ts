import type { ApplicationCore } from '../../../schemas/application.ts';
import { allow } from '../lifecycle.ts';
import { type Decided, decided } from './decided.ts';

/**
 * Withdraws a decision, with reasons that `digest` freezes: the file waits for its decision again, and the former one is
 * kept. A grant creates rights: its withdrawal wants reasons and a hearing of the organisation first (CRPA L211-2 and
 * L122-1; Conseil d'État 438695 of 4 October 2021).
 * @throws DomainError conflict `state-passed` when nothing is decided.
 */
export const withdrawDecision = (input: { application: ApplicationCore; digest: string; at: string }): Decided => {
  const { application, digest, at } = input;
  allow(application, 'withdraw-decision', 'staff');
  const unannounced = application.announceOn !== undefined && { unannounced: true as const };
  return decided(application, { type: 'application.decision-withdrawn', data: { digest, ...unannounced } }, at);
};
