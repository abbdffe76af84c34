/** What is stored, as it came: its attributes without those that are the table's own. */
export type Stored = Record<string, unknown>;

/**
 * Brings what was stored at one version up to the next. Pure, and never changed once released: the table holds items of
 * every version for ever, and the tests hold each step to what the releases stored.
 */
export type Step = (stored: Stored) => Stored;

/** The version that items have which were stored before there were versions. */
export const FIRST = 1;

/** What was stored at version `from`, as this code knows it. Without steps, or from newer code, it stays as it is. */
export const upcast = (stored: Stored, from: number, steps: readonly Step[]): Stored =>
  steps.slice(Math.max(0, from - FIRST)).reduce((item, step) => step(item), stored);
