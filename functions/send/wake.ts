import type { Queues } from '../services/queues.ts';
import type { StorePorts } from '../store/ports.ts';

/** The longest that SQS keeps a message back, in seconds. */
const LONGEST_SECONDS = 900;

/**
 * Has `send` come again for an act at an instant, by a fresh wake-up that counts no tries: waiting is no failure. What is
 * farther away than a queue keeps it back is looked at in between.
 */
export const comeAgain = (
  ports: Pick<StorePorts, 'now'>,
  queues: Queues,
  urls: Readonly<Record<string, string>>,
  act: string,
  at: Date,
): Promise<void> => {
  if (!urls.send) throw new Error('QUEUE_URLS names no queue send');
  const seconds = Math.ceil((at.getTime() - ports.now().getTime()) / 1000);
  return queues.wake(urls.send, [{ type: 'act', id: act }], Math.min(LONGEST_SECONDS, Math.max(0, seconds)));
};
