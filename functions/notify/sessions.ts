import { isKnown, type SessionEvent, type StoredEvent } from '../../schemas/event.ts';
import { type ReplayedSessionEvent, replaySession } from '../domain/session/evolve.ts';
import { SETTLING_MS, sessionMessagesFor, settles } from '../domain/session/messages.ts';
import { logger } from '../observe.ts';
import { retrying } from '../store/commit.ts';
import { consume } from '../store/consume.ts';
import { readEvents } from '../store/events.ts';
import type { StorePorts } from '../store/ports.ts';
import { CONSUMER, tellingWrites, untold } from './notify.ts';

type Chained = StoredEvent & SessionEvent & ReplayedSessionEvent;

/**
 * Notes which members of a session are to be told of its events that they were not yet told of.
 * @returns the number of events told.
 * @throws as `notifyApplication`.
 */
export const notifySession = (ports: StorePorts, sessionId: string): Promise<number> => {
  const aggregate = { type: 'session', id: sessionId } as const;
  return retrying(ports, async () => {
    // A session has few events, and each must be told as the ones before left it.
    const events = (await readEvents(ports, aggregate)).filter(isKnown) as Chained[];
    const take = async (event: StoredEvent) => {
      logger.appendKeys({ seq: event.seq });
      const before = replaySession(events.filter(({ seq }) => seq < event.seq));
      const told = sessionMessagesFor(before, event as Chained).map(({ name, jurorId }) => ({
        template: name,
        audience: 'juror' as const,
        recipient: jurorId,
      }));
      // Of its own mail each time, so that it waits for nothing but for another change.
      const afterMs = settles(events, event) ? SETTLING_MS : 0;
      return { writes: tellingWrites(ports, event, await untold(ports, event, told), afterMs) };
    };
    return consume(ports, { name: CONSUMER, take }, aggregate);
  });
};
