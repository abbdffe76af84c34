import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { common as en } from '../../../frontend/texts/en/common.ts';
import { common as fr } from '../../../frontend/texts/fr/common.ts';
import type { ExamplePerson } from '../../../schemas/examples/people.ts';
import type { Language } from '../../../schemas/fields.ts';
import { expectAccessible } from './accessible.ts';
import { eventually } from './eventually.ts';

/** Pictures of every page that a journey comes by; they are looked at by people and kept nowhere. */
export const shots = join(import.meta.dirname, '..', '.shots');

/**
 * A wide screen, and the narrowest that pages must fit without scrolling sideways (WCAG 1.4.10 asks for 320). They are
 * equally high: where one loses 100 px soon after a text field had the focus, React Aria sees an on-screen keyboard, and
 * keeps back from then on each dialog with the focus in a text field until the keyboard had time to rise.
 */
export const wide = { width: 1280, height: 740 };
export const narrow = { width: 360, height: 740 };

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
      // What is drawn by script follows its place a moment later.
      await eventually(() => page.evaluate(sticksOut, narrow.width), `${name} at 360 px`).toEqual({
        page: 0,
        dialogs: 0,
      });
      await picture(page, `${name}-360`);
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

/**
 * Nothing is being loaded or done any more, and whatever dialog is open is seen: one is there before it is shown. The
 * page is asked again and again, for as long as any step may take: its promises, like that of fonts, have no limit.
 */
const settled = async (page: Page) => {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => {
    const isShown = (dialog: Element) => {
      const { width, height } = dialog.getBoundingClientRect();
      let isSeen = width > 0 && height > 0 && dialog.checkVisibility({ visibilityProperty: true });
      for (let around: Element | null = dialog; around; around = around.parentElement) {
        const { opacity, clip, clipPath } = getComputedStyle(around);
        isSeen &&= opacity === '1' && clip === 'auto' && clipPath === 'none';
      }
      return isSeen;
    };
    return (
      document.querySelector('[class*="spinner"]') === null &&
      [...document.querySelectorAll('[role=dialog], [role=alertdialog]')].every(isShown) &&
      [...document.fonts].every(({ status }) => status !== 'loading')
    );
  });
};

/** In the page: how many pixels of it, and how many dialogs, lie outside of a width. */
const sticksOut = (width: number) => ({
  page: Math.max(0, document.documentElement.scrollWidth - width),
  // A dialog lies over the page, which knows nothing of its width.
  dialogs: [...document.querySelectorAll('[role=dialog], [role=alertdialog]')].filter((dialog) => {
    const { left, right } = dialog.getBoundingClientRect();
    return left < 0 || right > width;
  }).length,
});

const picture = (page: Page, name: string) =>
  page.screenshot({ path: join(shots, `${name}.png`), fullPage: true, animations: 'disabled' });
