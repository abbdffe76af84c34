import { expect } from 'vitest';

/** Expects of a value what it becomes by itself, within half a minute. */
export const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 30_000 });
