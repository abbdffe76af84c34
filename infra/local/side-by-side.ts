/** How many things are done at once: the database is one process, more does not help. */
const SIDE_BY_SIDE = 6;

/** Does something for each of a number of things, a few of them at once. */
export const sideBySide = async (count: number, act: (index: number) => Promise<void>): Promise<void> => {
  const waiting = Array.from({ length: count }, (_, index) => index);
  await Promise.all(
    Array.from({ length: SIDE_BY_SIDE }, async () => {
      for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) await act(index);
    }),
  );
};
