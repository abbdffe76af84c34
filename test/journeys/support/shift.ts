import type { Page } from 'playwright-core';

/** Has every page that is loaded from now on add up how much of it moves by itself. */
export const watchShifts = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    Object.assign(globalThis, { shifted: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) (globalThis as unknown as { shifted: number }).shifted += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
};

/**
 * Loads a page until all that it asks for is there.
 * @returns how much of it moved meanwhile, as browsers count it: parts of the screen times the way they went.
 */
export const shiftOf = async (page: Page, address: string): Promise<number> => {
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.locator('main h1').waitFor();
  await page.waitForFunction(() => document.querySelector('[class*="spinner"]') === null);
  return page.evaluate(() => (globalThis as unknown as { shifted: number }).shifted);
};
