import { beforeEach } from 'vitest';
import type { City } from './city.ts';

/** Of each failed test of the file, every open tab leaves its picture. */
export const pictureFailures = (city: () => City | undefined): void => {
  beforeEach(({ task, onTestFailed }) => {
    const name = task.name.toLowerCase().replace(/\W+/g, '-').slice(0, 40);
    onTestFailed(() => city()?.pictureAll(`failed-${name}`));
  });
};

/** The tests of the file tell one story in their order: once one fails, those after it are skipped. */
export const inOrder = (city: () => City | undefined): void => {
  let stopped = false;
  pictureFailures(city);
  beforeEach(({ skip, onTestFailed }) => {
    skip(stopped, 'The story stopped before');
    onTestFailed(() => {
      stopped = true;
    });
  });
};
