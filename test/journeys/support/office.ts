import type { Page } from 'playwright-core';
import { callLille } from '../../../schemas/examples/call-lille.ts';
import { texts } from './texts.ts';
import type { Visit } from './visit.ts';

const { staff } = texts;

/** Opens a file from the list of those that wait for a check. */
export const openFile = async ({ page, open }: Visit, { title }: { title: string }): Promise<void> => {
  await open('/staff');
  await page.getByRole('link', { name: title, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
};

/** Answers every point of the check that the file waits for with yes, but for one, where told. */
export const answerCheck = async (page: Page, stepId: string, no?: string): Promise<void> => {
  const step = callLille.steps.find(({ id }) => id === stepId);
  if (step?.kind !== 'check') throw new Error(`${stepId} is no check`);
  for (const { id, label } of step.items)
    await page
      .getByRole('group', { name: label.fr })
      .getByRole('radio', { name: id === no ? staff.check.no : staff.check.yes, exact: true })
      .check();
};
