import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calls } from '../../frontend/texts/fr/calls.ts';
import { loadCall } from '../../functions/store/calls.ts';
import { callLille, exampleCallId } from '../../schemas/examples/call-lille.ts';
import { staff as cityStaff, type ExamplePerson } from '../../schemas/examples/people.ts';
import { call, draft, handIn } from './support/caller.ts';
import { type City, openCity } from './support/city.ts';
import { eventually } from './support/eventually.ts';
import { inOrder } from './support/story.ts';
import { say, texts } from './support/texts.ts';
import type { Visit } from './support/visit.ts';

const { common, staff } = texts;
const [stella, thomas] = cityStaff as [ExamplePerson, ExamplePerson];
const base = `/staff/calls/${exampleCallId}`;
const name = (path: string) => `[id="field-${path.replaceAll('.', '-')}"]`;

let city: City;
let office: Visit;
let page: Page;
let inFlight: string;

beforeAll(async () => {
  city = await openCity();
  office = await city.visit();
  await office.open('/staff/calls');
  await office.signIn(stella);
  page = office.page;
});
afterAll(() => city?.close());
inOrder(() => city);

const saved = () => page.getByText(new RegExp(`^\\s*${say(common.state.saved, { time: '' })}`)).waitFor();
const part = async (which: keyof typeof calls.parts) => {
  await page
    .getByRole('navigation', { name: calls.editor.parts })
    .getByRole('link', { name: new RegExp(calls.parts[which]) })
    .click();
  await page.getByRole('heading', { level: 1, name: calls.parts[which] }).waitFor();
};
const unfold = async (step: number) => {
  const details = page
    .locator(`${name('steps')} > ol > li`)
    .nth(step)
    .locator('details')
    .first();
  if (!(await details.evaluate((element) => (element as HTMLDetailsElement).open)))
    await details.locator('summary').first().click();
};
const score = callLille.steps.findIndex(({ kind }) => kind === 'score');

test('A file is submitted under the first version', async () => {
  inFlight = (await handIn(city, 3)).content.project.title;
  await page.getByRole('link', { name: callLille.title.fr }).click();
  await page.getByRole('heading', { level: 1, name: callLille.title.fr }).waitFor();
  await page.getByText(calls.call.noDraft).waitFor();
  const filesOf = async () =>
    (await call(city, stella.id, 'listCallVersions', { params: { callId: exampleCallId } })).items[0]?.filesInFlight;
  await eventually(filesOf).toBe(1);
  await office.open(base);
  await page.getByRole('row', { name: /Version 1/ }).waitFor();
  await office.look('call');
});

test('A call is edited part by part, and a draft is kept while it is typed', async () => {
  await page.getByRole('link', { name: calls.call.edit, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: calls.parts.texts }).waitFor();
  await page.locator(name('title.fr')).fill('Appel permanent de l’exemple');
  await saved();
  await office.look('call-editor-texts');

  await part('choices');
  await office.look('call-editor-choices');
  await part('documents');
  await page.getByRole('button', { name: calls.add.document }).click();
  const last = callLille.documents.length;
  // What was just added takes the focus.
  await page.waitForFunction((id) => document.activeElement?.id === id, `field-documents-${last}-label-fr`);
  await page.locator(name(`documents.${last}.label.fr`)).fill('Lettre de soutien');
  await page.locator(name(`documents.${last}.label.en`)).fill('Letter of support');
  await page.locator(name(`documents.${last}.hint.fr`)).fill('D’une habitante ou d’un habitant.');
  await page.locator(name(`documents.${last}.hint.en`)).fill('From a resident.');
  await page.locator(name(`documents.${last}.required`)).uncheck();
  await saved();

  await part('rules');
  await page.getByRole('button', { name: say(calls.add.rule, { kind: calls.rules.territories }) }).click();
  const rule = callLille.eligibility.length;
  await page.locator(name(`eligibility.${rule}.label.fr`)).fill('Le projet se déroule à Wazemmes');
  await page.locator(name(`eligibility.${rule}.label.en`)).fill('The project takes place in Wazemmes');
  await page
    .locator(name(`eligibility.${rule}.allowed`))
    .getByRole('checkbox', { name: 'Wazemmes' })
    .check();
  await office.look('call-editor-rules');
  await part('limits');
  await office.look('call-editor-limits');
});

test('Entries move by keyboard and by buttons, and a removal is undone', async () => {
  await part('documents');
  const first = () =>
    page
      .locator(`${name('documents')} > ol > li`)
      .first()
      .locator('strong')
      .textContent();
  const [one, two] = callLille.documents.map(({ label }) => label.fr);
  await page.locator(name('documents.0.label.fr')).press('Alt+ArrowDown');
  await eventually(first).toBe(`1. ${two}`);
  await page.getByRole('button', { name: say(calls.editor.upOf, { name: one ?? '' }) }).click();
  await eventually(first).toBe(`1. ${one}`);
  await page.getByRole('button', { name: say(calls.editor.removeOf, { name: one ?? '' }) }).click();
  await eventually(first).toBe(`1. ${two}`);
  await page.getByRole('button', { name: calls.editor.undo }).click();
  await eventually(first).toBe(`1. ${one}`);
});

