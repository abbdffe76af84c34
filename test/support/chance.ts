import fc from 'fast-check';

/** Properties try the same cases in every run, so that a failure shows again; `npm run test:long` tries others. */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20_260_318) });
