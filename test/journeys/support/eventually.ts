import { expect } from 'vitest';

/** Expects of a value what it becomes by itself, within half a minute; `what` names it where it does not. */
export const eventually = <T>(read: () => T | Promise<T>, what = '') =>
  expect.poll(read, { timeout: 30_000, message: what });
