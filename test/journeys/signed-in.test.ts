import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ExamplePerson, jurors } from '../../schemas/examples/people.ts';
import { call, draft } from './support/caller.ts';
import { type City, openCity } from './support/city.ts';
import { eventually } from './support/eventually.ts';
import { field, saved } from './support/form.ts';
import { focusOf } from './support/keyboard.ts';
import { inOrder } from './support/story.ts';
import { texts } from './support/texts.ts';
import { choosePerson, type Visit } from './support/visit.ts';

const { applicant, common } = texts;
const { session } = common;
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

const partners = async () => {
  const params = { applicationId: begun.applicationId };
  return (await call(city, begun.member.id, 'getApplication', { params })).sections.project?.content.partners;
};
const signInPage = (page: Page) =>
  page.getByRole('heading', { level: 1, name: session.signIn.applicant.title }).waitFor();
const signedOut = (page: Page) => page.getByText(session.signedOut.title).waitFor();
/** All that a tab can read of what was left on the device. */
const left = (page: Page) =>
  page.evaluate(() => ({ device: Object.keys(localStorage), tab: Object.keys(sessionStorage) }));
/** The tab's own session, changed. */
const change = (page: Page, changes: Record<string, unknown>) =>
  page.evaluate((changed) => {
    const key = Object.keys(sessionStorage).find((name) => name.startsWith('oidc.user:')) ?? '';
    const user = JSON.parse(sessionStorage.getItem(key) ?? '{}');
    sessionStorage.setItem(key, JSON.stringify({ ...user, ...changed }));
  }, changes);
const expired = () => ({ expires_at: Math.floor(Date.now() / 1000) - 60 });
const sessionOf = (page: Page) =>
  page.evaluate(() => {
    const key = Object.keys(sessionStorage).find((name) => name.startsWith('oidc.user:')) ?? '';
    const { refresh_token, expires_at } = JSON.parse(sessionStorage.getItem(key) ?? '{}');
    return { refresh_token, isFresh: expires_at > Date.now() / 1000 };
  });
const signOut = (page: Page) => page.getByRole('button', { name: common.nav.signOut }).click();

test('A new tab is signed in by the one beside it, and one of the jury is not', async () => {
  await home.open('/applicant');
  await home.signIn(begun.member);
  // From a mail: another page, at its own address.
  await home.newTab();
  await home.open(`${form}/project`);
  expect(await field(home.page, 'title').inputValue()).toBe(begun.title);
  expect(new URL(home.page.url()).pathname).toBe(`${form}/project`);
  const { device } = await left(home.page);
  expect(device.filter((key) => !['language', 'organisation'].includes(key))).toEqual(['signed-in.applicant']);

  const office = await home.context.newPage();
  await office.goto(`${city.platform.urls.site}/jury`);
  await office.getByRole('heading', { level: 1, name: session.signIn.jury.title }).waitFor();
  await office.getByRole('button', { name: session.signIn.action, exact: true }).click();
  await choosePerson(office, juror.name);
  await office.getByText(juror.name, { exact: true }).first().waitFor();
  // Neither knows of the other.
  await home.page.reload();
  await home.page.getByText(begun.member.name, { exact: true }).first().waitFor();
  await signOut(office);
  await signedOut(office);
  await office.close();
  await home.page.reload();
  expect(await field(home.page, 'title').inputValue()).toBe(begun.title);
});

test('Tabs that have one refresh token renew it once, and all go on', async () => {
  const pages = home.context.pages();
  expect(pages).toHaveLength(2);
  const [before] = await Promise.all(pages.map(sessionOf));
  for (const page of pages) await change(page, expired());
  const asked: string[] = [];
  home.context.on('request', (request) => {
    if (request.url().startsWith(city.platform.urls.issuers.applicant) && !request.url().includes('well-known'))
      asked.push(`${request.method()} ${new URL(request.url()).pathname.split('/').at(-1)}`);
  });
  await Promise.all(pages.map((page) => page.reload()));
  await Promise.all(pages.map((page) => page.getByText(begun.member.name, { exact: true }).first().waitFor()));
  await eventually(async () => (await Promise.all(pages.map(sessionOf))).map(({ isFresh }) => isFresh)).toEqual([
    true,
    true,
  ]);
  const [one, other] = await Promise.all(pages.map(sessionOf));
  expect(one).toEqual(other);
  expect(one?.refresh_token).not.toBe(before?.refresh_token);
  expect(asked).toEqual(['POST token']);

  // Again, and one of the two by itself, as after a sleep in which it heard nothing.
  await change(pages[0] as Page, expired());
  await (pages[0] as Page).reload();
  await eventually(async () => (await sessionOf(pages[0] as Page)).isFresh).toBe(true);
  expect(await sessionOf(pages[0] as Page)).toEqual(await sessionOf(pages[1] as Page));
});

test('Once all tabs are closed, the issuer’s own session leads to the page that was asked for', async () => {
  for (const page of home.context.pages()) await page.close();
  await home.newTab();
  await home.open(`${form}/project?from=mail`);
  expect(await field(home.page, 'title').inputValue()).toBe(begun.title);
  const { pathname, search } = new URL(home.page.url());
  expect(pathname + search).toBe(`${form}/project?from=mail`);
});

test('Where that session is over too, one is asked to sign in, once, at that page', async () => {
  await home.page.close();
  await home.context.clearCookies();
  await home.newTab();
  await home.open(`${form}/project?from=mail`);
  await signInPage(home.page);
  expect(new URL(home.page.url()).search).toBe('?from=mail');
  await home.page.reload();
  await signInPage(home.page);
  await home.signIn(begun.member);
  expect(await field(home.page, 'title').inputValue()).toBe(begun.title);
  expect(new URL(home.page.url()).search).toBe('?from=mail');
});

