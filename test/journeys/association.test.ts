import { afterAll, beforeAll, expect, test } from 'vitest';
import { pages as englishPages } from '../../frontend/texts/en/pages.ts';
import { eligibility } from '../../frontend/texts/fr/eligibility.ts';
import { callLille } from '../../schemas/examples/call-lille.ts';
import { examplePdf } from '../../schemas/examples/pdf.ts';
import { applicants, type ExamplePerson, staff } from '../../schemas/examples/people.ts';
import { en as englishWords } from '../../schemas/texts/en.ts';
import { expectAccessible } from './support/accessible.ts';
import { asRead, call, draft, handIn, hear } from './support/caller.ts';
import { type City, openCity } from './support/city.ts';
import { eventually } from './support/eventually.ts';
import { attach, budgetLine, documentCard, field, next, saved } from './support/form.ts';
import { focusOf } from './support/keyboard.ts';
import { kilobytes, scriptLimits, scriptsOf } from './support/scripts.ts';
import { shiftOf, watchShifts } from './support/shift.ts';
import { pictureFailures } from './support/story.ts';
import { say, texts } from './support/texts.ts';
import { narrow, type Visit, wide } from './support/visit.ts';

const { applicant, common, pages, words } = texts;
const today = new Date().toISOString().slice(0, 10);

let city: City;
let home: Visit;
let begun: Awaited<ReturnType<typeof draft>>;
let form = '';

beforeAll(async () => {
  city = await openCity();
  begun = await draft(city, 5);
  form = `/applicant/applications/${begun.applicationId}`;
  home = await city.visit();
  await home.open(form);
  await home.signIn(begun.member);
});
afterAll(() => city?.close());
pictureFailures(() => city);

const pdf = (name: string) => ({ name, mimeType: 'application/pdf', bytes: examplePdf(name) });
/** The sentence of a rule of the call. */
const rule = (id: string) => callLille.eligibility.find((each) => each.id === id)?.label.fr ?? id;

test('What the call allows stands where one begins and where one types, and a review never says that all is ready beyond it', async () => {
  const { page } = home;
  await home.open('/');
  for (const id of ['max-amount', 'max-share', 'not-started'])
    await page
      .getByRole('listitem')
      .filter({ hasText: rule(id) })
      .waitFor();
  await page.getByText(say(pages.landing.facts.amount.share, { percent: 80 })).waitFor();
  await home.look('limits-landing');
  await home.open('/applicant/new');
  await page
    .getByRole('listitem')
    .filter({ hasText: rule('max-share') })
    .waitFor();
  await home.look('limits-start');

  await home.open(`${form}/budget`);
  const said = page.getByRole('status').filter({ hasText: rule('max-amount') });
  await said.getByText(eligibility.met).first().waitFor();
  await field(page, 'amountAskedCents').fill('45 000');
  await said.getByText(eligibility['not-met']).first().waitFor();
  await page.getByRole('status').getByText(applicant.budget.beyond).waitFor();
  await home.look('limits-budget');
  await budgetLine(page, 'purchases').fill('100 000');
  await saved(page);

  await home.open(`${form}/review`);
  await page.getByText(eligibility.lead).waitFor();
  expect(await page.getByText(applicant.review.ready).count()).toBe(0);
  const edit = page.getByRole('link', {
    name: say(applicant.review.editPart, { part: applicant.review.parts.budget }),
  });
  await home.look('limits-review');
  await edit.first().click();
  await page.getByRole('heading', { level: 1, name: applicant.form.budget }).waitFor();
});

test('A budget that nobody began is not asked for what may stay empty', async () => {
  const { page } = home;
  const { applicationId } = await draft(city, 5, { sections: [], documents: false });
  await home.open(`/applicant/applications/${applicationId}/review`);
  const card = page.locator('section', {
    has: page.getByRole('heading', { level: 2, name: applicant.review.parts.budget, exact: true }),
  });
  await eventually(() => card.getByRole('listitem').allTextContents()).toEqual([
    words.fields.amountAskedCents.ask,
    words.fields.charges.ask,
  ]);
});

