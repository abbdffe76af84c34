import { actId } from '../../schemas/act.ts';
import { type ContactFailure, type MailAbout, mailAbout } from '../../schemas/mail.ts';
import { faultOf, logger } from '../observe.ts';
import type { Mailer } from '../services/mail.ts';
import { isThrottling, refusalOf, wasAnswered } from '../services/mail-fault.ts';
import { actHead, isWhole } from '../store/acts.ts';
import { loadAddress } from '../store/addresses.ts';
import { noteContactFailure, noteContactReached } from '../store/contacts.ts';
import type { MessageItem } from '../store/items/mail.ts';
import { type Key, mailKey } from '../store/keys.ts';
import { LEASE_MS, LeaseHeld, releaseLease, takeLease } from '../store/lease.ts';
import { loadAct, loadMessages, MAIL_MESSAGES, noteCopy, type Outcome, settleAll } from '../store/messages.ts';
import { NoTurn } from '../store/pace.ts';
import type { StorePorts } from '../store/ports.ts';
import { readItem } from '../store/stored.ts';
import { hasTemplate, type Letter, lettersOf, written } from './letters.ts';

/** Tries of one mail in one run, before the queue is left to wake us again. */
const TRIES = 3;

/** How long SES is left alone once it asks for patience, and once no turn is left for this run, in milliseconds. */
const PATIENCE_MS = 60_000;
const TURN_MS = 5_000;

/** What a run sends with. */
export interface Sending {
  ports: StorePorts;
  mailer: Mailer;
  siteUrl: string;
}

/** A mail waits for SES or for its turn: nothing failed, and nothing is counted as a try. */
class Later extends Error {
  readonly afterMs: number;
  constructor(afterMs: number) {
    super('A mail waits for its turn');
    this.afterMs = afterMs;
  }
}

/** Mails that ask a juror for a file gather; a letter of the City, and what is said of a session, is a mail of its own. */
const mailOf = ({ audience, aggregate, recipient, seq }: MessageItem): string =>
  audience === 'juror' && aggregate.type === 'application' ? recipient : `${recipient}#${aggregate.id}#${seq}`;

/**
 * Sends what an act has to tell, once it is over and all of its events were told, or ten minutes after it began to tell:
 * all that one person is told is one mail. Each mail leaves under its lease and ends by itself: whatever becomes of one,
 * the others leave.
 * @returns when to come again, nothing when no more is to leave.
 * @throws what a mail failed with for the moment, after the others were seen to: wake up again.
 */
export const sendAct = async ({ ports, mailer, siteUrl }: Sending, act: string): Promise<Date | undefined> => {
  const { head, messages } = await loadAct(ports, act);
  const whole = isWhole(head && readItem(actHead, head));
  const waiting = messages.filter((message) => message.status === 'waiting' && hasTemplate(message));
  const now = ports.now().getTime();
  let next: number | undefined;
  const comeAgain = (at: number) => {
    next = Math.min(next ?? at, at);
  };
  let fault: unknown;
  for (const [mail, all] of Map.groupBy(waiting, mailOf)) {
    // What is said of a session gathers nothing: its messages wait for another change of it, whatever the act does.
    const gathers = all.some(({ aggregate }) => aggregate.type !== 'session');
    const leavesAt = whole && gathers ? now : Math.min(...all.map((message) => Date.parse(message.leavesAt)));
    if (leavesAt > now) {
      comeAgain(leavesAt);
      continue;
    }
    try {
      await deliver({ ports, mailer, siteUrl }, act, mail, all.slice(0, MAIL_MESSAGES));
      if (all.length > MAIL_MESSAGES) comeAgain(now);
    } catch (error) {
      if (error instanceof Later) {
        comeAgain(ports.now().getTime() + error.afterMs);
        break;
      }
      if (error instanceof LeaseHeld) comeAgain(ports.now().getTime() + LEASE_MS);
      else {
        logger.warn('A mail did not leave', { error: faultOf(error) });
        fault ??= error;
      }
    }
  }
  if (fault !== undefined) throw fault;
  return next === undefined ? undefined : new Date(next);
};

/** What a message carries of a letter, whether it left or not: the subject, and the words of a letter of the City. */
const saidOf = ({ audience }: MessageItem, { subject, text }: { subject: string; text: string }) => ({
  subject,
  ...(audience === 'applicant' && { body: text }),
});

const aboutOf = (act: string, messages: readonly MessageItem[]): MailAbout => {
  const [only, more] = messages;
  if (!only) throw new Error('A mail tells of nothing');
  if (more) return { act: actId.parse(act), recipient: only.recipient };
  const { aggregate, seq, recipient } = only;
  const id = aggregate.type === 'session' ? { sessionId: aggregate.id } : { applicationId: aggregate.id };
  return mailAbout.parse({ ...id, seq, recipient, act });
};

/** Whose turn has come; the lease is given back where it comes too late for this run. */
const turnOf = async (ports: StorePorts, mailer: Mailer, key: Key, attempts: number): Promise<Mailer> => {
  try {
    return (await mailer.ready?.()) ?? mailer;
  } catch (error) {
    if (!(error instanceof NoTurn)) throw error;
    await releaseLease(ports, key, attempts);
    throw new Later(TURN_MS);
  }
};

