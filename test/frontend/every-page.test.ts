import { expect, test } from 'vitest';
import { everyPage } from '../../frontend/every-page.ts';

/** A list of so many pages, each with its own number. */
const listOf = (pages: number) => async (cursor: string | undefined) => {
  const page = Number(cursor ?? 1);
  return { items: [page], ...(page < pages && { nextCursor: String(page + 1) }) };
};

test('A list is read to its end, in order', async () => {
  expect(await everyPage(5, listOf(3))).toEqual({ items: [1, 2, 3], cut: false });
  expect(await everyPage(3, listOf(3))).toEqual({ items: [1, 2, 3], cut: false });
});

test('A list that is longer than anybody reads is cut, and says so', async () => {
  expect(await everyPage(2, listOf(3))).toEqual({ items: [1, 2], cut: true });
});
