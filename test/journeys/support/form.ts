import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { dayOf } from '../../../functions/domain/calendar.ts';
import type { Commitments, Project } from '../../../schemas/application.ts';
import type { Budget } from '../../../schemas/budget.ts';
import { callLille } from '../../../schemas/examples/call-lille.ts';
import { territories } from '../../../schemas/territory.ts';
import { say, texts } from './texts.ts';

const { applicant, common, words } = texts;
const { fields } = words;

/** The input, list or box with exactly this label. */
export const field = (page: Page, name: keyof typeof fields): Locator =>
  page.getByLabel(fields[name].label, { exact: true });

export const next = (page: Page): Promise<void> =>
  page.getByRole('button', { name: applicant.form.next, exact: true }).click();

/** Waits until all that was typed on this page is with the service. */
export const saved = (page: Page): Promise<void> =>
  page
    .getByRole('main')
    .getByText(new RegExp(`^\\s*${say(common.state.saved, { time: '\\d.*' })}`))
    .waitFor();

const labelOf = (options: readonly { id: string; label: { fr: string } }[], id: string): string =>
  options.find((option) => option.id === id)?.label.fr ?? id;

export const fillProject = async (page: Page, project: Project): Promise<void> => {
  await field(page, 'title').fill(project.title);
  await field(page, 'summary').fill(project.summary);
  await field(page, 'socialNeed').fill(project.socialNeed);
  await field(page, 'sector').selectOption(project.sector);
  await page.getByRole('radio', { name: labelOf(callLille.supportKinds, project.supportKind) }).check();
  for (const id of project.territories)
    await page
      .getByRole('checkbox', { name: territories.find((territory) => territory.id === id)?.name ?? id, exact: true })
      .check();
  await field(page, 'beneficiaries').fill(String(project.beneficiaries));
  if (project.partners) await field(page, 'partners').fill(project.partners);
  await field(page, 'startsOn').fill(project.startsOn);
  await field(page, 'endsOn').fill(project.endsOn);
};

/** Types euros; `cents` of the budget are whole euros in the examples. */
const fillAmount = (input: Locator, cents: number): Promise<void> => input.fill(String(cents / 100));

export const budgetLine = (page: Page, line: string): Locator =>
  page.getByRole('textbox', { name: words.budgetLines[line as keyof typeof words.budgetLines], exact: true });

export const fillBudget = async (page: Page, budget: Budget): Promise<void> => {
  await fillAmount(field(page, 'amountAskedCents'), budget.amountAskedCents);
  for (const group of ['charges', 'products', 'inKindCharges', 'inKindProducts'] as const)
    for (const [line, cents] of Object.entries(budget[group]))
      if (cents) await fillAmount(budgetLine(page, line), cents);
};

export const fillCommitments = async (page: Page, commitments: Commitments): Promise<void> => {
  await field(page, 'contactName').fill(commitments.contactName);
  await field(page, 'contactEmail').fill(commitments.contactEmail);
  await field(page, 'contactPhone').fill(commitments.contactPhone);
  for (const name of ['republicanCommitment', 'accuracy', 'authority'] as const)
    await page.getByRole('checkbox', { name: fields[name].label }).check();
};

/** The card of a document, by its name in the call. */
export const documentCard = (page: Page, documentId: string): Locator => {
  const label = labelOf(callLille.documents, documentId);
  return page.locator('section', { has: page.getByRole('heading', { level: 2, name: label, exact: true }) });
};

/** Chooses a file for a document; what comes of it is for the caller to await. */
export const attach = (
  page: Page,
  documentId: string,
  file: { name: string; mimeType: string; bytes: Uint8Array },
): Promise<void> =>
  documentCard(page, documentId)
    .locator('input[type=file]')
    .setInputFiles({ name: file.name, mimeType: file.mimeType, buffer: Buffer.from(file.bytes) });

/** Types today as the day of a decision: a form proposes none. */
export const decideToday = async (page: Page): Promise<void> => {
  const day = page.getByLabel(texts.words.fields.decidedOn.label, { exact: true });
  expect(await day.inputValue()).toBe('');
  await day.fill(dayOf(new Date().toISOString()));
};
