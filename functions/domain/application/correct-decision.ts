import type { ApplicationCore, Decision } from '../../../schemas/application.ts';
import { allow } from '../lifecycle.ts';
import { mustBeTrue } from './decide.ts';
import { type Decided, decided } from './decided.ts';

/**
 * Puts a corrected decision in the place of the one that stands, which is kept. Its letter leaves at once, also where the
 * former one was not announced yet.
 * @throws DomainError conflict `state-passed`; invalid as for a decision.
 */
export const correctDecision = (input: {
  application: ApplicationCore;
  decision: Exclude<Decision, { outcome: 'deferred' }>;
  digest: string;
  at: string;
}): Decided => {
  const { application, decision, digest, at } = input;
  allow(application, 'correct-decision', 'staff');
  mustBeTrue(application, decision, at);
  const { outcome, decidedOn } = decision;
  return decided(
    application,
    {
      type: 'application.decision-corrected',
      data: {
        outcome,
        decidedOn,
        digest,
        ...(decision.outcome === 'supported' && { amountCents: decision.amountCents }),
        ...(application.announceOn !== undefined && { unannounced: true as const }),
      },
    },
    at,
  );
};
