import type { Mailer } from './services/mail.ts';
import { takeTurn } from './store/pace.ts';
import type { StorePorts } from './store/ports.ts';

/** What is left for sending and noting it once the turn has come, in milliseconds. */
const MARGIN_MS = 10_000;

/**
 * A mailer that waits for its turn before each mail, tries included, so that no more than `perSecond` leave in any
 * second, over all executions.
 * @param remainingMs What the execution may still run: a turn that comes too late for it is not waited for, and the mail
 * is refused with `NoTurn`.
 */
export const paced = (
  ports: StorePorts,
  mailer: Mailer,
  { perSecond, remainingMs }: { perSecond: number; remainingMs: () => number },
): Mailer => {
  const ready = async (): Promise<Mailer> => {
    const latest = ports.now().getTime() + remainingMs() - MARGIN_MS;
    const turn = await takeTurn(ports, { spacingMs: Math.ceil(1000 / perSecond), latest });
    const wait = turn - ports.now().getTime();
    if (wait > 0) await ports.sleep(wait);
    return mailer;
  };
  return {
    ...(mailer.sender !== undefined && { sender: mailer.sender }),
    ready,
    send: async (mail) => (await ready()).send(mail),
  };
};
