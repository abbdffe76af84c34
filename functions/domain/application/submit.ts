import type { ApplicationContent, ApplicationCore } from '../../../schemas/application.ts';
import { type CallVersion, stepAfter } from '../../../schemas/call.ts';
import { addMonths, dayOf } from '../calendar.ts';
import { allow, stateAt } from '../lifecycle.ts';
import { equalShares } from '../shares.ts';
import { type Decided, decided } from './decided.ts';

/**
 * Submits a draft: it is pinned to the call's version of that moment and stands at its first step. Silence becomes a
 * refusal `silenceMonths` after the day of receipt in Paris (CRPA L231-4 3°).
 * @throws DomainError conflict `state-passed` when it is no draft any more.
 */
export const submit = (input: {
  application: ApplicationCore;
  call: CallVersion;
  content: ApplicationContent;
  number: string;
  digest: string;
  at: string;
}): Decided => {
  const { application, call, content, at } = input;
  allow(application, 'submit', 'owner');
  const first = stepAfter(call);
  if (!first) throw new Error(`Call ${call.callId} has no step`);
  return decided(
    application,
    {
      type: 'application.submitted',
      data: {
        number: input.number,
        callVersion: call.version,
        digest: input.digest,
        stepId: first.id,
        stepState: stateAt(first) as 'checking' | 'ready' | 'deciding',
        amountAskedCents: content.budget.amountAskedCents,
        shares: equalShares(content.project.territories),
        silenceRejectsOn: addMonths(dayOf(at), call.silenceMonths),
      },
    },
    at,
  );
};
