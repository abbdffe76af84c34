import { afterAll, beforeAll, expect, test } from 'vitest';
import { callLille } from '../../schemas/examples/call-lille.ts';
import { exampleSiret } from '../../schemas/examples/organisations.ts';
import { examplePdf } from '../../schemas/examples/pdf.ts';
import { applicants } from '../../schemas/examples/people.ts';
import { exampleApplication } from '../../schemas/examples/projects.ts';
import { type City, openCity } from './support/city.ts';
import { eventually } from './support/eventually.ts';
import {
  attach,
  budgetLine,
  documentCard,
  field,
  fillBudget,
  fillCommitments,
  fillProject,
  next,
  saved,
} from './support/form.ts';
import { mailTo } from './support/inbox.ts';
import { inOrder } from './support/story.ts';
import { say, texts } from './support/texts.ts';
import type { Visit } from './support/visit.ts';

const { applicant, common, pages, words } = texts;
const today = new Date().toISOString().slice(0, 10);
const { content } = exampleApplication(3, today);
const ariel = applicants.at(-1) as (typeof applicants)[number];

let city: City;
/** The association's browser, the same all along. */
let home: Visit;
let number = '';

beforeAll(async () => {
  city = await openCity();
  home = await city.visit();
});
afterAll(() => city?.close());
inOrder(() => city);

test('An association reads what the call is, signs in and registers its organisation', async () => {
  await home.open('/');
  await home.look('landing');
  await home.page.getByRole('link', { name: pages.landing.apply }).first().click();
  await home.page.getByRole('button', { name: common.session.signIn.action, exact: true }).waitFor();
  await home.look('applicant-sign-in');
  await home.signIn(ariel);
  const { page } = home;
  await page.getByRole('heading', { level: 1, name: applicant.organisation.registerTitle }).waitFor();
  await page.getByRole('button', { name: applicant.organisation.register }).click();
  await page.getByRole('alert').getByRole('link', { name: words.fields.siret.ask }).click();
  expect(await field(page, 'siret').evaluate((input) => input === document.activeElement)).toBe(true);
  await home.look('organisation-errors');

  await field(page, 'name').fill('Les Nouveaux Communs');
  await field(page, 'legalForm').selectOption('association');
  await field(page, 'siret').fill('732 829 320 00075');
  await field(page, 'address').fill('5 rue de l’Essai');
  await field(page, 'postalCode').fill('59000');
  await field(page, 'city').fill('Lille');
  await field(page, 'representativeRole').fill('Présidente');
  await field(page, 'phone').fill('03 53 01 00 99');
  await page.getByRole('button', { name: applicant.organisation.register }).click();
  await page.getByRole('alert').getByRole('link', { name: words.fields.siret.invalid }).waitFor();
  await field(page, 'siret').fill(exampleSiret(99));
  await page.getByRole('button', { name: applicant.organisation.register }).click();
  await page.getByRole('heading', { name: applicant.dashboard.empty.title }).waitFor();
  await home.look('applicant-no-file');
});

test('It starts an application, closes the tab in the middle of a sentence, and finds the draft as it was', async () => {
  await home.page.getByRole('link', { name: applicant.start.begin }).click();
  await home.page.getByRole('heading', { level: 1, name: applicant.start.title }).waitFor();
  await home.look('applicant-start');
  await home.page.getByRole('button', { name: applicant.start.begin, exact: true }).click();
  await field(home.page, 'title').fill(content.project.title);
  await saved(home.page);
  await home.look('form-project');
  await field(home.page, 'summary').pressSequentially('Une phrase qui n’est pas termi');
  // At once: long before a save would begin by itself.
  await home.page.close();

  await home.newTab();
  await home.open('/applicant');
  await home.page.getByRole('heading', { level: 3, name: content.project.title }).waitFor();
  await home.look('applicant-files');
  await home.page.getByRole('link', { name: applicant.dashboard.continue }).click();
  await eventually(() => field(home.page, 'summary').inputValue()).toBe('Une phrase qui n’est pas termi');
  expect(await field(home.page, 'title').inputValue()).toBe(content.project.title);
  await saved(home.page);
});

test('It fills in the project, and every refusal stands beside its field and in a summary that leads there', async () => {
  const { page } = home;
  await next(page);
  await page.getByRole('alert').getByRole('link', { name: words.fields.socialNeed.ask }).click();
  expect(await field(page, 'socialNeed').evaluate((input) => input === document.activeElement)).toBe(true);
  await home.look('form-project-errors');
  await fillProject(page, content.project);
  await saved(page);
  await next(page);
  await page.getByRole('heading', { level: 1, name: applicant.form.budget }).waitFor();
});

