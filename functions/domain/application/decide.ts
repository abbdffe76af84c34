import type { ApplicationCore, Decision } from '../../../schemas/application.ts';
import { dayOf } from '../calendar.ts';
import { DomainError } from '../errors.ts';
import { allow } from '../lifecycle.ts';
import { type Decided, decided } from './decided.ts';

const action = { supported: 'support', refused: 'refuse', deferred: 'defer' } as const;

/**
 * Records what the competent body decided. `digest` freezes the reasons, which stand in an item of their own.
 * @throws DomainError conflict `state-passed`; invalid when the decision is dated after today or before the submission,
 * or grants more than was asked.
 */
export const decide = (input: {
  application: ApplicationCore;
  decision: Decision;
  digest: string;
  at: string;
}): Decided => {
  const { application, decision, digest, at } = input;
  allow(application, action[decision.outcome], 'staff');
  const refuse = (field: string, rule: string) =>
    new DomainError('invalid', 'invalid', {
      fields: [{ path: [field], keys: [`fields.${field}.${rule}`, `rules.${rule}`] }],
    });
  if (decision.decidedOn > dayOf(at)) throw refuse('decidedOn', 'in-future');
  if (application.submittedAt && decision.decidedOn < dayOf(application.submittedAt))
    throw refuse('decidedOn', 'before-submission');
  const { decidedOn } = decision;
  switch (decision.outcome) {
    case 'supported': {
      const { amountCents } = decision;
      if (amountCents > application.amountAskedCents) throw refuse('amountCents', 'above-asked');
      return decided(application, { type: 'application.supported', data: { amountCents, decidedOn, digest } }, at);
    }
    case 'refused':
      return decided(application, { type: 'application.refused', data: { decidedOn, digest } }, at);
    case 'deferred':
      return decided(application, { type: 'application.deferred', data: { decidedOn, digest } }, at);
  }
};
