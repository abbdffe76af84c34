import type { Mail, Mailer } from './services/mail.ts';
import { refusalOf, wasAnswered } from './services/mail-fault.ts';
import type { Key } from './store/keys.ts';
import { LeaseHeld, releaseLease, takeLease } from './store/lease.ts';
import { NoTurn } from './store/pace.ts';
import type { StorePorts } from './store/ports.ts';

/** How long a lease is kept under which nothing left, in seconds: longer than anybody tries. */
const KEPT_SECONDS = 90 * 86_400;

/** What became of a mail: it left; or SES did not take it, for the moment or for good. */
export type Sent = { messageId: string } | { refused: unknown; forGood: boolean };

/** One mail, and the leases that it is sent under. */
export interface Composed {
  mail: Mail;
  under: readonly Key[];
}

/**
 * Sends the mail of a schedule to one person, once: under a lease, which whoever calls marks when it left. What it says, and
 * whether it is due still, is asked once its turn has come.
 * @param compose The mail as things stand; nothing where there is none to send.
 * @returns nothing where none was to be sent, or it went out before. The lease is given back unless it left, and
 * goes after three months.
 * @throws LeaseHeld while another run sends it; NoTurn when no time is left; what says nothing of whether it left, such as
 * a lost connection: the lease lapses then, and it may leave twice.
 */
export const sendLeased = (
  on: { ports: StorePorts; mailer: Mailer },
  key: Key,
  compose: () => Promise<Mail | undefined>,
): Promise<Sent | undefined> =>
  sendTogether(on, [key], async (under) => {
    const mail = await compose();
    return mail && { mail, under };
  });

/**
 * The same for one mail that tells of several things, each of which has a lease. The first one decides: whoever holds it is at
 * this very mail. Of the others, what another run holds or has sent is left to it.
 * @param compose The mail about those whose leases are ours now. A lease that it does not go under is given back.
 */
export const sendTogether = async (
  { ports, mailer }: { ports: StorePorts; mailer: Mailer },
  keys: readonly Key[],
  compose: (ours: readonly Key[]) => Promise<Composed | undefined>,
): Promise<Sent | undefined> => {
  // The turn comes first: it may be waited for longer than a lease holds.
  const turn = (await mailer.ready?.()) ?? mailer;
  const keptUntil = Math.floor(ports.now().getTime() / 1000) + KEPT_SECONDS;
  const leases: { key: Key; attempts: number }[] = [];
  for (const [place, key] of keys.entries()) {
    try {
      const lease = await takeLease(ports, key, { keptUntil });
      if (lease.taken) leases.push({ key, attempts: lease.attempts });
      else if (place === 0) return undefined;
    } catch (error) {
      if (!(error instanceof LeaseHeld) || place === 0) throw error;
    }
  }
  const giveBack = async (all: typeof leases) => {
    for (const { key, attempts } of all) await releaseLease(ports, key, attempts);
  };
  const composed = await compose(leases.map(({ key }) => key));
  await giveBack(leases.filter(({ key }) => !composed?.under.includes(key)));
  if (!composed) return undefined;
  const { mail, under } = composed;
  const own = leases.filter(({ key }) => under.includes(key));
  try {
    return { messageId: await turn.send(mail) };
  } catch (error) {
    if (!(wasAnswered(error) || error instanceof NoTurn)) throw error;
    await giveBack(own);
    if (error instanceof NoTurn) throw error;
    return { refused: error, forGood: refusalOf(error, { sender: mailer.sender ?? '', to: mail.to }) !== undefined };
  }
};