test('The organisation is reviewed as it is sent, and corrected from there', async () => {
  const { page } = home;
  await home.open(`${form}/review`);
  const card = page.locator('section', {
    has: page.getByRole('heading', { level: 2, name: applicant.review.parts.organisation, exact: true }),
  });
  await card.getByText(begun.organisation.content.siret).waitFor();
  await card.getByRole('link').click();
  await field(page, 'phone').fill('03 53 01 00 66');
  await page.getByRole('button', { name: applicant.organisation.save }).click();
  await page.getByRole('heading', { level: 1, name: applicant.form.review }).waitFor();
  await card.getByText('03 53 01 00 66').waitFor();
});

test('No file is replaced or removed without a question, and what came of it is said and has the focus', async () => {
  const { page } = home;
  await home.open(`${form}/documents`);
  const card = documentCard(page, 'statutes');
  await card.getByText('statutes.pdf').first().waitFor();
  await attach(page, 'statutes', pdf('nouveaux-statuts.pdf'));
  const question = page.getByRole('alertdialog');
  await question.getByText('nouveaux-statuts.pdf', { exact: false }).waitFor();
  await home.look('documents-replace');
  await question.getByRole('button', { name: common.action.cancel }).click();
  await question.waitFor({ state: 'detached' });
  const names = async () => {
    const { attachments } = await call(city, begun.member.id, 'getApplication', {
      params: { applicationId: begun.applicationId },
    });
    return attachments.filter(({ documentId }) => documentId === 'statutes').map(({ filename }) => filename);
  };
  expect(await names()).toEqual(['statutes.pdf']);
  await attach(page, 'statutes', pdf('nouveaux-statuts.pdf'));
  await question.getByRole('button', { name: applicant.documents.replaceAction }).click();
  await card.getByText(applicant.documents.received).waitFor();
  await eventually(names).toEqual(['nouveaux-statuts.pdf']);

  await card.getByRole('button', { name: say(applicant.documents.remove, { name: 'nouveaux-statuts.pdf' }) }).click();
  await question.getByText(applicant.documents.removeTitle).waitFor();
  await question.getByRole('button', { name: common.action.remove }).click();
  await question.waitFor({ state: 'detached' });
  await eventually(() => focusOf(page)).toBe(say(applicant.documents.removed, { name: 'nouveaux-statuts.pdf' }));
  await home.look('documents-removed');
  expect(await names()).toEqual([]);
});

test('A file that could not be sent is said not to be attached, and is sent once the connection is back', async () => {
  const { page, context } = home;
  await context.setOffline(true);
  await attach(page, 'statutes', pdf('statuts.pdf'));
  const card = documentCard(page, 'statutes');
  await card.getByText(say(applicant.documents.failed, { name: 'statuts.pdf' })).waitFor();
  await context.setOffline(false);
  await home.look('documents-offline');
  await card.getByRole('button', { name: new RegExp(`^${common.action.retry}`) }).click();
  await card.getByText(applicant.documents.received).waitFor();
  await card.getByText(words.attachmentStates.clean, { exact: true }).waitFor();
});

test('A browser that asks for English gets it at once, and one that asks for neither gets French', async () => {
  for (const [languages, title] of [
    [['de-DE', 'en-GB'], englishPages.landing.title],
    [['de-DE'], pages.landing.title],
  ] as const) {
    const passer = await city.visit();
    await passer.page.addInitScript((asked) => {
      Object.defineProperty(navigator, 'languages', { get: () => asked });
    }, languages);
    await passer.open('/');
    await passer.page.getByRole('heading', { level: 1, name: title }).waitFor();
  }
});

test('A file dropped beside its place leaves the page as it is', async () => {
  const { page } = home;
  const taken = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((target) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['x'], 'x.pdf', { type: 'application/pdf' }));
        const event = new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true });
        return target.dispatchEvent(event);
      });
  expect([await taken('h1'), await taken('input[type=file]')]).toEqual([false, true]);
});

test('What was said in one language is said anew in the other', async () => {
  const { page } = home;
  await home.open(`${form}/commitments`);
  await field(page, 'contactName').fill('');
  await next(page);
  await page.getByRole('alert').getByRole('link', { name: words.fields.contactName.ask }).waitFor();
  await page.getByRole('button', { name: common.nav.other, exact: true }).click();
  await page.getByRole('alert').getByRole('link', { name: englishWords.fields.contactName.ask }).waitFor();
  expect(await page.getByText(words.fields.contactName.ask).count()).toBe(0);
  await page.getByRole('button', { name: 'Français', exact: true }).click();
  await page.getByRole('alert').getByRole('link', { name: words.fields.contactName.ask }).waitFor();
});

