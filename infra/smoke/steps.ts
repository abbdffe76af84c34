/** What a smoke test says while it runs, and how it ended. */

export interface Outcome {
  name: string;
  /** Seconds that it took, to a tenth. */
  seconds: number;
  /** What was wrong; absent when nothing was. */
  fault?: string;
}

export interface Steps {
  /**
   * Runs one step, and says how it went.
   * @param mend What to do when it fails, in one sentence.
   * @throws Stopped when it failed: what follows rests on it.
   */
  step<T>(name: string, mend: string, run: () => Promise<T>): Promise<T>;
  readonly outcomes: readonly Outcome[];
}

/** A step failed, and was told. */
export class Stopped extends Error {}

const textOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  // What `fetch` throws says only that it failed; why stands in its cause.
  const { cause } = error;
  return cause instanceof Error ? `${error.message}: ${cause.message || String(cause)}` : error.message;
};

export const inSteps = (say: (line: string) => void): Steps => {
  const outcomes: Outcome[] = [];
  return {
    outcomes,
    async step(name, mend, run) {
      const began = performance.now();
      const seconds = () => Math.round((performance.now() - began) / 100) / 10;
      try {
        const found = await run();
        outcomes.push({ name, seconds: seconds() });
        say(`ok    ${name} (${seconds().toFixed(1)} s)`);
        return found;
      } catch (error) {
        const fault = textOf(error);
        outcomes.push({ name, seconds: seconds(), fault });
        say(`FAIL  ${name} (${seconds().toFixed(1)} s)`);
        say(`      what: ${fault}`);
        say(`      mend: ${mend}`);
        throw new Stopped(name);
      }
    },
  };
};

/** How long something that comes by itself may take, and how often it is asked for, in milliseconds. */
export interface Patience {
  most: number;
  every: number;
}

/**
 * Asks again until the answer is there.
 * @throws Error with the last thing that `ask` threw, or `late`, once it took too long.
 */
export const until = async <T>(
  late: () => string,
  { most, every }: Patience,
  ask: () => Promise<T | undefined>,
): Promise<T> => {
  const end = Date.now() + most;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (Date.now() >= end) throw new Error(late());
    await new Promise((resolve) => setTimeout(resolve, every));
  }
};
