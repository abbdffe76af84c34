import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { texts } from './texts.ts';

/** What has the focus, and whether somebody who follows it with the eyes sees it: outlined, and under nothing else. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const { left, top, width, height } = element.getBoundingClientRect();
    const onTop = document.elementFromPoint(left + width / 2, top + height / 2);
    return {
      name: element.name ?? '',
      text: element.textContent,
      isOutlined: outlineStyle !== 'none' && outlineWidth !== '0px',
      isInSight: element.contains(onTop) || Boolean(element.labels?.[0]?.contains(onTop)),
    };
  });

/** What whoever listens is told of now: the text of what has the focus, nothing on the page as a whole. */
export const focusOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    return !element || element === document.body ? '' : (element.textContent ?? '').trim();
  });

/** The first thing that the Tab key reaches is the way past the header. */
export const skipToContent = async (page: Page) => {
  await page.keyboard.press('Tab');
  expect((await focused(page)).text).toBe(texts.common.nav.skip);
  await page.keyboard.press('Enter');
};

/** Goes on by the Tab key to the button named `last`; types where `typing` says. @returns the fields passed by. */
export const tabThrough = async (page: Page, last: string, typing: Record<string, string> = {}): Promise<string[]> => {
  const fields: string[] = [];
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    const { name, text, isOutlined, isInSight } = await focused(page);
    expect({ on: name || text, isOutlined, isInSight }).toEqual({
      on: name || text,
      isOutlined: true,
      isInSight: true,
    });
    if (typing[name]) {
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type(typing[name]);
    }
    if (name) fields.push(name);
    if (text === last) return fields;
  }
  throw new Error(`The Tab key does not reach ${last}`);
};