test('Whoever is on somebody else’s file is told which account they use; on a phone it is behind a button', async () => {
  const other = await city.visit();
  const stranger = applicants.at(-2) as ExamplePerson;
  await other.open(form);
  await other.signIn(stranger);
  const { page } = other;
  await page.getByText(say(common.errors.signedInAs, { name: stranger.name, email: stranger.email })).waitFor();
  await page.setViewportSize(narrow);
  const menu = page.locator('summary', { hasText: say(common.nav.accountOf, { name: stranger.name }) });
  await menu.click();
  await page.getByRole('button', { name: common.nav.signOut }).waitFor();
  await expectAccessible(page, 'account-menu');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: common.nav.signOut }).waitFor({ state: 'hidden' });
  expect(await focusOf(page)).toContain(stranger.name);
});

test('On a phone the menu of an account closes once somebody goes on elsewhere', async () => {
  const { page } = home;
  await page.setViewportSize(narrow);
  await home.open('/applicant');
  const menu = page.locator('header details');
  const isOpen = () => menu.evaluate((element: HTMLDetailsElement) => element.open);
  await menu.locator('summary').click();
  expect(await isOpen()).toBe(true);
  // The menu lies over the title.
  await page.getByRole('heading', { level: 2, name: applicant.dashboard.todo }).click();
  await eventually(isOpen).toBe(false);
  await menu.locator('summary').press('Enter');
  await eventually(isOpen).toBe(true);
  await page.getByRole('link', { name: applicant.dashboard.start }).focus();
  await eventually(isOpen).toBe(false);
  await page.setViewportSize(wide);
});

test('A token that the service does not take leads to a sign-in, not to a dead end', async () => {
  const other = await city.visit();
  await other.open('/applicant');
  await other.signIn(begun.member);
  const { page } = other;
  await page.route('**/api/applicant/session', (route) =>
    route.fulfill({ status: 401, contentType: 'application/json', body: '{"message":"Unauthorized"}' }),
  );
  await page.evaluate(() => {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith('person.')) sessionStorage.removeItem(key);
  });
  await page.reload();
  await page.getByRole('button', { name: common.session.signIn.action, exact: true }).waitFor();
});

test('An open page that meets newer ones asks to be loaded again, and what is typed is still there', async () => {
  const { page, context } = home;
  await home.open(`${form}/project`);
  await field(page, 'title').waitFor();
  await page.route('**/api/applicant/**', (route) =>
    route.request().method() === 'PUT'
      ? route.fulfill({ status: 404, contentType: 'application/json', body: '{"message":"Not Found"}' })
      : route.continue(),
  );
  await page.route(`${city.platform.urls.site}/`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<script type="module" src="/assets/index-newer.js"></script>' }),
  );
  await field(page, 'partners').fill('Écrit sur une page ancienne');
  await page.getByText(common.newer.title).waitFor();
  await home.look('newer-pages');
  await page.unroute('**/api/applicant/**');
  await page.unroute(`${city.platform.urls.site}/`);
  await page.getByRole('button', { name: common.action.reload }).click();
  await eventually(() => field(page, 'partners').inputValue()).toBe('Écrit sur une page ancienne');
  await saved(page);
  expect(await page.getByText(common.newer.title).count()).toBe(0);
  expect(context.pages()).toContain(page);
});

test('On paper a file is there as a whole, and nothing that is pressed', async () => {
  const { page } = home;
  const sent = await handIn(city, 5);
  await home.open(`/applicant/applications/${sent.applicationId}`);
  await page.getByRole('heading', { level: 1, name: sent.title }).waitFor();
  const siret = page.getByText(begun.organisation.content.siret);
  const seen = (locator: typeof siret) =>
    locator.first().evaluate((element) => element.checkVisibility({ contentVisibilityAuto: true }));
  expect(await seen(siret)).toBe(false);
  await page.emulateMedia({ media: 'print' });
  expect(await seen(siret)).toBe(true);
  expect(await seen(page.getByText(applicant.file.withdraw.action))).toBe(false);
  expect(await page.getByRole('main').getByRole('link', { name: applicant.form.backToFiles }).count()).toBe(0);
  await page.emulateMedia({ media: 'screen' });
});

