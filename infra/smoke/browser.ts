import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** The Chromium at CHROMIUM_PATH, or the one inside the package, which runs on Linux x64. */
export const openBrowser = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH || (await sparticuz.executablePath()),
    // The package's own arguments would switch off the web's security, CORS first of all.
    args: ['--no-sandbox', '--font-render-hinting=none'],
  });
