import type { Page } from 'playwright-core';
import type { ScoreContent } from '../../../schemas/evaluation.ts';
import { callLille } from '../../../schemas/examples/call-lille.ts';
import { say, texts } from './texts.ts';

const { conflicts, jury } = texts;

/** Follows a file from the juror's list to the question that stands before it. */
export const goToAssignment = async (page: Page, title: string): Promise<void> => {
  await page.getByRole('link', { name: title, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: conflicts.file.title }).waitFor();
};

/** Opens a file from the juror's list, with the word that there is no conflict of interest where it is asked for. */
export const openAssignment = async (page: Page, title: string): Promise<void> => {
  await page.getByRole('link', { name: title, exact: true }).click();
  const heading = page.getByRole('heading', { level: 1, name: title });
  const none = page.getByRole('button', { name: conflicts.file.none });
  await heading.or(none).waitFor();
  if (await none.isVisible()) await none.click();
  await heading.waitFor();
};

/** Gives every criterion its mark and comment. */
export const fillScore = async (page: Page, { marks }: ScoreContent): Promise<void> => {
  for (const step of callLille.steps)
    if (step.kind === 'score')
      for (const { id, label, maxMark } of step.criteria) {
        const criterion = page.getByRole('region', { name: label.fr, exact: true });
        const { points = 0, comment = '' } = marks[id] ?? {};
        await criterion
          .getByRole('group', { name: say(jury.grid.mark, { maximum: maxMark }) })
          .getByRole('radio', { name: String(points), exact: true })
          .check();
        await criterion.getByLabel(jury.grid.comment, { exact: true }).fill(comment);
      }
};

/** Submits what was filled in, as one's final word unless it is said otherwise, and waits until it is in. */
export const submitEvaluation = async (page: Page, { final = true } = {}): Promise<void> => {
  await page.getByRole('button', { name: jury.submit.action, exact: true }).click();
  if (final) await page.getByRole('checkbox', { name: jury.submit.final }).check();
  await page.getByRole('alertdialog').getByRole('button', { name: jury.submit.confirm }).click();
  await page.getByRole('heading', { name: jury.submit.ownTitle, exact: true }).waitFor();
};
