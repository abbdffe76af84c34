import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applicant as english } from '../../frontend/texts/en/applicant.ts';
import { common as englishCommon } from '../../frontend/texts/en/common.ts';
import { applicants, type ExamplePerson, jurors } from '../../schemas/examples/people.ts';
import { en as words } from '../../schemas/texts/en.ts';
import { call, draft } from './support/caller.ts';
import { type City, openCity } from './support/city.ts';
import { eventually } from './support/eventually.ts';
import { field, saved } from './support/form.ts';
import { mailsTo, mailTo } from './support/inbox.ts';
import { skipToContent, tabThrough } from './support/keyboard.ts';
import { inOrder } from './support/story.ts';
import { texts } from './support/texts.ts';
import { choosePerson, narrow, type Visit, wide } from './support/visit.ts';

const { applicant, common } = texts;
const [juror] = jurors as [ExamplePerson];

let city: City;
let begun: Awaited<ReturnType<typeof draft>>;
let home: Visit;
let form = '';

beforeAll(async () => {
  city = await openCity();
  begun = await draft(city, 5);
  form = `/applicant/applications/${begun.applicationId}`;
  home = await city.visit();
});
afterAll(() => city?.close());
inOrder(() => city);

/** What the service holds of a part of the draft. */
const stored = async (section: 'project' | 'commitments') => {
  const params = { applicationId: begun.applicationId };
  return (await call(city, begun.member.id, 'getApplication', { params })).sections[section]?.content;
};
const status = (page: Page, text: string) => page.getByRole('main').getByText(text);

test('A session that runs out while somebody types is renewed by itself, or asks for a sign-in and loses nothing', async () => {
  await home.open(`${form}/project`);
  await home.signIn(begun.member);
  const { page } = home;
  /** Lets the tab's session end now, with or without the means to renew it. */
  const endSession = async (renewable: boolean) => {
    const token = await city.platform.engines.identity.mintToken({
      sub: begun.member.id,
      audience: 'applicant',
      expiresIn: -60,
    });
    await page.evaluate(
      ([ended, keep]) => {
        const key = Object.keys(sessionStorage).find((name) => name.startsWith('oidc.user:')) ?? '';
        const { refresh_token, ...user } = JSON.parse(sessionStorage.getItem(key) ?? '{}');
        const expired = { ...user, access_token: ended, expires_at: Math.floor(Date.now() / 1000) - 60 };
        sessionStorage.setItem(key, JSON.stringify(keep ? { ...expired, refresh_token } : expired));
      },
      [token, renewable] as const,
    );
  };
  await endSession(true);
  await field(page, 'partners').fill('Une maison de quartier');
  await saved(page);

  await endSession(false);
  await field(page, 'partners').fill('Une maison de quartier et deux écoles');
  await page.getByRole('alertdialog').getByText(common.session.ended.title).waitFor();
  await home.look('session-ended');
  expect(await stored('project')).toMatchObject({ partners: 'Une maison de quartier' });
  await page.getByRole('button', { name: common.session.ended.action }).click();
  await choosePerson(page, begun.member.name);
  await eventually(() => field(page, 'partners').inputValue()).toBe('Une maison de quartier et deux écoles');
  await saved(page);
  expect(new URL(page.url()).pathname).toBe(`${form}/project`);
  expect(await stored('project')).toMatchObject({ partners: 'Une maison de quartier et deux écoles' });
});

test('What is typed while the service does not answer stays on the device, and is saved once it answers again', async () => {
  const { page, context } = home;
  await context.setOffline(true);
  await field(page, 'partners').fill('Écrit sans connexion');
  await status(page, common.state.kept).waitFor();
  await home.look('form-offline');
  await context.setOffline(false);
  await saved(page);
  expect(await stored('project')).toMatchObject({ partners: 'Écrit sans connexion' });

  // The connection holds, and the service is down; then the tab is closed.
  await context.route('**/api/**', (route) => route.abort('connectionrefused'));
  await field(page, 'partners').fill('Écrit pendant une panne');
  await status(page, common.state.kept).waitFor();
  await page.close();
  await context.unroute('**/api/**');
  await home.newTab();
  await home.open(`${form}/project`);
  await eventually(() => field(home.page, 'partners').inputValue()).toBe('Écrit pendant une panne');
  await saved(home.page);
  expect(await stored('project')).toMatchObject({ partners: 'Écrit pendant une panne' });
});

test('Two tabs that change the same part are told, and nothing is overwritten unseen', async () => {
  const { page } = home;
  const params = { applicationId: begun.applicationId };
  const { sections } = await call(city, begun.member.id, 'getApplication', { params });
  await call(city, begun.member.id, 'saveSection', {
    params: { ...params, section: 'project' },
    body: {
      content: { ...sections.project?.content, partners: 'Écrit dans l’autre onglet' },
      revision: sections.project?.revision ?? 0,
    },
  });
  await field(page, 'partners').fill('Écrit dans cet onglet');
  await page.getByText(applicant.saving.conflict.title).waitFor();
  await home.look('form-conflict');
  await page.getByRole('button', { name: applicant.saving.conflict.other }).click();
  await eventually(() => field(page, 'partners').inputValue()).toBe('Écrit dans l’autre onglet');
});

