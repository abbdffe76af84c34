import type { ApplicationCore, OpenStep } from '../../../schemas/application.ts';
import { type Decided, decided } from './decided.ts';
import { mustBeOnAgenda } from './unschedule.ts';

/**
 * The session heard the file and put it off to a later one; `digest` freezes the votes and notes.
 * @throws DomainError conflict `state-passed` when it is not on that session's agenda.
 */
export const postpone = (input: {
  application: ApplicationCore;
  sessionId: NonNullable<OpenStep['sessionId']>;
  digest: string;
  at: string;
}): Decided => {
  const { application, sessionId, digest, at } = input;
  mustBeOnAgenda(application, sessionId, 'postpone');
  return decided(application, { type: 'application.postponed', data: { sessionId, digest } }, at);
};
