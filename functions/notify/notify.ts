import type { ApplicationEvent, StoredEvent } from '../../schemas/event.ts';
import { type MailAbout, mailAbout } from '../../schemas/mail.ts';
import { type MessageTo, messagesFor } from '../domain/messages.ts';
import { logger, metrics } from '../observe.ts';
import type { Mailer } from '../services/mail.ts';
import { loadAddress } from '../store/addresses.ts';
import { type ApplicationFile, loadFile } from '../store/applications.ts';
import { loadCallVersion } from '../store/calls.ts';
import { consume } from '../store/consume.ts';
import { type Key, notificationKey } from '../store/keys.ts';
import { markHeld, markSent, notArrived, releaseLease, takeLease } from '../store/lease.ts';
import { NoTurn } from '../store/pace.ts';
import { loadPerson } from '../store/people.ts';
import type { StorePorts } from '../store/ports.ts';
import { type Address, contactOf } from './address.ts';
import { messageOf } from './facts.ts';
import type { Message } from './templates/facts.ts';

export const CONSUMER = 'notify';
/** Tries in one run before the queue is left to wake us again. */
const TRIES = 3;

type ChainedEvent = ApplicationEvent & StoredEvent;

/** What a run sends with. */
interface Sending {
  ports: StorePorts;
  mailer: Mailer;
  siteUrl: string;
}

const addressOf = async (
  ports: StorePorts,
  file: ApplicationFile,
  to: MessageTo['to'],
): Promise<Address | undefined> => (to.kind === 'juror' ? loadPerson(ports, to.jurorId) : contactOf(ports, file));

/**
 * Tells everybody of the events of an application that they were not yet told of, in order. Each mail leaves under its
 * lease, so that all go out; one goes out twice only when a run ended between sending and noting it, which is counted.
 * @returns the number of events told.
 * A mail to an address that refuses our mails is held back instead, with what it would have said, and blocks nothing.
 * @throws LeaseHeld while another run is sending; NoTurn when there is no time left to send more; what SES refused with,
 * after a few tries: wake up again.
 */
export const notifyApplication = (
  ports: StorePorts,
  mailer: Mailer,
  siteUrl: string,
  applicationId: string,
): Promise<number> => {
  const sending = { ports, mailer, siteUrl };
  // One read of the file serves all of its events; it was there before the first of them was.
  let loaded: Promise<ApplicationFile | undefined> | undefined;
  const take = async (event: StoredEvent) => {
    logger.appendKeys({ seq: event.seq });
    if (event.type === 'application.mail-resumed') {
      await sendAgain(sending, applicationId, event.seq, event.data.recipient);
      return { writes: [] };
    }
    const messages = messagesFor(event as ChainedEvent);
    if (messages.length > 0) {
      loaded ??= loadFile(ports, applicationId);
      const file = await loaded;
      if (file)
        for (const message of messages)
          if (isDue(file, message)) await deliver(sending, file, event as ChainedEvent, message);
    }
    return { writes: [] };
  };
  return consume(ports, { name: CONSUMER, take }, { type: 'application', id: applicationId });
};

const recipientOf = (to: MessageTo['to']): string => (to.kind === 'juror' ? to.jurorId : 'applicant');

/**
 * Sends what did not arrive at a person, or was held back, before the event that has it sent. The file is read again, after the events
 * before that one were told: what another run is about to hold back is under its lease, and waited for.
 */
const sendAgain = async (sending: Sending, applicationId: string, before: number, recipient: string): Promise<void> => {
  const file = await loadFile(sending.ports, applicationId);
  const waiting = file?.notifications.filter(
    (mail) => mail.recipient === recipient && mail.seq < before && (mail.status !== 'sent' || notArrived(mail)),
  );
  for (const { seq } of waiting ?? []) {
    const event = file?.events.find((one) => one.seq === seq) as ChainedEvent | undefined;
    const message = event && messagesFor(event).find(({ to }) => recipientOf(to) === recipient);
    if (file && event && message && isDue(file, message, true))
      await deliver(sending, file, event, message, { again: true });
  }
};

