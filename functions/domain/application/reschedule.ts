import type { ApplicationCore, OpenStep } from '../../../schemas/application.ts';
import { type Decided, decided } from './decided.ts';
import { mustBeOnAgenda } from './unschedule.ts';

/**
 * Moves a file with the session that hears it, which begins at another time now.
 * @throws DomainError conflict `state-passed` when it is not on that agenda.
 */
export const reschedule = (input: {
  application: ApplicationCore;
  session: { id: NonNullable<OpenStep['sessionId']>; startsAt: string };
  at: string;
}): Decided => {
  const { application, session, at } = input;
  mustBeOnAgenda(application, session.id, 'unschedule');
  return decided(
    application,
    { type: 'application.rescheduled', data: { sessionId: session.id, dueAt: session.startsAt } },
    at,
  );
};
