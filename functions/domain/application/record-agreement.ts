import type { ApplicationCore } from '../../../schemas/application.ts';
import type { Agreement } from '../../../schemas/decision.ts';
import { dayOf } from '../calendar.ts';
import { allow } from '../lifecycle.ts';
import { refuse } from './decide.ts';
import { type Decided, decided } from './decided.ts';

/**
 * Records that the City and the organisation signed the agreement on the grant; a later record replaces it. `digest`
 * freezes day and reference, which stand in an item of their own.
 * @throws DomainError conflict `state-passed` unless a grant stands and is announced; invalid when it is dated before the
 * decision or after today.
 */
export const recordAgreement = (input: {
  application: ApplicationCore;
  agreement: Agreement;
  digest: string;
  at: string;
}): Decided => {
  const { application, agreement, digest, at } = input;
  const { signedOn } = agreement;
  allow(application, 'record-agreement', 'staff');
  if (signedOn > dayOf(at)) throw refuse('signedOn', 'in-future');
  if (application.decidedOn && signedOn < application.decidedOn) throw refuse('signedOn', 'before-decision');
  return decided(application, { type: 'application.agreement-signed', data: { signedOn, digest } }, at);
};
