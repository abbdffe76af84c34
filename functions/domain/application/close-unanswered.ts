import type { ApplicationCore } from '../../../schemas/application.ts';
import { dayOf } from '../calendar.ts';
import { actionsFor, allow, stateConflict } from '../lifecycle.ts';
import { isAnswerOverdue, silenceRefusesOn } from '../silence.ts';
import { type Decided, decided } from './decided.ts';

/**
 * Closes a file without follow-up: what the City asked for did not come by the day that the request gave. `digest` freezes
 * why, which stands in an item of its own.
 * @throws DomainError conflict `state-passed` when nothing is asked; `answer-awaited`, with the day, up to that very day.
 */
export const closeUnanswered = (input: { application: ApplicationCore; digest: string; at: string }): Decided => {
  const { application, digest, at } = input;
  const { state, complementsDueOn } = application;
  const today = dayOf(at);
  if (state === 'complements' && !isAnswerOverdue(application, today))
    throw stateConflict('answer-awaited', application, actionsFor(application, 'staff', { today }), complementsDueOn);
  allow(application, 'close-unanswered', 'staff', { today });
  const silenceRejectsOn = silenceRefusesOn(application, today);
  if (!silenceRejectsOn) throw new Error(`${application.id} waits for documents without a clock`);
  return decided(application, { type: 'application.closed', data: { digest, silenceRejectsOn } }, at);
};