test('A withdrawn file says so at once, to whoever listens too: nothing is still to come, and its letter arrives by itself', async () => {
  const { page } = home;
  const sent = await draft(city, 5);
  await home.open(`/applicant/applications/${sent.applicationId}/review`);
  await page.getByRole('button', { name: applicant.review.submit }).click();
  await page.getByText(applicant.file.submittedTitle).waitFor();
  await page
    .getByText(/^Accusé de réception/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: applicant.file.withdraw.action }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: applicant.file.withdraw.action }).click();
  await eventually(() => focusOf(page)).toContain(applicant.file.withdraw.done);
  expect(await page.getByText(applicant.file.submittedTitle).count()).toBe(0);
  expect(await page.getByText(`(${common.progress.upcoming})`).count()).toBe(0);
  expect(await page.getByText(`(${common.progress.skipped})`).count()).toBe(4);
  await page
    .getByText(/^Dossier retiré/)
    .first()
    .waitFor();
  await home.look('file-withdrawn');
});

test('A refused file says why and what can be done, not five ticks; and an open part of it shows its tab on a phone', async () => {
  const sent = await handIn(city, 6);
  await hear(city, sent);
  const reasons = 'Le projet se déroule hors des quartiers que cet appel concerne.';
  const agent = staff[0] as ExamplePerson;
  const params = { applicationId: sent.applicationId };
  const decision = { outcome: 'refused' as const, decidedOn: today, reasons };
  const body = await asRead(city, sent.applicationId, { decision });
  await call(city, agent.id, 'recordDecision', { params, body });
  const theirs = await city.visit();
  await theirs.open(`/applicant/applications/${sent.applicationId}`);
  await theirs.signIn(sent.member);
  const { page } = theirs;
  await page.getByText(reasons).first().waitFor();
  await page.getByText(callLille.remedies.fr.slice(0, 60)).first().waitFor();
  await page.getByText(`(${common.progress.refused})`).waitFor();
  await theirs.look('file-refused');

  const office = await city.visit();
  await office.page.setViewportSize(narrow);
  await office.open(`/staff/applications/${sent.applicationId}?tab=timeline`);
  await office.signIn(agent);
  const tab = office.page.getByRole('tab', { selected: true });
  await eventually(() => tab.textContent()).toBe(texts.staff.file.tabs.timeline);
  const { x = -1, width = 999 } = (await tab.boundingBox()) ?? {};
  expect({ isInSight: x >= 0 && x + width <= narrow.width }).toEqual({ isInSight: true });
});

test.each([
  ['on a usual line', undefined],
  ['on a slow line', { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 }],
] as const)('Nothing moves while a page loads, %s', async (_, line) => {
  const { page, context } = home;
  await watchShifts(page);
  const network = await context.newCDPSession(page);
  if (line) await network.send('Network.emulateNetworkConditions', line);
  const sent = (
    await call(city, begun.member.id, 'listApplications', { query: { organisationId: begun.organisation.id } })
  ).items.find(({ number }) => number);
  const shifts: Record<string, number> = {};
  for (const size of line ? [narrow] : [wide, narrow]) {
    await page.setViewportSize(size);
    for (const path of [
      '/',
      '/applicant',
      '/applicant/organisation',
      '/applicant/new',
      ...['project', 'budget', 'documents', 'commitments', 'review'].map((part) => `${form}/${part}`),
      `/applicant/applications/${sent?.id}`,
    ])
      shifts[`${path} at ${size.width}`] = await shiftOf(page, city.platform.urls.site + path);
    const stranger = await city.visit();
    await stranger.page.setViewportSize(size);
    await watchShifts(stranger.page);
    if (line)
      await (await stranger.context.newCDPSession(stranger.page)).send('Network.emulateNetworkConditions', line);
    shifts[`sign-in at ${size.width}`] = await shiftOf(stranger.page, `${city.platform.urls.site}/applicant`);
    await stranger.context.close();
  }
  if (line)
    await network.send('Network.emulateNetworkConditions', {
      ...line,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
  await page.setViewportSize(wide);
  expect(Object.entries(shifts).filter(([, shift]) => shift >= 0.05)).toEqual([]);
  expect(Object.keys(shifts).length).toBeGreaterThan(9);
});

test('The landing page loads no more JavaScript than it may', async () => {
  const { page } = await city.visit();
  const loaded = kilobytes(await scriptsOf(page, [`${city.platform.urls.site}/`]));
  expect(loaded).toBeGreaterThan(50);
  expect(loaded).toBeLessThan(scriptLimits.landing);
});
