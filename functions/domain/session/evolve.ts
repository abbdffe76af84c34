import type { SessionEvent } from '../../../schemas/event.ts';
import type { SessionCore } from '../../../schemas/session.ts';

/** An event with what its envelope adds to the replay. */
export type ReplayedSessionEvent = SessionEvent & { at: string; aggregate: { id: string } };

/** What a command comes to: the event, and the session after it. */
export interface DecidedSession {
  session: SessionCore;
  event: SessionEvent;
}

/**
 * The session after an event; the head that is stored is always made here.
 * @throws Error when the chain does not begin with `session.planned`.
 */
export const evolveSession = (before: SessionCore | undefined, event: ReplayedSessionEvent): SessionCore => {
  if (event.type === 'session.planned') {
    const { digest: _digest, ...planned } = event.data;
    return { id: event.aggregate.id as SessionCore['id'], version: 1, state: 'planned', ...planned };
  }
  if (!before) throw new Error(`${event.type} without session.planned before it`);
  const next = { ...before, version: before.version + 1 };
  switch (event.type) {
    case 'session.changed': {
      const { startsAt, memberIds } = event.data;
      return { ...next, startsAt, memberIds };
    }
    case 'session.convened':
      return { ...next, convenedAt: event.at };
    case 'session.cancelled':
      return { ...next, state: 'cancelled' };
    case 'session.opened':
      return { ...next, state: 'open', openedAt: event.at };
    case 'session.closed':
      return { ...next, state: 'closed', closedAt: event.at };
    case 'session.minutes-approved':
      return { ...next, minutesApprovedAt: event.at };
  }
};

export const decidedSession = (session: SessionCore, event: SessionEvent, at: string): DecidedSession => ({
  session: evolveSession(session, { ...event, at, aggregate: { id: session.id } }),
  event,
});

/** The session that a whole chain of events leads to. */
export const replaySession = (events: readonly ReplayedSessionEvent[]): SessionCore | undefined =>
  events.reduce<SessionCore | undefined>(evolveSession, undefined);
