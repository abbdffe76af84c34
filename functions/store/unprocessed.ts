import type { StorePorts } from './ports.ts';

/** Longest wait before the first repetition, in milliseconds; it doubles with each one that brings nothing. */
const FIRST_MS = 50;
const LONGEST_MS = 2000;
/** Repetitions in a row that bring nothing: with full jitter some eight seconds, of the thirty that a caller waits. */
const IN_VAIN = 12;

/** DynamoDB did nothing of a batch, however often it was asked. */
export class Unprocessed extends Error {}

/**
 * Sends a batch, and again what of it was left undone, until nothing is: a partition or the table is at its limit then, and
 * asking at once keeps it there. Waits with growing jitter.
 * @param send Gives what was left undone.
 * @throws Unprocessed when nothing more is done; whatever `send` throws.
 */
export const untilDone = async <T>(
  { sleep, random }: Pick<StorePorts, 'sleep' | 'random'>,
  batch: readonly T[],
  send: (batch: T[]) => Promise<T[]>,
): Promise<void> => {
  let pending = await send([...batch]);
  for (let inVain = 0; pending.length > 0; ) {
    if (inVain === IN_VAIN) throw new Unprocessed(`${pending.length} of ${batch.length} were left undone`);
    await sleep(random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** inVain));
    const left = await send(pending);
    inVain = left.length < pending.length ? 0 : inVain + 1;
    pending = left;
  }
};
