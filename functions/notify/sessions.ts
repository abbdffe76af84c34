import { isKnown, type SessionEvent, type StoredEvent } from '../../schemas/event.ts';
import { type ReplayedSessionEvent, replaySession } from '../domain/session/evolve.ts';
import { agendaOf } from '../domain/session/gathering.ts';
import { sessionMessagesFor } from '../domain/session/messages.ts';
import { logger, metrics } from '../observe.ts';
import type { Mailer } from '../services/mail.ts';
import { loadCall } from '../store/calls.ts';
import { consume } from '../store/consume.ts';
import { readEvents } from '../store/events.ts';
import { sessionNotificationKey } from '../store/keys.ts';
import { loadPerson } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';
import { loadSession } from '../store/sessions.ts';
import { CONSUMER, sendUnderLease } from './notify.ts';
import { sessionMail } from './templates/sessions.ts';

type Chained = StoredEvent & SessionEvent & ReplayedSessionEvent;

/**
 * Tells the members of a session of its events that they were not yet told of, in order, each mail under its lease. What
 * a mail says of date, place and agenda is what stands when it leaves.
 * @returns the number of events told.
 * @throws as `notifyApplication`.
 */
export const notifySession = async (
  ports: StorePorts,
  mailer: Mailer,
  siteUrl: string,
  sessionId: string,
): Promise<number> => {
  const aggregate = { type: 'session', id: sessionId } as const;
  // A session has few events, and each must be told as the ones before left it.
  const events = (await readEvents(ports, aggregate)).filter(isKnown) as Chained[];
  const take = async (event: StoredEvent) => {
    logger.appendKeys({ seq: event.seq });
    const before = replaySession(events.filter(({ seq }) => seq < event.seq));
    const messages = sessionMessagesFor(before, event as Chained);
    const loaded = messages.length > 0 ? await loadSession(ports, sessionId) : undefined;
    const call = loaded && (await loadCall(ports, loaded.session.callId));
    if (loaded && call)
      for (const { name, jurorId } of messages) {
        const person = await loadPerson(ports, jurorId);
        if (!person) {
          logger.warn('Nobody to tell', { template: name });
          metrics.addMetric('NobodyToTell', 'Count', 1);
          continue;
        }
        const { language, email } = person;
        await sendUnderLease(
          { ports, mailer },
          {
            key: sessionNotificationKey(sessionId, event.seq, jurorId),
            about: { sessionId: loaded.session.id, seq: event.seq, recipient: jurorId },
            audience: 'juror',
            email,
            message: () =>
              sessionMail(name, {
                language,
                siteUrl,
                recipientName: person.name,
                callTitle: call.title[language],
                service: call.service,
                session: loaded.session,
                formerStartsAt: before?.startsAt,
                files: agendaOf(loaded).length,
              }),
          },
        );
      }
    return { writes: [] };
  };
  return consume(ports, { name: CONSUMER, take }, aggregate);
};
