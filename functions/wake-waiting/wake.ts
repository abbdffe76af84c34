import { CONSUMER as MEASURE, measureApplication } from '../measure/measure.ts';
import type { Queues } from '../services/queues.ts';
import type { StorePorts } from '../store/ports.ts';
import { listWaiting, type Waiting } from '../store/waiting.ts';

/**
 * Wakes every consumer that waits at an aggregate for code which knows its next event: `measure`, which a stream feeds and
 * no queue, here, the others through their queue. One that meets the event as unknown as before goes on waiting: to
 * wake it too often does no harm.
 * @returns how many were woken.
 * @throws what the first of them failed with, such as a queue that is not known, once all others were woken.
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
  const faults: unknown[] = [];
  do {
    const page = await listWaiting(ports, cursor);
    for (const [consumer, waiting] of Map.groupBy(page.items, (item) => item.consumer)) {
      const all = waiting.map(({ aggregate }) => aggregate);
      // A stream's consumer takes each by itself.
      for (const aggregates of consumer === MEASURE ? all.map((one) => [one]) : [all])
        try {
          await wake(consumer, aggregates);
          woken += aggregates.length;
        } catch (error) {
          faults.push(error);
        }
    }
    cursor = page.nextCursor;
  } while (cursor);
  if (faults.length > 0) throw faults[0];
  return woken;
};
