import { afterAll, beforeAll, expect, test } from 'vitest';
import { settleOrganisation } from '../../functions/store/merging.ts';
import { organisations as exampleOrganisations } from '../../schemas/examples/organisations.ts';
import { applicants, staff as cityStaff, type ExamplePerson } from '../../schemas/examples/people.ts';
import { anId } from '../factories/application.ts';
import { storeUnguarded } from '../factories/twins.ts';
import { call, draft, handIn } from './support/caller.ts';
import { type City, openCity } from './support/city.ts';
import { field } from './support/form.ts';
import { inOrder } from './support/story.ts';
import { say, texts } from './support/texts.ts';
import type { Visit } from './support/visit.ts';

const { applicant, organisations, words } = texts;
const { joins, twins, merge } = organisations;
const [stella] = cityStaff as [ExamplePerson];
const ariel = applicants.at(-1) as ExamplePerson;
const camille = applicants[0] as ExamplePerson;
type Example = (typeof exampleOrganisations)[0];
/** Camille's organisation, which Ariel volunteers for; one that is registered twice; and one more of these. */
const [canal, ruche, moulins] = exampleOrganisations as [Example, Example, Example];
const twinId = anId('org', 99);
const twinName = 'La Ruche de Fives (bis)';

let city: City;
let home: Visit;
let office: Visit;
let begun: Awaited<ReturnType<typeof draft>>;
let submitted: Awaited<ReturnType<typeof handIn>>;

beforeAll(async () => {
  city = await openCity();
  begun = await draft(city, 3, { documents: false });
  submitted = await handIn(city, 11);
  expect([begun, submitted].map(({ organisation }) => organisation.id)).toEqual([canal.id, ruche.id]);
});
afterAll(() => city?.close());
inOrder(() => city);

const openOffice = async () => {
  await office.open('/staff/organisations');
  await office.page.getByRole('heading', { level: 1, name: organisations.title }).waitFor();
};

test('Staff find the page empty, and what will stand there', async () => {
  office = await city.visit();
  await office.open('/staff');
  await office.signIn(stella);
  await office.page.getByRole('link', { name: organisations.nav, exact: true }).click();
  await office.page.getByText(joins.empty).waitFor();
  await office.page.getByText(twins.empty).waitFor();
  await office.look('staff-organisations-empty');
});

test('Who registers a known organisation is told beside the field, without a name, and asks to be linked', async () => {
  home = await city.visit();
  const { page } = home;
  await home.open('/applicant');
  await home.signIn(ariel);
  await page.getByRole('heading', { level: 1, name: applicant.organisation.registerTitle }).waitFor();
  await field(page, 'name').fill('Les Ateliers du Canal');
  await field(page, 'legalForm').selectOption('association');
  await field(page, 'siret').fill(canal.content.siret);
  await field(page, 'address').fill('4 quai du Modèle');
  await field(page, 'postalCode').fill('59000');
  await field(page, 'city').fill('Lille');
  await field(page, 'representativeRole').fill('Bénévole');
  await field(page, 'phone').fill('03 53 01 00 99');
  await page.getByRole('button', { name: applicant.organisation.register }).click();
  await page.getByRole('alert').getByRole('link', { name: words.fields.siret.known }).click();
  expect(await field(page, 'siret').evaluate((input) => input === document.activeElement)).toBe(true);
  const body = page.getByText(say(applicant.join.body, { siret: canal.content.siret }));
  await body.waitFor();
  await home.look('organisation-known');
  expect(await page.getByRole('main').textContent()).not.toContain(camille.name);
  // Another number is another matter.
  await field(page, 'siret').fill('732 829 320 00074');
  await body.waitFor({ state: 'detached' });
  await field(page, 'siret').fill(canal.content.siret);
  await body.waitFor();

  await page.getByLabel(applicant.join.message, { exact: true }).fill('x'.repeat(501));
  await page.getByRole('button', { name: applicant.join.ask }).click();
  await home.look('organisation-join-errors');
  await page.getByLabel(applicant.join.message, { exact: true }).fill('Trésorière depuis mai');
  await page.getByRole('button', { name: applicant.join.ask }).click();
  await page.getByRole('heading', { name: applicant.join.list }).waitFor();
  await home.look('organisation-join-asked');
});

