import type { ApplicationCore } from '../../../schemas/application.ts';
import { type CallVersion, stepOf } from '../../../schemas/call.ts';
import { addDays, dayOf, daysBetween } from '../calendar.ts';
import { allow, stateAt } from '../lifecycle.ts';
import { type Decided, decided } from './decided.ts';

/**
 * Opens a file again that was ended without a decision: it goes on at the step where it stood. Days for which it stood closed
 * do not count towards the silence that refuses; what silence had refused by then stays refused, until it is decided.
 * `digest` freezes why, which stands in an item of its own.
 * @throws DomainError conflict `state-passed` when it was not ended so.
 */
export const reopen = (input: {
  application: ApplicationCore;
  call: CallVersion;
  digest: string;
  at: string;
}): Decided => {
  const { application, call, digest, at } = input;
  allow(application, 'reopen', 'staff');
  const { stepId = '', closedOn, silenceRejectsOn } = application;
  const step = stepOf(call, stepId);
  if (!step || !closedOn || !silenceRejectsOn) throw new Error(`${application.id} was closed nowhere`);
  const inTime = closedOn <= silenceRejectsOn;
  return decided(
    application,
    {
      type: 'application.reopened',
      data: {
        digest,
        nextState: stateAt(step) as 'checking' | 'ready' | 'deciding',
        silenceRejectsOn: inTime ? addDays(silenceRejectsOn, daysBetween(closedOn, dayOf(at))) : silenceRejectsOn,
      },
    },
    at,
  );
};
