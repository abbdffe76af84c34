import { defineConfig } from 'vitest/config';

/** Tests that keep items in the real store; they share one engine, which starts once. */
const onTheStore = [
  'test/store/**/*.test.ts',
  'test/functions/**/*.test.ts',
  'test/infra/ops/**/*.test.ts',
  'test/releases/**/*.test.ts',
];
/** Whole journeys in a browser, one after the other: each starts a platform of its own. */
const journeys = ['test/journeys/**/*.test.ts'];
/** What takes longer than a change should wait for: `npm run test:long`. */
const long = ['test/long/**/*.test.ts', 'test/runbooks/**/*.test.ts'];
/** Files with properties: `RUNS=20 SEED=1 npm run test:long` tries them with twenty times as many cases, and others. */
const properties = [
  'test/domain/**/*.test.ts',
  'test/store/*.test.ts',
  'test/functions/{applicant-api/submission,jury-api/*,monitoring}.test.ts',
];

/** Makes chance the same in every run. */
const setupFiles = 'test/support/chance.ts';

/** What takes five minutes hangs, however busy the machine is: nothing is said of how fast a test is to be. In ms. */
const hang = 300_000;

const quiet = { POWERTOOLS_LOG_LEVEL: 'SILENT' };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'units',
          include: ['test/**/*.test.ts'],
          exclude: [...onTheStore, ...journeys, ...long],
          setupFiles,
          env: quiet,
          testTimeout: hang,
          hookTimeout: hang,
          expect: { poll: { timeout: 60_000 } },
        },
      },
      {
        test: {
          name: 'store',
          include: onTheStore,
          globalSetup: 'test/support/engines.ts',
          setupFiles,
          env: quiet,
          testTimeout: hang,
          hookTimeout: hang,
          expect: { poll: { timeout: 60_000 } },
        },
      },
      {
        test: {
          name: 'journeys',
          include: journeys,
          fileParallelism: false,
          setupFiles,
          env: quiet,
          testTimeout: hang,
          hookTimeout: hang,
          expect: { poll: { timeout: 60_000 } },
        },
      },
      {
        test: {
          name: 'long',
          include: process.env.RUNS ? [...long, ...properties] : long,
          // Several of them start the whole service: side by side they would wait for each other's engines.
          fileParallelism: false,
          globalSetup: 'test/support/engines.ts',
          setupFiles,
          env: quiet,
          testTimeout: 1_800_000,
          hookTimeout: hang,
          expect: { poll: { timeout: 60_000 } },
        },
      },
    ],
    maxWorkers: 2,
  },
});
