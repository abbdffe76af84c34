import { CONSUMER as MEASURE, measureApplication } from '../measure/measure.ts';
import type { Queues } from '../services/queues.ts';
import type { StorePorts } from '../store/ports.ts';
import { listWaiting, type Waiting } from '../store/waiting.ts';

/**
 * Wakes every consumer that waits at an aggregate for code which knows its next event: `measure`, which a stream feeds and
 * no queue, here, the others through their queue. One that meets the event as unknown as before goes on waiting: to
 * wake it too often does no harm.
 * @returns how many were woken.
 * @throws Error when a queue did not take its wake-ups, or is not known.
 */
export const wakeWaiting = async (
  ports: StorePorts,
  queues: Queues,
  urls: Readonly<Record<string, string>>,
): Promise<number> => {
  const wake = async (consumer: string, aggregates: Waiting['aggregate'][]): Promise<void> => {
    if (consumer === MEASURE) {
      for (const { id } of aggregates) await measureApplication(ports, id);
      return;
    }
    const url = urls[consumer];
    if (!url) throw new Error(`No queue ${consumer}`);
    await queues.wake(url, aggregates);
  };
  let woken = 0;
  let cursor: string | undefined;
  do {
    const page = await listWaiting(ports, cursor);
    for (const [consumer, waiting] of Map.groupBy(page.items, (item) => item.consumer))
      await wake(
        consumer,
        waiting.map(({ aggregate }) => aggregate),
      );
    woken += page.items.length;
    cursor = page.nextCursor;
  } while (cursor);
  return woken;
};
