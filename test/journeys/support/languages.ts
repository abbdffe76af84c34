import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { common as english } from '../../../frontend/texts/en/common.ts';
import { eventually } from './eventually.ts';
import { texts } from './texts.ts';

/** Holds the summary of errors on a French page to the other language: each line is said anew, there and back. */
export const expectSaidInBoth = async (page: Page): Promise<void> => {
  const lines = () => page.getByRole('alert').first().getByRole('listitem').allTextContents();
  const french = await lines();
  expect(french).not.toEqual([]);
  await page.getByRole('button', { name: texts.common.nav.other, exact: true }).click();
  await eventually(async () => {
    const now = await lines();
    return { lines: now.length, french: now.filter((line) => french.includes(line)) };
  }).toEqual({ lines: french.length, french: [] });
  await page.getByRole('button', { name: english.nav.other, exact: true }).click();
  await eventually(lines).toEqual(french);
};
