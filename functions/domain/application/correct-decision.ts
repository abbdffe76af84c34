import type { ApplicationCore } from '../../../schemas/application.ts';
import { type Decision, keptBackUntil } from '../../../schemas/decision.ts';
import { dayOf } from '../calendar.ts';
import { allow } from '../lifecycle.ts';
import { mustBeTrue, refuse } from './decide.ts';
import { type Decided, decided } from './decided.ts';

/**
 * Puts a corrected decision in the place of the present one, which is kept. The letter of the correction leaves at once, unless the
 * present decision was not announced yet and the correction names a day to come.
 * @throws DomainError conflict `state-passed`; invalid as for a decision, and when what is announced would be kept back.
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
  const announceOn = keptBackUntil(decision, dayOf(at));
  if (announceOn && application.announceOn === undefined) throw refuse('announceOn', 'announced');
  return decided(
    application,
    {
      type: 'application.decision-corrected',
      data: {
        outcome,
        decidedOn,
        digest,
        ...(decision.outcome === 'supported' && { amountCents: decision.amountCents }),
        ...(announceOn && { announceOn }),
        ...(application.announceOn !== undefined && { unannounced: true as const }),
      },
    },
    at,
  );
};
