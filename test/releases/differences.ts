import type { Differences } from './compare.ts';

// Where today's code makes something else of a release, on purpose: by release, then by path. The path of an answer is the
// operation, who asks, what is asked for, and the way to the value, with `*` for any of them:
//
//   '2026-11-28': {
//     'getStaffFile/*/*/answer/letters/*/delivery': { why: 'Posted letters have a name of their own.', becomes: () => 'posted' },
//   },

export const differences: Readonly<Record<string, Differences>> = {};
