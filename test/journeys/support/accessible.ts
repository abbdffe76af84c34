import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Holds a page to every rule of axe up to WCAG 2.2 AA and to its best practices, whatever the impact. */
export const expectAccessible = async (page: Page, name: string): Promise<void> => {
  const { violations } = await new AxeBuilder({ page })
    // Telling what passed would take three times as long.
    .options({ resultTypes: ['violations'] })
    .withTags(rules)
    // One document, no frames: the legacy mode runs in it and opens no page beside it.
    .setLegacyMode()
    .analyze();
  const found = violations.map(
    ({ id, impact, help, nodes }) => `${id} (${impact}): ${help}\n  ${nodes.map(({ html }) => html).join('\n  ')}`,
  );
  expect(found, `${name} (${page.url()})`).toEqual([]);
};