test('What keeps a call from being published is named, and each line leads to its very field', async () => {
  await part('steps');
  await unfold(score);
  const weight = page.locator(name(`steps.${score}.criteria.0.weight`));
  const was = Number(await weight.inputValue());
  await weight.fill(String(was - 10));
  await page.getByText(say(calls.weights.sum, { sum: 90 })).waitFor();
  await office.look('call-editor-steps');
  await page.locator(name(`steps.${score}.criteria.1.maxMark`)).fill('6');
  await part('texts');
  await page.locator(name('service.email')).fill('nulle part');
  await part('publish');
  const summary = page.getByRole('alert');
  await summary
    .getByRole('link', { name: /sont? de|somme/ })
    .first()
    .waitFor();
  await office.look('call-editor-refused');
  const links = await summary.getByRole('link').allTextContents();
  expect(links).toHaveLength(4);
  await summary.getByRole('link', { name: new RegExp(`${calls.fields.mark} 6.*français`) }).click();
  await page.getByRole('heading', { level: 1, name: calls.parts.steps }).waitFor();
  const anchor = `steps.${score}.criteria.1.anchors.6.text`;
  await page.waitForFunction((id) => document.activeElement?.id === id, `field-${`${anchor}.fr`.replaceAll('.', '-')}`);
  await page.locator(name(`${anchor}.fr`)).fill('Au-delà de ce qui est demandé.');
  await page.locator(name(`${anchor}.en`)).fill('Beyond what is asked for.');
  await weight.fill(String(was));
  await part('texts');
  await page.locator(name('service.email')).fill('ess@ville.example');
  await saved();
});

test('The draft is seen as an applicant and as a juror before it is published', async () => {
  await page.getByRole('link', { name: calls.editor.preview }).click();
  await page.getByRole('heading', { level: 1, name: calls.preview.applicant }).waitFor();
  await page.getByText('Lettre de soutien').first().waitFor();
  await page.getByText('Le projet se déroule à Wazemmes').first().waitFor();
  await office.look('call-preview-applicant');
  await page.goBack();
  await page.getByRole('link', { name: calls.editor.previewJury }).click();
  await page.getByRole('heading', { level: 1, name: calls.preview.jury }).waitFor();
  await page.getByRole('radio', { name: calls.preview.asBlind, exact: true }).check();
  await page.getByText(calls.preview.blindOn).waitFor();
  await office.look('call-preview-jury');
  expect((await loadCall(city.ports, exampleCallId))?.version).toBe(1);
});

test('It is published once it was compared, and the file in flight keeps its version', async () => {
  await office.open(`${base}/edit/publish`);
  await page.getByText(calls.publish.ready).waitFor();
  await page.getByText(say(calls.publish.keepLine_one, { count: 1, version: 1 })).waitFor();
  await office.look('call-editor-publish');
  await page.getByRole('button', { name: calls.publish.action, exact: true }).click();
  await page
    .getByRole('alertdialog')
    .getByText(say(calls.publish.confirmTitle, { version: 2 }))
    .waitFor();
  await office.look('call-editor-confirm');
  await page.getByRole('alertdialog').getByRole('button', { name: calls.publish.action, exact: true }).click();
  await page.getByRole('row', { name: /Version 2/ }).waitFor();
  await page.getByText(calls.call.noDraft).waitFor();
  const published = await loadCall(city.ports, exampleCallId);
  expect([published?.version, published?.title.fr, published?.documents.length]).toEqual([
    2,
    'Appel permanent de l’exemple',
    callLille.documents.length + 1,
  ]);
  await office.open('/staff');
  await page.getByRole('link', { name: inFlight, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: inFlight }).waitFor();
  await page.getByRole('link', { name: say(staff.file.callVersionCompare, { version: 2 }) }).click();
  await page.getByRole('heading', { level: 1, name: calls.compare.title }).waitFor();
  await page.getByText('Lettre de soutien').first().waitFor();
  await office.look('call-compare');
});

test('An applicant reads how the draft stands to the rules, and nothing is in the way', async () => {
  const begun = await draft(city, 4);
  const home = await city.visit();
  await home.open(`/applicant/applications/${begun.applicationId}/review`);
  await home.signIn(begun.member);
  await home.page.getByText('Le projet se déroule à Wazemmes').first().waitFor();
  await home.look('applicant-review-eligibility');
});

test('A second call begins as a draft of its own, and two colleagues do not overwrite each other', async () => {
  await office.open('/staff/calls');
  await page.getByRole('button', { name: calls.list.create }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: calls.list.create }).click();
  await page.getByRole('heading', { level: 1, name: calls.parts.texts }).waitFor();
  const address = new URL(page.url()).pathname;
  await page.locator(name('title.fr')).fill('Appel jeunesse');
  await saved();
  const desk = await city.visit();
  await desk.open(address);
  await desk.signIn(thomas);
  const other = desk.page;
  await other.locator(name('title.fr')).fill('Appel étudiant');
  await other.getByText(new RegExp(`^\\s*${say(common.state.saved, { time: '' })}`)).waitFor();
  await page.locator(name('title.fr')).fill('Appel des jeunes');
  await page.getByText(calls.editor.stale).waitFor();
  await office.look('call-editor-stale');
  await page.getByRole('button', { name: calls.editor.other, exact: true }).click();
  await eventually(() => page.locator(name('title.fr')).inputValue()).toBe('Appel étudiant');
  await office.open('/staff/calls');
  await page.getByText('Appel étudiant').waitFor();
  await office.look('calls');
});
