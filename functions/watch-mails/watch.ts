import { logger } from '../observe.ts';
import type { Queues } from '../services/queues.ts';
import { countUnsent, overdueActs } from '../store/messages.ts';
import type { StorePorts } from '../store/ports.ts';

/** How long after its instant a mail counts as overdue, in milliseconds: its own wake-up comes first. */
const OVERDUE_MS = 2 * 60_000;

/**
 * Wakes `send` for every act with a message that was to leave some minutes ago: whatever became of its wake-up, no mail is
 * stranded. Says what it found, zeros too.
 * @returns how many acts were overdue, and how many messages reached nobody (counted up to a thousand).
 */
export const watchMails = async (
  ports: StorePorts,
  queues: Queues,
  sendUrl: string,
): Promise<{ overdue: number; unsent: number }> => {
  const until = new Date(ports.now().getTime() - OVERDUE_MS).toISOString();
  const acts = [...(await overdueActs(ports, until))];
  await queues.wake(
    sendUrl,
    acts.map((id) => ({ type: 'act', id })),
  );
  const found = { overdue: acts.length, unsent: await countUnsent(ports) };
  logger.info('Mails', found);
  return found;
};