test('An unbalanced budget is refused with the euros that are missing', async () => {
  const { page } = home;
  await fillBudget(page, content.budget);
  const [line = '', cents = 0] = Object.entries(content.budget.charges)[0] ?? [];
  await budgetLine(page, line).fill(String(cents / 100 + 250));
  await next(page);
  const refusal = page.getByRole('alert').getByRole('link', { name: /250\s€/ });
  await refusal.waitFor();
  await home.look('form-budget-unbalanced');
  await refusal.click();
  await page.locator('#field-products-error', { hasText: /250\s€/ }).waitFor();
  await budgetLine(page, line).fill(String(cents / 100));
  await page.getByText(applicant.budget.balanced).waitFor();
  await saved(page);
  await next(page);
  await page.getByRole('heading', { level: 1, name: applicant.form.documents }).waitFor();
});

test('It attaches real documents straight to the bucket, and learns at once what is wrong with others', async () => {
  const { page } = home;
  const pdf = (name: string, bytes: Uint8Array) => ({ name, mimeType: 'application/pdf', bytes });
  await attach(page, 'statutes', pdf('vide.pdf', new Uint8Array()));
  await documentCard(page, 'statutes').getByText(words.fields.sizeBytes.min).waitFor();
  await attach(page, 'bank-details', { name: 'rib.txt', mimeType: 'text/plain', bytes: new TextEncoder().encode('x') });
  await documentCard(page, 'bank-details').getByText(words.fields.contentType.ask).waitFor();
  await home.look('form-documents-refused');

  await attach(page, 'statutes', pdf('statuts.pdf', new TextEncoder().encode('This is no PDF at all.')));
  await documentCard(page, 'statutes').getByText(words.rejectionReasons['wrong-type'], { exact: true }).waitFor();
  await home.look('form-documents-rejected');

  const posted = page.waitForRequest((request) => request.url().startsWith(city.platform.urls.bucket));
  await attach(page, 'statutes', pdf('statuts.pdf', examplePdf('Statuts')));
  expect((await posted).method()).toBe('POST');
  await attach(page, 'bank-details', pdf('rib.pdf', examplePdf('RIB')));
  for (const document of ['statutes', 'bank-details'])
    await documentCard(page, document).getByText(words.attachmentStates.clean, { exact: true }).waitFor();
  await home.look('form-documents');
  await page.getByRole('link', { name: applicant.form.next, exact: true }).click();
});

test('It submits with a double click: one application, one number, one acknowledgement with what the law asks', async () => {
  const { page } = home;
  await page.getByRole('heading', { level: 1, name: applicant.form.commitments }).waitFor();
  await fillCommitments(page, { ...content.commitments, contactEmail: ariel.email });
  await saved(page);
  await home.look('form-commitments');
  await next(page);
  await page.getByText(applicant.review.ready).waitFor();
  await home.look('form-review');
  await page.getByRole('button', { name: applicant.review.submit }).dblclick();
  await page.getByText(applicant.file.submittedTitle).waitFor();
  number = /ESS-\d{4}-\w{5}/.exec((await page.getByRole('main').textContent()) ?? '')?.[0] ?? '';
  expect(number).toMatch(/^ESS-/);

  const mail = await mailTo(city, ariel.email, /^Accusé de réception/);
  const text = mail.body.text ?? '';
  // CRPA R112-5: the day of receipt, the day on which silence refuses, the service with its addresses, the remedies.
  const { service } = callLille;
  for (const part of [number, service.name, service.address, service.email, service.phone])
    expect(text).toContain(part);
  expect(text).toMatch(/a reçu le \d{1,2}.*\d{4}/);
  expect(text).toMatch(/Sans réponse de la Ville au .*rejetée de façon implicite/);
  expect(text).toMatch(/tribunal administratif/);
  expect(text).toMatch(/deux mois/);

  await page.getByRole('heading', { name: applicant.file.history }).waitFor();
  await page.getByText(say(words.events.application.submitted, { number })).waitFor();
  await home.look('applicant-file-submitted');
  // The letter reads as the mail does: headings, a table and lists, none of the marks of plain text.
  await page.getByText(mail.subject).click();
  const letter = page.locator('details', { hasText: mail.subject });
  await letter.getByRole('heading', { name: 'Ce que nous avons reçu' }).waitFor();
  expect(await letter.getByRole('term').count()).toBeGreaterThan(4);
  expect(await letter.textContent()).not.toMatch(/---|> /);
  await home.look('applicant-letter');
  await home.open('/applicant');
  await page.getByRole('heading', { level: 3, name: content.project.title }).waitFor();
  expect(await page.getByRole('heading', { level: 3 }).count()).toBe(1);
  await home.look('applicant-files-submitted');
});
