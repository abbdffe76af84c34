import { type DecidedSession, decidedSession } from './evolve.ts';
import { agendaOf, type Gathering } from './gathering.ts';
import { allowInSession, sessionConflict } from './lifecycle.ts';

/**
 * Invites the members: from here on they are told of every change.
 * @throws DomainError conflict `session-moved` when they were, or the session is no longer planned.
 */
export const conveneSession = (gathering: Gathering, at: string): DecidedSession => {
  allowInSession(gathering, 'convene');
  return decidedSession(gathering.session, { type: 'session.convened', data: {} }, at);
};

/**
 * Opens the session; it needs something on its agenda.
 * @throws DomainError conflict `session-moved`.
 */
export const openSession = (gathering: Gathering, at: string): DecidedSession => {
  allowInSession(gathering, 'open');
  return decidedSession(gathering.session, { type: 'session.opened', data: {} }, at);
};

/** Files must be off the agenda before a session ends without them. */
const mustBeHeard = (gathering: Gathering): void => {
  if (agendaOf(gathering).some(({ state }) => state === 'waiting')) throw sessionConflict('session-moved', gathering);
};

/**
 * Closes the session; `digest` freezes who was present. Files that were not heard have left the agenda before.
 * @throws DomainError conflict `session-moved` while a file is on the table or waits.
 */
export const closeSession = (gathering: Gathering, digest: string, at: string): DecidedSession => {
  allowInSession(gathering, 'close');
  mustBeHeard(gathering);
  return decidedSession(gathering.session, { type: 'session.closed', data: { digest } }, at);
};

/**
 * Cancels a session that was not opened. Its files have left the agenda before.
 * @throws DomainError conflict `session-moved`.
 */
export const cancelSession = (gathering: Gathering, at: string): DecidedSession => {
  allowInSession(gathering, 'cancel');
  mustBeHeard(gathering);
  return decidedSession(gathering.session, { type: 'session.cancelled', data: {} }, at);
};

/**
 * Locks the minutes; `digest` freezes their text.
 * @throws DomainError conflict `session-moved` when they are locked already, or the session is not closed.
 */
export const approveMinutes = (
  gathering: Gathering,
  minutes: { revision: number; digest: string },
  at: string,
): DecidedSession => {
  allowInSession(gathering, 'approve-minutes');
  return decidedSession(gathering.session, { type: 'session.minutes-approved', data: minutes }, at);
};