/**
 * What asks a juror for something is for whoever may still do it when it leaves: not for one who is recused or was relieved.
 * A reminder, and what is sent once more, is for whoever is awaited at that step.
 */
const isDue = (file: ApplicationFile, { name, to }: MessageTo, again = false): boolean => {
  if (to.kind !== 'juror') return true;
  const own = file.assignments.find(({ jurorId }) => jurorId === to.jurorId);
  if (!own || own.state === 'recused' || own.state === 'relieved') return false;
  const isAwaited = own.stepId === to.stepId && own.state === 'assigned';
  return isAwaited || !(again || name === 'reminded');
};

const deliver = async (
  { ports, mailer, siteUrl }: Sending,
  file: ApplicationFile,
  event: ChainedEvent,
  { name, to }: MessageTo,
  { again = false } = {},
): Promise<void> => {
  const address = await addressOf(ports, file, to);
  if (!address) {
    logger.warn('Nobody to tell', { template: name });
    metrics.addMetric('NobodyToTell', 'Count', 1);
    return;
  }
  const recipient = recipientOf(to);
  const key = notificationKey(file.head.id, event.seq, recipient);
  const call = await loadCallVersion(ports, file.head.callId, file.head.callVersion);
  const { language, name: recipientName, email } = address;
  const about = mailAbout.parse({ applicationId: file.head.id, seq: event.seq, recipient });
  const message = () => messageOf(name, { file, call, event, language, siteUrl, recipientName });
  await sendUnderLease({ ports, mailer }, { key, about, audience: to.kind, email, message, again });
};

/** One mail, before it is known whether it still has to leave. */
interface Outgoing {
  key: Key;
  about: MailAbout;
  audience: MessageTo['to']['kind'];
  email: string;
  message: () => Message;
  /** It was held back or did not arrive, and is to leave now. */
  again?: boolean;
}

/**
 * Sends one mail under its lease, unless it went out before; to an address that refuses our mails it is held back, with
 * what it would have said.
 * @throws LeaseHeld, NoTurn, or what SES refused with after a few tries.
 */
export const sendUnderLease = async (
  { ports, mailer }: Pick<Sending, 'ports' | 'mailer'>,
  { key, about, audience, email, message: write, again = false }: Outgoing,
): Promise<void> => {
  const lease = await takeLease(ports, key, { again });
  if (!lease.taken) return;
  if (lease.attempts > 1 && !again) metrics.addMetric('MailTriedAgain', 'Count', 1);
  const message = write();
  const said = { seq: about.seq, audience, subject: message.subject, body: message.text };
  if ((await loadAddress(ports, email))?.status === 'held') {
    await markHeld(ports, key, lease.attempts, { ...said, at: ports.now().toISOString() });
    metrics.addMetric('MailHeld', 'Count', 1);
    return;
  }
  let messageId: string;
  try {
    messageId = await sendWithPatience(ports, () => mailer.send({ to: email, ...message, about }));
  } catch (error) {
    if (isRefusal(error)) await releaseLease(ports, key, lease.attempts);
    if (!(error instanceof NoTurn)) metrics.addMetric('MailRefused', 'Count', 1);
    throw error;
  }
  await markSent(ports, key, { ...said, messageId, at: ports.now().toISOString() });
  metrics.addMetric('MailSent', 'Count', 1);
};

const sendWithPatience = async (ports: StorePorts, send: () => Promise<string>): Promise<string> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (attempt >= TRIES || !isRefusal(error) || error instanceof NoTurn) throw error;
      await ports.sleep(ports.random() * 200 * 2 ** attempt);
    }
  }
};

/**
 * SES answered that it does not take the mail, or was never asked, so that it certainly did not go out. A lost connection says nothing of the
 * kind: then the lease is left to lapse before anybody tries again.
 */
const isRefusal = (error: unknown): boolean =>
  error instanceof NoTurn ||
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode !== undefined;
