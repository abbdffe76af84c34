import { afterAll, beforeAll, expect, test } from 'vitest';
import { clocks } from '../../frontend/texts/fr/clocks.ts';
import { addDays, dayOf } from '../../functions/domain/calendar.ts';
import { exampleClosing, exampleComplements, exampleReopening, exampleSilence } from '../../schemas/examples/jury.ts';
import { staff as cityStaff, type ExamplePerson } from '../../schemas/examples/people.ts';
import { call } from './support/caller.ts';
import { type City, openCity } from './support/city.ts';
import { mailTo } from './support/inbox.ts';
import { askForDocumentsAt, handInAt } from './support/past.ts';
import { pictureFailures } from './support/story.ts';
import { texts } from './support/texts.ts';
import type { Visit } from './support/visit.ts';

const { decisions, staff, words } = texts;
const { closing } = decisions;
const [stella, thomas] = cityStaff as [ExamplePerson, ExamplePerson];

let city: City;
let office: Visit;

beforeAll(async () => {
  city = await openCity();
  office = await city.visit();
  await office.open('/staff');
  await office.signIn(thomas);
});
afterAll(() => city?.close());
pictureFailures(() => city);

const daysAgo = (days: number) => `${addDays(dayOf(new Date().toISOString()), -days)}T09:00:00.000Z`;

/** Gives the reasons of an act in its dialog, which asks for them first; `name` is that of the pictures. */
const withReasons = async (act: 'close' | 'silence' | 'reopen', reasons: string, name: string) => {
  const { page } = office;
  await page.getByRole('button', { name: closing[act].action, exact: true }).click();
  const dialog = page.getByRole('alertdialog');
  const review = () => dialog.getByRole('button', { name: decisions.letter.review, exact: true }).click();
  await review();
  await dialog.getByRole('alert').waitFor();
  await office.look(name);
  await dialog.getByLabel(words.fields.reasons.label, { exact: true }).fill(reasons);
  // Nothing leaves before its letter was read.
  await review();
  await dialog.getByRole('heading', { name: decisions.letter.title }).waitFor();
  await dialog.getByText(reasons).first().waitFor();
  await office.look(`${name}-letter`);
  await dialog.getByRole('button', { name: closing[act].confirm, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
};

test('A file that its association never answered is closed, with its letter, and opened again', async () => {
  const file = await handInAt(city, 3, daysAgo(50));
  await askForDocumentsAt(city, file.applicationId, daysAgo(45), 20);
  const { page } = office;
  await office.open('/staff?state=complements');
  await page.getByRole('link', { name: file.title, exact: true }).waitFor();
  await page.getByText(staff.queue.unanswered, { exact: true }).first().waitFor();
  await office.look('endings-queue');

  await page.getByRole('link', { name: file.title, exact: true }).click();
  await page.getByRole('button', { name: closing.close.action, exact: true }).waitFor();
  await office.look('endings-unanswered');
  await withReasons('close', exampleClosing, 'endings-close');
  await page.getByText(words.stateHints.closed, { exact: true }).waitFor();
  await office.look('endings-closed');

  const { email } = file.member;
  const letter = await mailTo(city, email, /^Demande classée sans suite/);
  for (const part of [exampleComplements, exampleClosing, 'tribunal administratif'])
    expect(letter.body.text).toContain(part);
  const home = await city.visit();
  await home.open(`/applicant/applications/${file.applicationId}`);
  await home.signIn(file.member);
  await home.page.getByText(closing.own.closedBody).waitFor();
  await home.page.getByText(exampleClosing).first().waitFor();
  await home.page.getByText(letter.subject).waitFor();
  await home.look('endings-own-closed');

  await withReasons('reopen', exampleReopening, 'endings-reopen');
  await page.getByRole('button', { name: staff.check.action, exact: true }).waitFor();
  await office.look('endings-reopened');
  const back = await mailTo(city, email, /^Dossier rouvert/);
  expect(back.body.text).toContain(exampleReopening);
  await home.page.reload();
  await home.page.getByText(words.stateHints.checking, { exact: true }).waitFor();
  expect(await home.page.getByText(closing.own.closedBody).count()).toBe(0);
  expect([...office.complaints, ...home.complaints]).toEqual([]);
});

test('That silence refused a file is recorded: the alarm is over, and the association reads since when and what it can do', async () => {
  const file = await handInAt(city, 4, daysAgo(75));
  const { page } = office;
  await office.open('/staff/clocks');
  await page.getByRole('link', { name: file.title, exact: true }).click();
  await page.getByText(decisions.silence.staffNext).waitFor();
  await office.look('endings-refused');
  await withReasons('silence', exampleSilence, 'endings-silence');
  await page.getByText(words.stateHints['refused-by-silence'], { exact: true }).waitFor();
  await office.look('endings-silence-recorded');
  await office.open('/staff/clocks');
  await page.getByRole('heading', { level: 1, name: clocks.title }).waitFor();
  await page.getByText(clocks.list.emptyBody).waitFor();

  const letter = await mailTo(city, file.member.email, /^Rejet né du silence de la Ville/);
  for (const part of [exampleSilence, 'L. 231-4, 3°', 'L. 112-6']) expect(letter.body.text).toContain(part);
  const home = await city.visit();
  await home.open('/applicant');
  await home.signIn(file.member);
  await home.page.getByText(words.states['refused-by-silence'], { exact: true }).waitFor();
  await home.open(`/applicant/applications/${file.applicationId}`);
  await home.page.getByText(exampleSilence).first().waitFor();
  await home.page.getByText(decisions.silence.ownRemedies, { exact: true }).waitFor();
  await home.look('endings-own-silence');
  expect([...office.complaints, ...home.complaints]).toEqual([]);
});

test('An act whose file has moved on before its letter was read is refused in words, and the page shows where it stands', async () => {
  const file = await handInAt(city, 5, daysAgo(75));
  const { page } = office;
  await office.open(`/staff/applications/${file.applicationId}`);
  await page.getByRole('button', { name: closing.silence.action, exact: true }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('textbox').fill(exampleSilence);
  const params = { applicationId: file.applicationId };
  const { version } = await call(city, stella.id, 'getStaffFile', { params });
  await call(city, stella.id, 'recordSilence', { params, body: { reasons: exampleSilence, version } });
  await dialog.getByRole('button', { name: decisions.letter.review, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText(words.problems['file-changed'].title, { exact: true }).waitFor();
  await page.getByText(words.stateHints['refused-by-silence'], { exact: true }).waitFor();
  expect(await page.getByText(exampleSilence).count()).toBeGreaterThan(1);
  await office.look('endings-moved-on');
});
