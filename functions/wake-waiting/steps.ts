import type { Queues } from '../services/queues.ts';
import { listOverdueCorrections, unlistCorrection } from '../store/correctable.ts';
import type { StorePorts } from '../store/ports.ts';

/**
 * Wakes every step that was kept open for corrections alone and whose time for them is over. `close-step` reads by itself
 * whether it may close; what was woken is taken off the list after that, so that one who dies in between wakes it again.
 * @returns how many files were woken.
 */
export const wakeCorrected = async (ports: StorePorts, queues: Queues, queueUrl: string): Promise<number> => {
  const woken = new Set<string>();
  const at = ports.now().toISOString();
  let cursor: string | undefined;
  do {
    const page = await listOverdueCorrections(ports, at, cursor);
    const ids = [...new Set(page.items.map(({ applicationId }) => applicationId))];
    await queues.wake(
      queueUrl,
      ids.map((id) => ({ type: 'application', id })),
    );
    for (const id of ids) woken.add(id);
    for (const overdue of page.items) await unlistCorrection(ports, overdue);
    cursor = page.nextCursor;
  } while (cursor);
  return woken.size;
};
