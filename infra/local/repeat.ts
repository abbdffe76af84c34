import { setTimeout as sleep } from 'node:timers/promises';

/** How long to wait before attempt n + 1, in ms: doubles from a second to half a minute. */
export const backoffMs = (attempts: number): number => Math.min(30_000, 1000 * 2 ** Math.max(0, attempts - 1));

/**
 * Runs a turn again and again; a turn answers how long to rest before the next, in ms. A turn that throws (the engine
 * is busy or away) is tried again after a second.
 * @returns how to stop: it aborts what waits and resolves when the turn in hand is over.
 */
export const repeat = (turn: (signal: AbortSignal) => Promise<number>): (() => Promise<void>) => {
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      const restMs = await turn(stopping.signal).catch(() => 1000);
      if (restMs > 0) await sleep(restMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return async () => {
    stopping.abort();
    await running;
  };
};