/**
 * One mail. Whom it goes to, and whether it is due still, is asked once the lease is ours and its turn has come.
 * @throws LeaseHeld while another run sends it; Later when it waits for SES; what failed for the moment.
 */
const deliver = async (
  { ports, mailer, siteUrl }: Sending,
  act: string,
  mail: string,
  seen: readonly MessageItem[],
): Promise<void> => {
  const key = mailKey(act, mail);
  const lease = await takeLease(ports, key);
  if (!lease.taken) return;
  const turn = await turnOf(ports, mailer, key, lease.attempts);
  const messages = (await loadMessages(ports, seen)).filter(({ status }) => status === 'waiting');
  const letters = lettersOf(ports, siteUrl);
  const settled: { message: MessageItem; outcome: Outcome }[] = [];
  const due: { message: MessageItem; letter: Extract<Letter, { kind: 'due' }> }[] = [];
  const at = () => ports.now().toISOString();
  for (const message of messages) {
    const letter = await letters.of(message);
    logger.appendKeys({ aggregate: message.aggregate.id, seq: message.seq });
    if ('copied' in letter && letter.copied && !message.again) await noteCopy(ports, message);
    if (letter.kind === 'due') due.push({ message, letter });
    else if (letter.kind === 'dropped') {
      settled.push({ message, outcome: { status: 'dropped', dropped: letter.why } });
    } else {
      logger.warn('Nobody to tell', { template: message.template });
      const refusal = { code: 'NobodyToTell', words: '' };
      settled.push({ message, outcome: { status: 'refused', refusedAt: at(), refusal } });
    }
  }
  const [first] = due;
  if (!first) return settleAll(ports, settled, key);
  const { to, fromName } = first.letter;
  const message = written(
    due.map(({ letter }) => letter),
    due.map((entry) => entry.message),
    siteUrl,
  );
  /** Gives every message that is due the same outcome. */
  const end = (outcomeOf: (said: ReturnType<typeof saidOf>) => Outcome) =>
    settleAll(
      ports,
      [
        ...settled,
        ...due.map((entry) => {
          const said = saidOf(entry.message, message);
          return {
            message: entry.message,
            outcome: { ...said, ...(to.personId && { personId: to.personId }), ...outcomeOf(said) },
          };
        }),
      ],
      key,
    );
  if ((await loadAddress(ports, to.email))?.status === 'held') {
    logger.info('A mail is held');
    await noteContact(ports, first, 'held');
    return end(() => ({ status: 'held', heldAt: at() }));
  }
  // A lease that lapsed: the mail leaves, and a double is all that can come of it.
  if (lease.attempts > 1) logger.info('A mail is tried once more', { attempts: lease.attempts });
  const about = aboutOf(
    act,
    due.map((entry) => entry.message),
  );
  let messageId: string;
  try {
    // Each further try takes a turn of its own.
    messageId = await sendWithPatience(ports, (attempt) =>
      (attempt === 1 ? turn : mailer).send({ fromName, to: to.email, ...message, about }),
    );
  } catch (error) {
    const refusal = refusalOf(error, { sender: mailer.sender ?? '', to: to.email });
    if (refusal) {
      logger.warn('A mail was refused', { code: refusal.code });
      await noteContact(ports, first, 'refused');
      return end(() => ({ status: 'refused', refusedAt: at(), refusal }));
    }
    // A lost connection says nothing of whether the mail went out: then the lease is left to lapse.
    if (wasAnswered(error) || error instanceof NoTurn) await releaseLease(ports, key, lease.attempts);
    if (error instanceof NoTurn) throw new Later(TURN_MS);
    logger.warn('A mail is tried again later', { error: faultOf(error) });
    if (isThrottling(error)) throw new Later(PATIENCE_MS);
    throw error;
  }
  await noteContact(ports, first);
  await end(() => ({ status: 'sent', sentAt: at(), messageId, attempts: lease.attempts, refusal: undefined }));
  logger.info('A mail was sent', { messages: due.length });
};

/** Notes on the file whether a mail to its contact left, where that is news. */
const noteContact = async (
  ports: StorePorts,
  { message, letter }: { message: MessageItem; letter: Extract<Letter, { kind: 'due' }> },
  failed?: ContactFailure,
): Promise<void> => {
  if (message.audience !== 'contact') return;
  const { id } = message.aggregate;
  if (failed) await noteContactFailure(ports, id, letter.to.email, failed);
  else if (letter.failedBefore) await noteContactReached(ports, id, letter.to.email);
};

/** Tries a mail a few times that SES does not take for the moment: what it will never take is not tried again. */
const sendWithPatience = async (ports: StorePorts, send: (attempt: number) => Promise<string>): Promise<string> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send(attempt);
    } catch (error) {
      const passes = wasAnswered(error) && !refusalOf(error, { sender: '', to: '' });
      if (attempt >= TRIES || !passes || error instanceof NoTurn) throw error;
      await ports.sleep(ports.random() * 200 * 2 ** attempt);
    }
  }
};
