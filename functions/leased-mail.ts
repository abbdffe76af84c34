import type { Mail, Mailer } from './services/mail.ts';
import { refusalOf, wasAnswered } from './services/mail-fault.ts';
import type { Key } from './store/keys.ts';
import { releaseLease, takeLease } from './store/lease.ts';
import { NoTurn } from './store/pace.ts';
import type { StorePorts } from './store/ports.ts';

/** How long a lease is kept under which nothing left, in seconds: longer than anybody tries. */
const KEPT_SECONDS = 90 * 86_400;

/** What became of a mail: it left; or SES did not take it, for the moment or for good. */
export type Sent = { messageId: string } | { refused: unknown; forGood: boolean };

/**
 * Sends the mail of a schedule to one person, once: under a lease, which whoever calls marks when it left. What it says, and
 * whether it is due still, is asked once its turn has come.
 * @param compose The mail as things stand; nothing where there is none to send.
 * @returns nothing where none was to be sent, or it went out before. The lease is given back unless it left, and
 * goes after three months.
 * @throws LeaseHeld while another run sends it; NoTurn when no time is left; what says nothing of whether it left, such as
 * a lost connection: the lease lapses then, and it may leave twice.
 */
export const sendLeased = async (
  { ports, mailer }: { ports: StorePorts; mailer: Mailer },
  key: Key,
  compose: () => Promise<Mail | undefined>,
): Promise<Sent | undefined> => {
  // The turn comes first: it may be waited for longer than a lease holds.
  const turn = (await mailer.ready?.()) ?? mailer;
  const keptUntil = Math.floor(ports.now().getTime() / 1000) + KEPT_SECONDS;
  const lease = await takeLease(ports, key, { keptUntil });
  if (!lease.taken) return undefined;
  const mail = await compose();
  if (!mail) {
    await releaseLease(ports, key, lease.attempts);
    return undefined;
  }
  try {
    return { messageId: await turn.send(mail) };
  } catch (error) {
    if (!(wasAnswered(error) || error instanceof NoTurn)) throw error;
    await releaseLease(ports, key, lease.attempts);
    if (error instanceof NoTurn) throw error;
    return { refused: error, forGood: refusalOf(error, { sender: mailer.sender ?? '', to: mail.to }) !== undefined };
  }
};
