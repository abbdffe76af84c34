import type { SessionEvent } from '../../../schemas/event.ts';
import type { SessionCore } from '../../../schemas/session.ts';

/** The mails about a session that there are. */
export type SessionMessageName = 'session-convened' | 'session-changed' | 'session-left' | 'session-cancelled';

/**
 * Which members are told of an event, and with which mail. Nobody hears of a session before its members are convened;
 * whoever joins later is convened by the change, and whoever sits no more is told so. `before` is the session as the event found it.
 */
export const sessionMessagesFor = (
  before: SessionCore | undefined,
  event: SessionEvent,
): { name: SessionMessageName; jurorId: string }[] => {
  if (!before) return [];
  const all = (name: SessionMessageName) => before.memberIds.map((jurorId) => ({ name, jurorId }));
  if (event.type === 'session.convened') return all('session-convened');
  if (!before.convenedAt) return [];
  if (event.type === 'session.cancelled') return all('session-cancelled');
  if (event.type !== 'session.changed') return [];
  const { memberIds } = event.data;
  return [
    ...memberIds.map((jurorId) => ({
      name: before.memberIds.includes(jurorId) ? ('session-changed' as const) : ('session-convened' as const),
      jurorId,
    })),
    ...before.memberIds
      .filter((jurorId) => !memberIds.includes(jurorId))
      .map((jurorId) => ({ name: 'session-left' as const, jurorId })),
  ];
};
