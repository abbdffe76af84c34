import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit as fr } from '../../frontend/texts/fr/audit.ts';
import { exampleRecusal } from '../../schemas/examples/jury.ts';
import { staff as cityStaff, type ExamplePerson } from '../../schemas/examples/people.ts';
import { call, handIn } from './support/caller.ts';
import { type City, openCity } from './support/city.ts';
import { eventually } from './support/eventually.ts';
import { inOrder } from './support/story.ts';
import { texts } from './support/texts.ts';
import type { Visit } from './support/visit.ts';

const named = (name: string) => cityStaff.find((one) => one.name.startsWith(name)) as ExamplePerson;
const [stella, renee, adele] = ['Stella', 'Renée', 'Adèle'].map(named) as [ExamplePerson, ExamplePerson, ExamplePerson];

let city: City;
let office: Visit;
let file: Awaited<ReturnType<typeof handIn>>;
let number: string;
beforeAll(async () => {
  city = await openCity();
  file = await handIn(city, 3);
  number = file.file.number ?? '';
});
afterAll(() => city?.close());
inOrder(() => city);

const rowsOf = ({ page }: Visit) => page.getByRole('row').filter({ has: page.getByRole('rowheader') });
const rowWith = (visit: Visit, what: string) =>
  rowsOf(visit).filter({ has: visit.page.getByRole('rowheader', { name: what, exact: true }) });

test('What an agent opened and did is listed for an administrator, with the way to the file', async () => {
  const agent = await city.visit();
  await agent.open(`/staff/applications/${file.applicationId}`);
  await agent.signIn(stella);
  await agent.page.getByRole('heading', { level: 1, name: file.title }).waitFor();
  const params = { applicationId: file.applicationId };
  const { version, attachments } = await call(city, stella.id, 'getStaffFile', { params });
  const bank = attachments.find(({ documentId }) => documentId === 'bank-details');
  if (!bank) throw new Error('No bank details were handed in');
  await call(city, renee.id, 'getStaffAttachment', { params: { ...params, attachmentId: bank.id }, query: {} });
  const { steps } = (await call(city, stella.id, 'getStaffFile', { params })).call;
  const [step] = steps;
  if (step?.kind !== 'check') throw new Error('The first step is no check');
  await call(city, stella.id, 'recordCheck', {
    params: { ...params, stepId: step.id },
    body: { verdict: 'passed', answers: Object.fromEntries(step.items.map(({ id }) => [id, true])), version },
  });

  office = await city.visit();
  const { page } = office;
  await office.open('/staff');
  await office.signIn(adele);
  await page.getByRole('link', { name: fr.nav, exact: true }).first().click();
  await page.getByRole('heading', { level: 1, name: fr.title }).waitFor();
  // Acts come a moment later than what was done.
  await eventually(async () => {
    await page.reload();
    await rowsOf(office).first().waitFor();
    return rowWith(office, fr.acts.application['check-passed']).count();
  }, 'the act is listed').toBe(1);
  await rowWith(office, fr.openings['bank-details']).getByText(renee.name).waitFor();
  await rowWith(office, fr.openings.file).getByText(stella.name).waitFor();
  await office.look('staff-audit');
  await rowWith(office, fr.acts.application['check-passed']).getByRole('link', { name: number }).click();
  await page.getByRole('heading', { level: 1, name: file.title }).waitFor();
  await page.getByRole('tab', { name: texts.staff.file.tabs.timeline }).click();
  await page.getByText(stella.name).first().waitFor();
  await office.look('staff-timeline-named');
  await page.getByRole('tab', { name: texts.staff.file.tabs.checks }).click();
  await page.getByText(stella.name).first().waitFor();
  await office.look('staff-checks-named');
});

test('It is narrowed by person, file and period, and helps where nothing is found', async () => {
  const { page } = office;
  await office.open('/staff/audit');
  await page.getByLabel(fr.filters.person).selectOption(renee.id);
  await page.getByLabel(fr.filters.number).fill(number.toLowerCase());
  await page.getByRole('button', { name: fr.filters.show }).click();
  await page.waitForURL((url) => url.searchParams.get('number') === number);
  await eventually(() => rowsOf(office).count(), 'what one person did to one file').toBe(1);
  await rowWith(office, fr.openings['bank-details']).waitFor();

  await page.getByLabel(fr.filters.from).fill('2026-01-02');
  await page.getByLabel(fr.filters.to, { exact: true }).fill('2026-01-01');
  await page.getByRole('button', { name: fr.filters.show }).click();
  await page.getByText(fr.filters.order).waitFor();
  await page.getByLabel(fr.filters.from).fill('2026-01-01');
  await page.getByRole('button', { name: fr.filters.show }).click();
  await page.getByText(fr.empty.body).waitFor();
  await office.look('staff-audit-empty');

  await page.getByLabel(fr.filters.number).fill('ESS-2026-NONE');
  await page.getByRole('button', { name: fr.filters.show }).click();
  await page.getByText(fr.filters.noNumber.replace('{{number}}', 'ESS-2026-NONE')).waitFor();
  await office.look('staff-audit-no-number');
  await page.getByRole('link', { name: fr.filters.reset }).click();
  await rowsOf(office).first().waitFor();
});

test('The list is taken away as a file, and that is noted', async () => {
  const { page } = office;
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: fr.export.action }).click(),
  ]);
  const lines = (await readFile(await download.path(), 'utf8')).split('\r\n');
  const { day, time, person, as, what, about } = fr.columns;
  expect(lines[0]).toBe(`\uFEFF${[day, time, person, as, what, about].join(';')}`);
  expect(lines.filter((line) => line.endsWith(`;${fr.openings['bank-details']};${number}`)).length).toBe(1);
  await page.reload();
  await rowWith(office, fr.openings['audit-export']).getByText(adele.name).waitFor();
});

test('Who stepped back from a file finds nothing of it, and is told so', async () => {
  await call(city, adele.id, 'stepBack', {
    params: { applicationId: file.applicationId },
    body: { ...exampleRecusal, confirm: true },
  });
  const { page } = office;
  await page.reload();
  await page.getByText(fr.leftOut).waitFor();
  await rowWith(office, fr.openings.audit).waitFor();
  expect(await page.getByRole('link', { name: number }).count()).toBe(0);
  await office.look('staff-audit-left-out');
});

test('Nobody else is offered it', async () => {
  const agent = await city.visit();
  await agent.open('/staff');
  await agent.signIn(renee);
  await agent.page.getByRole('link', { name: texts.staff.nav.calls, exact: true }).first().waitFor();
  expect(await agent.page.getByRole('link', { name: fr.nav, exact: true }).count()).toBe(0);
  await agent.open('/staff/audit');
  await agent.page.getByText(texts.words.problems['role-needed'].title).first().waitFor();
});
