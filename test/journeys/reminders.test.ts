import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reminders } from '../../frontend/texts/fr/reminders.ts';
import { addDays, dayOf } from '../../functions/domain/calendar.ts';
import { remind } from '../../functions/remind/remind.ts';
import { createBucket } from '../../functions/services/bucket.ts';
import { createMailer } from '../../functions/services/mail.ts';
import { operations as staffOperations } from '../../functions/staff-api/operations.ts';
import { loadFile } from '../../functions/store/applications.ts';
import { loadPerson } from '../../functions/store/people.ts';
import { staff as cityStaff, type ExamplePerson, jurors } from '../../schemas/examples/people.ts';
import { longDayOf } from '../../schemas/texts/format.ts';
import { asRead, call, handIn, passChecks } from './support/caller.ts';
import { type City, openCity } from './support/city.ts';
import { eventually } from './support/eventually.ts';
import { mailsTo } from './support/inbox.ts';
import { inOrder } from './support/story.ts';
import { say, texts } from './support/texts.ts';
import { shots, type Visit } from './support/visit.ts';

/**
 * Reminders as those who have them live with them: each person's choice in the browser, then mornings by an injected
 * clock, from the days before an evaluation is due until staff are told, and a reminder by hand in between.
 */

const [stella] = cityStaff as [ExamplePerson];
const [one, two, three] = jurors as [ExamplePerson, ExamplePerson, ExamplePerson];
const panel = [one, two, three];
const { words } = texts;
/**
 * Days ago on which the file's step was opened; its evaluations were due three weeks later. No morning that is tried here is that
 * of today, whatever day of the week it is: staff remind by hand today.
 */
const OPENED_DAYS_AGO = 31;

let city: City;
let office: Visit;
let file: Awaited<ReturnType<typeof handIn>>;
let dueAt = '';

beforeAll(async () => {
  city = await openCity();
  file = await handIn(city, 2);
  const params = { applicationId: file.applicationId };
  await passChecks(city, file.applicationId);
  // The same operation as the API's, some weeks ago.
  const at = `${addDays(dayOf(new Date().toISOString()), -OPENED_DAYS_AGO)}T09:00:00.000Z`;
  const ports = { ...city.ports, now: () => new Date(at) };
  const { BUCKET_NAME = '', SITE_URL = '' } = city.platform.env;
  const person = await loadPerson(ports, stella.id);
  if (!person) throw new Error(`${stella.name} is nobody`);
  const noSignIn = async () => {
    throw new Error('Nobody signs in here');
  };
  await staffOperations(ports, createBucket(BUCKET_NAME), noSignIn, SITE_URL).openStep({
    person,
    subject: person.id,
    language: 'fr',
    noteAs: () => undefined,
    at,
    query: undefined,
    params,
    body: await asRead(city, file.applicationId, { jurorIds: panel.map(({ id }) => id) }),
  });
  dueAt = (await loadFile(ports, file.applicationId))?.head.jury?.dueAt ?? '';
});
afterAll(() => city?.close());
inOrder(() => city);

/** A morning's run, `days` after the day on which the evaluations were due. */
const morning = (days: number) => {
  const { SENDER_ADDRESS = '', MAIL_CONFIGURATION_SET = '', STAGE = '', SITE_URL = '' } = city.platform.env;
  const now = new Date(`${addDays(dayOf(dueAt), days)}T07:30:00.000Z`);
  return remind({
    ports: { ...city.ports, now: () => now },
    mailer: createMailer({ sender: SENDER_ADDRESS, configurationSet: MAIL_CONFIGURATION_SET, stage: STAGE }),
    siteUrl: SITE_URL,
  });
};
const digests = /évaluations? (en retard|à rendre bientôt)/;
const had = (person: ExamplePerson) => mailsTo(city, person.email, digests).length;
/** Days after the due day until it is a Monday. */
const untilMonday = () => {
  for (let days = 1; ; days++) if (new Date(`${addDays(dayOf(dueAt), days)}T00:00:00Z`).getUTCDay() === 1) return days;
};

test('A juror finds the choice from the list of files, and has reminders on Mondays alone; another has none', async () => {
  const visit = await city.visit();
  const { page } = visit;
  await visit.open('/jury');
  await visit.signIn(two);
  await page.getByRole('link', { name: reminders.nav, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: reminders.title }).waitFor();
  const choice = (name: keyof typeof reminders.choices) =>
    page.getByRole('radio', { name: reminders.choices[name], exact: true });
  expect(await choice('daily').isChecked()).toBe(true);
  await choice('weekly').check();
  await page.getByRole('button', { name: reminders.save, exact: true }).click();
  await page.getByText(reminders.saved).first().waitFor();
  await visit.look('reminders-jury');
  await page.reload();
  await page.getByRole('heading', { level: 1, name: reminders.title }).waitFor();
  await eventually(() => choice('weekly').isChecked()).toBe(true);
  expect(await call(city, two.id, 'getJuryReminders', {})).toEqual({ choice: 'weekly' });
  await call(city, three.id, 'saveJuryReminders', { body: { choice: 'none' } });
});

