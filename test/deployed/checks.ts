/** What the run as a whole has shown so far. */
export const totals = { passed: 0, failed: 0 };

/** Runs one check and tells its outcome; a failing one does not end the run. */
export const check = async (name: string, run: () => unknown): Promise<boolean> => {
  const started = Date.now();
  try {
    await run();
    totals.passed += 1;
    console.log(`ok    ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    return true;
  } catch (error) {
    totals.failed += 1;
    console.log(`FAIL  ${name}\n      ${error instanceof Error ? error.message : error}`);
    return false;
  }
};

/** Checks that tell one story: once one fails, those after it count as failed without being tried. */
export const inOrder = (): ((name: string, run: () => unknown) => Promise<void>) => {
  let stopped = false;
  return async (name, run) => {
    stopped = !(await check(name, () => {
      if (stopped) throw new Error('The story stopped before.');
      return run();
    }));
  };
};

/**
 * Asks again until the answer is there, with generous time: the machine may be busy with other things.
 * @throws Error naming what did not come within two minutes, and the last fault.
 */
export const eventually = async <T>(what: string, ask: () => Promise<T | undefined | false>): Promise<T> => {
  const until = Date.now() + 120_000;
  let fault: unknown;
  while (Date.now() < until) {
    try {
      const found = await ask();
      if (found) return found;
    } catch (error) {
      fault = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error(`${what}: not within two minutes. ${fault instanceof Error ? fault.message : ''}`);
};
