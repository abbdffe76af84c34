import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { examplePdf } from '../../schemas/examples/pdf.ts';
import { applicants } from '../../schemas/examples/people.ts';
import { exampleApplication } from '../../schemas/examples/projects.ts';
import { exampleSiret } from '../../schemas/examples/organisations.ts';
import { type City, openCity } from './support/city.ts';
import { attach, budgetLine, documentCard, field, fillBudget, fillCommitments, fillProject, next, saved } from './support/form.ts';
import { mailTo } from './support/inbox.ts';
import { say, texts } from './support/texts.ts';
import type { Visit } from './support/visit.ts';

const { applicant, common, pages, words } = texts;
const today = new Date().toISOString().slice(0, 10);
const { content } = exampleApplication(3, today);
const ariel = applicants.at(-1) as (typeof applicants)[number];

let city: City;
/** The association's browser, the same all along. */
let home: Visit;
let file = '';
let number = '';

beforeAll(async () => {
  city = await openCity();
  home = await city.visit();
});
afterAll(() => city?.close());

test('An association reads what the call is, signs in and registers', async () => {
  await home.open('/');
  await home.look('landing');
  await home.page.getByRole('link', { name: pages.landing.apply }).first().click();
  await home.page.getByRole('button', { name: common.session.signIn.action, exact: true }).waitFor();
  await home.look('applicant-sign-in');
  await home.signIn(ariel);
  const { page } = home;
  await page.getByRole('heading', { level: 1, name: applicant.organisation.registerTitle }).waitFor();
  await page.getByRole('button', { name: applicant.organisation.register }).click();
  await page.getByRole('alert').getByRole('link', { name: words.fields.siret.ask }).waitFor();
  await home.look('organisation-errors');
});
