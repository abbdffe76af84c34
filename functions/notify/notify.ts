import { type ApplicationEvent, isKnown, type StoredEvent } from '../../schemas/event.ts';
import { messagesFor } from '../domain/messages.ts';
import { logger } from '../observe.ts';
import { toldOf } from '../store/acts.ts';
import { retrying, type TransactItem } from '../store/commit.ts';
import { consume } from '../store/consume.ts';
import { readEvents } from '../store/events.ts';
import { messageWrite, type Told } from '../store/messages.ts';
import { movedWrite, olderMails } from '../store/older-mails.ts';
import type { StorePorts } from '../store/ports.ts';

export const CONSUMER = 'notify';

/** The messages that tell of an event of a file: who is told, with which mail. */
export const toldBy = (event: StoredEvent): Told[] =>
  messagesFor(event as ApplicationEvent & StoredEvent).map(({ name, to }) => ({
    template: name,
    audience: to.kind,
    ...(to.kind === 'juror' ? { recipient: to.jurorId, stepId: to.stepId } : { recipient: 'applicant' }),
  }));

/** What is written when an event is told: its messages, and that one more event of its act is, while that goes on. */
export const tellingWrites = (
  ports: StorePorts,
  event: StoredEvent,
  told: readonly Told[],
  afterMs?: number,
): TransactItem[] => [
  ...told.map((message) => messageWrite(ports, event, message, afterMs)),
  ...(event.act && event.gathers ? [toldOf(ports, event.act, ports.now().toISOString())] : []),
];

/** Of those who are to be told of an event, whom an older release did not write to already. */
export const untold = async (
  ports: StorePorts,
  { aggregate, seq }: StoredEvent,
  told: readonly Told[],
): Promise<Told[]> => {
  const before = told.length > 0 ? await olderMails(ports, aggregate, seq) : [];
  return told.filter(({ recipient }) => !before.some((mail) => mail.recipient === recipient));
};

/**
 * Notes who is to be told of the events of an application that nobody was told of yet: one message a person and event, in
 * the cursor's transaction, so that each is told exactly once. It sends nothing; `send` does.
 * @returns the number of events told.
 * @throws LeaseHeld while a run of an older release sends the mails of one of them: wake up again; Stale when it loses to
 * others for too long.
 */
export const notifyApplication = (ports: StorePorts, applicationId: string): Promise<number> => {
  const take = async (event: StoredEvent) => {
    logger.appendKeys({ seq: event.seq });
    if (event.type === 'application.mail-resumed') {
      const writes = await revived(ports, applicationId, event.seq, event.data.recipient);
      return { writes: [...writes, ...tellingWrites(ports, event, [])] };
    }
    return { writes: tellingWrites(ports, event, await untold(ports, event, toldBy(event))) };
  };
  // Two runs for one aggregate are no fault: the one that was overtaken finds at once what is left to do.
  return retrying(ports, () => consume(ports, { name: CONSUMER, take }, { type: 'application', id: applicationId }));
};

/** Mails of an older release that one transaction has sent again: whoever had more did not, and staff see which. */
const REVIVED_AT_MOST = 40;

/**
 * What an older release sent in vain or held back leaves as messages of today. Those of today were set to leave by the act
 * itself, in the transaction of this event.
 */
const revived = async (
  ports: StorePorts,
  applicationId: string,
  before: number,
  recipient: string,
): Promise<TransactItem[]> => {
  const older = (await olderMails(ports, { type: 'application', id: applicationId })).filter(
    (mail) => mail.recipient === recipient && mail.seq < before && mail.isWanting,
  );
  if (older.length === 0) return [];
  const events = (await readEvents(ports, { type: 'application', id: applicationId })).filter(isKnown);
  return older.slice(0, REVIVED_AT_MOST).flatMap((mail) => {
    const event = events.find(({ seq }) => seq === mail.seq);
    const told = event && toldBy(event).find((message) => message.recipient === mail.recipient);
    return told ? [messageWrite(ports, event, { ...told, again: true }), movedWrite(ports, applicationId, mail)] : [];
  });
};