test('The form can be filled in and left with the keyboard alone, and the focus is always in sight', async () => {
  const { page } = home;
  await home.open(`${form}/commitments`);
  await field(page, 'contactName').waitFor();
  await skipToContent(page);
  const typing = { contactName: 'Alix Clavier', contactPhone: '03 53 01 00 42' };
  expect(await tabThrough(page, applicant.form.next, typing)).toEqual([
    'contactName',
    'contactEmail',
    'contactPhone',
    'republicanCommitment',
    'accuracy',
    'authority',
  ]);
  await saved(page);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: applicant.form.review }).waitFor();
  expect(await stored('commitments')).toMatchObject(typing);

  // The longest part, on the smallest screen, where a bar with the balance stays at the bottom.
  await page.setViewportSize(narrow);
  await home.open(`${form}/budget`);
  await field(page, 'amountAskedCents').waitFor();
  await skipToContent(page);
  expect(await tabThrough(page, applicant.form.next)).toHaveLength(30);
  await page.setViewportSize(wide);
});

test('Nobody reads another association’s file, and a juror has no way into its pages', async () => {
  const other = await city.visit();
  await other.open(form);
  await other.signIn(applicants.at(-2) as ExamplePerson);
  await other.page.getByRole('heading', { level: 1, name: texts.words.problems['not-found'].title }).waitFor();
  expect(await other.page.getByRole('main').textContent()).not.toContain(begun.title);
  await other.look('applicant-not-found');

  const stranger = await city.visit();
  await stranger.open('/staff');
  await stranger.signIn(juror);
  await stranger.page.getByRole('heading', { level: 1, name: common.session.forbidden.title }).waitFor();
  await stranger.look('staff-forbidden');
  await stranger.open(`/jury/applications/${begun.applicationId}`);
  await stranger.page.getByRole('heading', { level: 1, name: texts.words.problems['not-found'].title }).waitFor();
});

test('The pages change to English in place, and the mails follow', async () => {
  const { page } = home;
  await home.open(`${form}/project`);
  await field(page, 'title').fill('Un titre qui vient d’être écrit');
  await page.getByRole('button', { name: common.nav.other, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: english.form.project }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`${form}/project`);
  const title = page.getByLabel(words.fields.title.label, { exact: true });
  expect(await title.inputValue()).toBe('Un titre qui vient d’être écrit');
  await title.fill(begun.title);
  await home.look('form-project-english');
  for (const part of ['budget', 'documents', 'commitments', 'review'] as const) {
    await page
      .getByRole('navigation', { name: english.form.steps })
      .getByRole('link', { name: english.form[part] })
      .click();
    await page.getByRole('heading', { level: 1, name: english.form[part] }).waitFor();
  }
  await home.look('form-review-english');
});

test('Submitting from two tabs makes one application and one acknowledgement', async () => {
  const here = home.page;
  const there = await home.newTab();
  await home.open(`${form}/review`);
  await there.getByText(english.review.ready).waitFor();
  const submit = (page: Page) => page.getByRole('button', { name: english.review.submit }).click();
  await Promise.all([submit(here), submit(there)]);
  // One tab made it; the other is told so, or that the file went in meanwhile.
  const outcome = (page: Page) =>
    page.getByText(english.file.submittedTitle).or(page.getByText(english.form.closed.title)).waitFor();
  await Promise.all([outcome(here), outcome(there)]);
  const { email } = begun.member;
  const mail = await mailTo(city, email, /^Receipt of application/);
  expect(mailsTo(city, email, /^Receipt of application/)).toHaveLength(1);
  await home.open(form);
  await there.getByText(mail.subject).waitFor();
  expect(await there.getByRole('main').textContent()).toContain(/ESS-\d{4}-\w{5}/.exec(mail.subject)?.[0]);
  await home.look('applicant-file-english');
});

test('A part of a page that does not come is told in its place, and asked for again from there', async () => {
  const { page } = home;
  await page.route('**/letters', (route) => route.abort('connectionrefused'));
  await home.open(form);
  const letters = page.getByRole('heading', { name: english.file.letters }).locator('..');
  await letters.getByText(words.problems.offline.title).waitFor();
  // The rest of the file is there.
  await page.getByRole('heading', { name: english.file.history }).waitFor();
  await page.getByRole('heading', { name: english.file.facts }).waitFor();
  await home.look('applicant-file-part-failed');
  await page.unroute('**/letters');
  await letters.getByRole('button', { name: englishCommon.action.retry }).click();
  await letters.getByText(/^Receipt of application/).waitFor();
});