test('Signing out in one tab signs out all, saves what was just typed, and leaves nothing to be read', async () => {
  const typing = home.page;
  await field(typing, 'partners').fill('Écrit juste avant de partir');
  const leaving = await home.newTab();
  await home.open('/applicant');
  await leaving.getByRole('heading', { level: 3, name: begun.title }).waitFor();
  await signOut(leaving);
  await leaving.waitForURL(({ pathname }) => pathname === '/');
  await signedOut(leaving);
  expect(await focusOf(leaving)).toContain(session.signedOut.title);
  await home.look('signed-out');
  await signedOut(typing);
  await signInPage(typing);
  expect(await partners()).toBe('Écrit juste avant de partir');
  for (const page of [leaving, typing]) {
    const { device, tab } = await left(page);
    expect(device.filter((key) => key !== 'language')).toEqual([]);
    expect(tab.filter((key) => /^(oidc\.user|person|attempt)/.test(key))).toEqual([]);
  }
  // Said once; and the way back shows nobody's file.
  await leaving.reload();
  await leaving.getByRole('heading', { level: 1 }).waitFor();
  expect(await leaving.getByText(session.signedOut.title).count()).toBe(0);
  await leaving.goBack();
  await home.open('/applicant');
  await signInPage(leaving);
  expect(await leaving.getByRole('main').textContent()).not.toContain(begun.title);
  await typing.close();
});

test('What cannot be saved is asked about before it is erased', async () => {
  const { page, context } = home;
  await home.open(`${form}/project`);
  await home.signIn(begun.member);
  await context.route('**/sections/**', (route) => route.abort('connectionrefused'));
  await field(page, 'partners').fill('Un secret de cette structure');
  await page.getByText(common.state.kept).waitFor();
  await signOut(page);
  const question = page.getByRole('alertdialog');
  await question.getByText(session.unsaved.title).waitFor();
  await home.look('sign-out-unsaved');
  await question.getByRole('button', { name: session.unsaved.stay }).click();
  expect(await field(page, 'partners').inputValue()).toBe('Un secret de cette structure');
  await signOut(page);
  await question.getByRole('button', { name: session.unsaved.leave }).click();
  await signedOut(page);
  await context.unroute('**/sections/**');
  expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toContain(
    'secret',
  );
  expect(await partners()).toBe('Écrit juste avant de partir');
});

test('Whoever signs out without a connection is not signed in again by the session that the issuer still has', async () => {
  const { page, context } = home;
  await home.open('/applicant');
  await home.signIn(begun.member);
  expect(await focusOf(page)).toBe(applicant.dashboard.title);
  await context.setOffline(true);
  await signOut(page);
  await eventually(() => page.evaluate(() => document.title === '' || location.pathname === '/')).toBe(true);
  await context.setOffline(false);
  await home.open('/applicant');
  await signInPage(page);
  await page.getByRole('button', { name: session.signIn.action, exact: true }).click();
  // The issuer asks who is there.
  await page.locator('button[name=person]').first().waitFor({ state: 'attached' });
  await choosePerson(page, begun.member.name);
  await page.getByRole('heading', { level: 1, name: applicant.dashboard.title }).waitFor();
  await signOut(page);
  await signedOut(page);
});

test('A tab that was closed and is brought back after the sign-out is nobody’s', async () => {
  const { page } = home;
  await home.open('/applicant');
  await home.signIn(begun.member);
  const kept = await page.evaluate(() => Object.entries(sessionStorage));
  await signOut(page);
  await signedOut(page);
  const back = await home.newTab();
  await home.open('/legal');
  await back.evaluate((entries) => {
    for (const [name, value] of entries) sessionStorage.setItem(name, value);
  }, kept);
  await home.open('/applicant');
  await signInPage(back);
  expect((await left(back)).tab.filter((key) => key.startsWith('oidc.user'))).toEqual([]);
});

test('A page that is refused offers to sign in, and keeps what was typed', async () => {
  const { page } = home;
  await home.open(`${form}/project`);
  await home.signIn(begun.member);
  await field(page, 'partners').fill('Avant');
  await saved(page);
  await change(page, { access_token: 'bad', refresh_token: undefined });
  await field(page, 'partners').fill('Écrit sans session');
  await page.getByRole('alertdialog').getByText(session.ended.title).waitFor();
  await page.getByText(common.state.keptSignedOut).waitFor({ state: 'attached' });
  await page.evaluate(() => {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith('person.')) sessionStorage.removeItem(key);
  });
  await page.reload();
  await page.getByRole('heading', { level: 1, name: texts.words.problems.unauthenticated.title }).waitFor();
  await home.look('refused-unauthenticated');
  await home.signIn(begun.member);
  await eventually(() => field(page, 'partners').inputValue()).toBe('Écrit sans session');
  await saved(page);
  expect(await partners()).toBe('Écrit sans session');
  expect(home.complaints).toEqual([]);
});

test('Signed in again in one tab, the other goes on where its session had ended', async () => {
  const { page } = home;
  await change(page, { ...expired(), refresh_token: undefined });
  await field(page, 'partners').fill('Écrit après la fin');
  await page.getByRole('alertdialog').getByText(session.ended.title).waitFor();
  const other = await home.newTab();
  await home.context.clearCookies();
  await home.open('/applicant');
  await home.signIn(begun.member);
  await other.getByText(applicant.nav.organisation).waitFor();
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  await saved(page);
  expect(await partners()).toBe('Écrit après la fin');
});