test('Five days before, one mail a day at most reminds who wants one; its links lead to the file and the choice', async () => {
  expect(await morning(-6)).toEqual({ jurors: 0, staff: 0, refused: 0 });
  const days = new Date(`${addDays(dayOf(dueAt), -5)}T00:00:00Z`).getUTCDay() === 1 ? -4 : -5;
  expect(await morning(days)).toEqual({ jurors: 1, staff: 0, refused: 0 });
  expect(await morning(days)).toEqual({ jurors: 0, staff: 0, refused: 0 });
  await eventually(() => had(one)).toBe(1);
  expect([had(two), had(three)]).toEqual([0, 0]);
  const [mail] = mailsTo(city, one.email, digests);
  expect(mail?.subject).toBe('1 évaluation à rendre bientôt');
  for (const said of [mail?.body.text, mail?.body.html]) {
    expect(said).toContain(file.title);
    expect(said).toContain(longDayOf(dueAt, 'fr'));
  }
  const visit = await city.visit();
  const { page } = visit;
  await page.setContent(mail?.body.html ?? '');
  await page.screenshot({ path: join(shots, 'reminders-mail.png'), fullPage: true });
  const address = await page.getByRole('link', { name: 'Choisir mes rappels' }).getAttribute('href');
  await page.goto(address ?? '');
  await visit.signIn(one);
  await page.getByRole('heading', { level: 1, name: reminders.title }).waitFor();
});

test('After that day it is late: every morning for one, on Monday for the other, and never for the third', async () => {
  const monday = untilMonday();
  const other = monday === 1 ? 2 : 1;
  const before = [had(one), had(two)];
  expect((await morning(other)).jurors).toBe(1);
  expect((await morning(monday)).jurors).toBe(2);
  await eventually(() => [had(one), had(two)]).toEqual([(before[0] ?? 0) + 2, (before[1] ?? 0) + 1]);
  expect(had(three)).toBe(0);
  const last = mailsTo(city, two.email, digests).at(-1);
  expect(last?.subject).toBe('1 évaluation en retard');
  expect(last?.body.text).toContain('Vous recevez ce rappel le lundi.');
});

test('Staff remind who is late by hand, once a day, and are told what came of each', async () => {
  office = await city.visit();
  const { page } = office;
  await office.open(`/staff/applications/${file.applicationId}?tab=jury`);
  await office.signIn(stella);
  const action = say(reminders.now.action_other, { count: 3 });
  await page.getByRole('button', { name: action, exact: true }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByText(reminders.now.limit).waitFor();
  await office.look('reminders-by-hand-asked');
  await dialog.getByRole('button', { name: reminders.now.confirm, exact: true }).click();
  const status = page.getByRole('main').getByRole('status');
  await status.getByText(say(reminders.now.outcomes.declined_one, { names: three.name })).waitFor();
  await status.getByText(say(reminders.now.outcomes.reminded_other, { names: `${one.name} et ${two.name}` })).waitFor();
  await office.look('reminders-by-hand-done');
  const subject = /^Votre évaluation est attendue/;
  for (const { email } of [one, two]) await eventually(() => mailsTo(city, email, subject).length).toBe(1);

  await page.getByRole('button', { name: action, exact: true }).click();
  await dialog.getByRole('button', { name: reminders.now.confirm, exact: true }).click();
  await status.getByText(say(reminders.now.outcomes.today_other, { names: `${one.name} et ${two.name}` })).waitFor();
  expect([one, two, three].map(({ email }) => mailsTo(city, email, subject).length)).toEqual([1, 1, 0]);
  expect(
    await page
      .getByRole('tabpanel')
      .getByText(say(reminders.now.last, { date: '' }).trim())
      .count(),
  ).toBe(2);
});

test('A juror who is relieved is reminded no more, neither in the morning nor by hand', async () => {
  await call(city, stella.id, 'relieveJuror', {
    params: { applicationId: file.applicationId, jurorId: one.id },
    body: { reason: 'Absence prolongée.' },
  });
  const before = had(one);
  const days = untilMonday() + 1;
  expect((await morning(days)).jurors).toBe(0);
  await office.open(`/staff/applications/${file.applicationId}?tab=jury`);
  const { page } = office;
  await page.getByRole('button', { name: say(reminders.now.action_other, { count: 2 }), exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: reminders.now.confirm, exact: true }).click();
  await page
    .getByRole('main')
    .getByRole('status')
    .getByText(say(reminders.now.outcomes.relieved_one, { names: one.name }))
    .waitFor();
  expect(had(one)).toBe(before);
  expect(mailsTo(city, one.email, /^Votre évaluation est attendue/).length).toBe(1);
});

test('Staff choose as well, and are told of a step that is late beyond what the call allows, until they want it no more', async () => {
  const { page } = office;
  await office.open('/staff');
  await page.getByRole('link', { name: reminders.nav, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: reminders.title }).waitFor();
  await office.look('reminders-staff');
  const told = /dossiers? à débloquer/;
  const agents = cityStaff.length;
  expect((await morning(7)).staff).toBe(0);
  expect((await morning(8)).staff).toBe(agents);
  expect((await morning(8)).staff).toBe(0);
  await eventually(() => mailsTo(city, stella.email, told).length).toBe(1);
  const [mail] = mailsTo(city, stella.email, told);
  expect(mail?.subject).toBe('1 dossier à débloquer');
  expect(mail?.body.text).toContain('8 jours de retard');
  const address = /https?:\/\/\S+\/staff\/applications\/\w+/.exec(mail?.body.text ?? '')?.[0] ?? '';
  await page.goto(address);
  await page.getByRole('heading', { level: 1, name: file.title }).waitFor();
  await page.getByText(words.states.evaluating).first().waitFor();

  await office.open('/staff/reminders');
  await page.getByRole('radio', { name: reminders.choices.none, exact: true }).check();
  await page.getByRole('button', { name: reminders.save, exact: true }).click();
  await page.getByText(reminders.saved).first().waitFor();
  expect((await morning(9)).staff).toBe(agents - 1);
  expect(mailsTo(city, stella.email, told).length).toBe(1);
  expect(office.complaints).toEqual([]);
});