test('Staff decline with a reason, which the person reads, and who then asks again', async () => {
  await openOffice();
  const { page } = office;
  await page
    .getByRole('row', { name: new RegExp(ariel.name) })
    .getByText('Trésorière depuis mai')
    .waitFor();
  await office.look('staff-organisations-waiting');
  await page.getByRole('button', { name: say(joins.declineOf, { name: ariel.name }) }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: joins.decline, exact: true }).click();
  await dialog.getByText(words.fields.answer.ask).waitFor();
  await office.look('staff-join-decline');
  const answer = 'La présidente ne vous connaît pas encore. Appelez-la.';
  await dialog.getByLabel(words.fields.answer.label, { exact: true }).fill(answer);
  await dialog.getByRole('button', { name: joins.decline, exact: true }).click();
  await page.getByText(joins.empty).waitFor();

  await home.open('/applicant/organisation');
  await home.page.getByText(answer).waitFor();
  await home.look('organisation-join-declined');
  // What was typed is still there.
  expect(await field(home.page, 'siret').inputValue()).toBe(canal.content.siret);
  await home.page.getByRole('button', { name: applicant.organisation.register }).click();
  await home.page.getByRole('button', { name: applicant.join.ask }).click();
  await home.page.getByText(applicant.join.asked).first().waitFor();
});

test('Staff see who acts for the organisation and link the person, who finds its drafts', async () => {
  await openOffice();
  const { page } = office;
  await page.getByRole('button', { name: say(joins.linkOf, { name: ariel.name }) }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByText(say(joins.member, { name: camille.name, email: camille.email })).waitFor();
  await office.look('staff-join-link');
  await dialog.getByRole('button', { name: joins.link, exact: true }).click();
  await page.getByText(joins.empty).waitFor();

  await home.open('/applicant');
  await home.page.getByRole('heading', { level: 3, name: begun.title }).waitFor();
  await home.look('applicant-linked');
});

test('Staff merge an organisation that was registered twice: they see what moves, confirm, and it is one', async () => {
  const content = { ...ruche.content, name: twinName, representativeName: ariel.name };
  await storeUnguarded(city.ports, { id: twinId, content, personId: ariel.id });
  await settleOrganisation(city.ports, twinId);
  const { page } = office;
  await openOffice();
  await page.getByRole('heading', { level: 3, name: say(twins.siret, { siret: ruche.content.siret }) }).waitFor();
  await office.look('staff-organisations-twins');
  // The one with the file goes into the other.
  await page
    .getByRole('radio', { name: say(twins.option, { name: twinName, city: ruche.content.city }), exact: true })
    .check();
  await page.getByRole('button', { name: twins.review }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('link', { name: new RegExp(submitted.title) }).waitFor();
  await dialog.getByText(say(merge.person, { name: ariel.name, email: ariel.email })).waitFor();
  await office.look('staff-organisations-merge');
  await dialog.getByRole('button', { name: merge.confirm }).click();
  await page.getByText(say(merge.running, { files: 1, persons: 1 })).waitFor();
  await page.getByText(twins.empty).waitFor();
  await office.look('staff-organisations-merged');

  const { items } = await call(city, submitted.member.id, 'listOrganisations', {});
  expect(items.map(({ id, name }) => [id, name])).toEqual([[twinId, twinName]]);
  const file = await call(city, ariel.id, 'getApplication', { params: { applicationId: submitted.applicationId } });
  expect([file.organisation.id, file.content?.organisation.name]).toEqual([twinId, ruche.content.name]);
});

test('A merge that was left in the middle is finished from the same page', async () => {
  const again = anId('org', 98);
  await storeUnguarded(city.ports, { id: again, content: { ...moulins.content, name: 'Moulins Solidaires (bis)' } });
  await settleOrganisation(city.ports, again);
  await call(city, stella.id, 'mergeOrganisations', {
    params: { organisationId: again },
    body: { intoId: moulins.id, version: 1, intoVersion: 1 },
  });
  await openOffice();
  await office.page.getByRole('button', { name: twins.finish }).waitFor();
  await office.look('staff-organisations-unfinished');
  await office.page.getByRole('button', { name: twins.finish }).click();
  await office.page.getByText(twins.empty).waitFor();
});
