import type { ApplicationCore, OpenStep } from '../../../schemas/application.ts';
import { allow, stateConflict } from '../lifecycle.ts';
import { type Decided, decided } from './decided.ts';

type SessionId = NonNullable<OpenStep['sessionId']>;

/**
 * The file must be on the agenda of this very session.
 * @throws DomainError conflict `state-passed`.
 */
export const mustBeOnAgenda = (
  application: ApplicationCore,
  sessionId: SessionId,
  action: 'unschedule' | 'postpone' | 'conclude',
): OpenStep => {
  allow(application, action, 'staff');
  if (application.jury?.sessionId !== sessionId) throw stateConflict('state-passed', application, []);
  return application.jury;
};

/**
 * Takes a file off a session's agenda before it was heard: it waits for another session.
 * @throws DomainError conflict `state-passed` when it is not on that agenda.
 */
export const unschedule = (input: { application: ApplicationCore; sessionId: SessionId; at: string }): Decided => {
  const { application, sessionId, at } = input;
  mustBeOnAgenda(application, sessionId, 'unschedule');
  return decided(application, { type: 'application.unscheduled', data: { sessionId } }, at);
};
