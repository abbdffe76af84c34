import { beforeEach } from 'vitest';
import type { City } from './city.ts';

/**
 * The tests of a file tell one story in their order: once one fails, those after it are skipped. Of the failure, every
 * open tab leaves its picture.
 */
export const inOrder = (city: () => City | undefined): void => {
  let stopped = false;
  beforeEach(({ skip, onTestFailed }) => {
    skip(stopped, 'The story stopped before');
    onTestFailed(async () => {
      stopped = true;
      await city()?.pictureAll('failed');
    });
  });
};
