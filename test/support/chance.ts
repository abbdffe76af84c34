import fc from 'fast-check';

/**
 * Properties try the same cases in every run, so that a failure shows again. `RUNS=20 SEED=1 npm run test:long` tries
 * twenty times as many, and others.
 */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20_260_318) });

/** How many cases a property tries that usually tries `few`. */
export const runs = (few: number): number => few * Number(process.env.RUNS ?? 1);
