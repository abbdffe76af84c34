import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/** Kilobytes of JavaScript, gzip, that a page may load: a phone on a slow line waits for all of it. */
export const scriptLimits = { landing: 125, form: 260 };

/** Bytes after gzip of each script that these addresses load, by its name. */
export const scriptsOf = async (page: Page, addresses: string[]): Promise<Map<string, number>> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const scripts = new Map<string, Promise<number>>();
  const note = (response: Awaited<ReturnType<Page['waitForResponse']>>) => {
    const name = new URL(response.url()).pathname.split('/').at(-1) ?? '';
    if (/javascript/.test(response.headers()['content-type'] ?? ''))
      scripts.set(
        name,
        response.body().then((bytes) => gzipSync(bytes).length),
      );
  };
  page.on('response', note);
  const sizes = new Map<string, number>();
  for (const address of addresses) {
    await page.goto(address, { waitUntil: 'networkidle' });
    await page.locator('h1').first().waitFor();
    await page.waitForLoadState('networkidle');
    for (const [name, size] of scripts) sizes.set(name, await size);
    if (new URL(page.url()).pathname !== new URL(address).pathname) throw new Error(`${address} led to ${page.url()}`);
  }
  page.off('response', note);
  return sizes;
};

export const kilobytes = (scripts: Map<string, number>): number =>
  [...scripts.values()].reduce((total, bytes) => total + bytes, 0) / 1000;
