import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { common as en } from '../../../frontend/texts/en/common.ts';
import { common as fr } from '../../../frontend/texts/fr/common.ts';
import type { ExamplePerson } from '../../../schemas/examples/people.ts';
import type { Language } from '../../../schemas/fields.ts';
import { expectAccessible } from './accessible.ts';
import { shots } from './city.ts';

/** A wide screen, and the narrowest that pages must fit without scrolling sideways (WCAG 1.4.10 asks for 320). */
const wide = { width: 1280, height: 900 };
const narrow = { width: 360, height: 740 };

/** Somebody's browser. */
export interface Visit {
  context: BrowserContext;
  /** The tab in front. */
  page: Page;
  /** What the browser complained of: errors of scripts, of the console, and broken content security rules. */
  complaints: string[];
  /** Opens an address of the site in the tab in front. */
  open(path: string): Promise<void>;
  /** Opens one more tab and puts it in front. */
  newTab(): Promise<Page>;
  /** Signs in through the issuer's page, from a page of the site that asks for it. */
  signIn(person: Pick<ExamplePerson, 'name'>, language?: Language): Promise<void>;
  /**
   * Looks at the page: no axe violation, nothing to scroll sideways at 360 px, no complaint of the browser; and
   * takes its picture, wide and narrow, under this name.
   */
  look(name: string): Promise<void>;
}

/** The browser says so of every refusal, and of requests without an answer; what pages make of those is theirs. */
const isAnswer = (text: string) =>
  /^Failed to load resource: (the server responded with a status of 4|net::)/.test(text);

export const openVisit = async (browser: Browser, site: string): Promise<Visit> => {
  const context = await browser.newContext({ viewport: wide, locale: 'fr-FR', reducedMotion: 'reduce' });
  context.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !isAnswer(message.text()))
      complaints.push(`${message.text()} (${message.page()?.url()})`);
  });
  context.on('weberror', (error) => complaints.push(`${error.error().stack}`));
  const visit: Visit = {
    context,
    page: await context.newPage(),
    complaints,
    open: async (path) => void (await visit.page.goto(site + path)),
    newTab: async () => {
      visit.page = await context.newPage();
      return visit.page;
    },
    signIn: async ({ name }, language = 'fr') => {
      const { page } = visit;
      const { session } = { fr, en }[language];
      await page.getByRole('button', { name: session.signIn.action, exact: true }).click();
      await choosePerson(page, name);
      await page.waitForURL(({ origin, pathname }) => origin === site && pathname !== '/signed-in');
      await page.locator('main h1').waitFor();
    },
    look: async (name) => {
      const { page } = visit;
      await settled(page);
      await expectAccessible(page, name);
      await picture(page, `${name}-1280`);
      await page.setViewportSize(narrow);
      await settled(page);
      const { inner, scrolled, spilling } = await page.evaluate(() => ({
        inner: window.innerWidth,
        scrolled: document.documentElement.scrollWidth,
        // A dialog lies over the page, which knows nothing of its width.
        spilling: [...document.querySelectorAll('[role=dialog], [role=alertdialog]')].filter((dialog) => {
          const { left, right } = dialog.getBoundingClientRect();
          return left < 0 || right > window.innerWidth;
        }).length,
      }));
      await picture(page, `${name}-360`);
      expect(scrolled, `${name} scrolls sideways at 360 px`).toBeLessThanOrEqual(inner);
      expect(spilling, `${name}: a dialog is wider than 360 px`).toBe(0);
      await expectAccessible(page, `${name} at 360 px`);
      await page.setViewportSize(wide);
      expect(complaints, `${name}: the browser complains`).toEqual([]);
    },
  };
  return visit;
};

/** On the issuer's page; the demonstration's lesser persons are folded away. */
export const choosePerson = async (page: Page, name: string): Promise<void> => {
  const button = page.locator('button[name=person]', { hasText: name });
  await button.waitFor({ state: 'attached' });
  if (!(await button.isVisible())) await page.locator('details', { has: button }).locator('summary').click();
  await button.click();
};

/** Nothing is being loaded any more. */
const settled = async (page: Page) => {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => document.querySelector('main [class*="spinner"]') === null);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
};

const picture = (page: Page, name: string) =>
  page.screenshot({ path: join(shots, `${name}.png`), fullPage: true, animations: 'disabled' });
