import { afterAll, beforeAll, expect, test } from 'vitest';
import { pages as english } from '../../frontend/texts/en/pages.ts';
import { callLille } from '../../schemas/examples/call-lille.ts';
import { exampleDeferral, exampleIneligible, exampleRefusal } from '../../schemas/examples/jury.ts';
import { staff as cityStaff, type ExamplePerson } from '../../schemas/examples/people.ts';
import { asRead, call, draft, handIn, hear, passed } from './support/caller.ts';
import { type City, openCity } from './support/city.ts';
import { decideToday, field } from './support/form.ts';
import { mailTo } from './support/inbox.ts';
import { answerCheck, openFile } from './support/office.ts';
import { pictureFailures } from './support/story.ts';
import { say, texts } from './support/texts.ts';
import type { Visit } from './support/visit.ts';

const { applicant, common, pages, staff, words } = texts;
const [stella, thomas] = cityStaff as [ExamplePerson, ExamplePerson];

let city: City;
let office: Visit;

beforeAll(async () => {
  city = await openCity();
  office = await city.visit();
  await office.open('/staff');
  await office.signIn(stella);
});
afterAll(() => city?.close());
pictureFailures(() => city);

test('A decision is put off, the file is taken up again, and the project is refused with reasons', async () => {
  const file = await handIn(city, 2);
  await hear(city, file);
  const { page } = office;
  const record = async (outcome: 'deferred' | 'refused', reasons: string) => {
    await page.getByRole('radio', { name: new RegExp(`^${staff.decision.outcomes[outcome]}`) }).check();
    await decideToday(page);
    await page.getByLabel(staff.decision.reasons, { exact: true }).fill(reasons);
    await page.getByRole('button', { name: staff.decision.action }).click();
    await page.getByRole('alertdialog').getByText(staff.decision.confirmTitle[outcome]).waitFor();
    if (outcome === 'refused') await office.look('staff-file-refusal-review');
    await page.getByRole('button', { name: staff.decision.confirm }).click();
  };
  await office.open(`/staff/applications/${file.applicationId}`);
  await record('deferred', exampleDeferral);
  await page.getByRole('button', { name: staff.decision.resume }).waitFor();
  await office.look('staff-file-deferred');
  const deferral = await mailTo(city, file.member.email, /^Décision reportée/);
  expect(deferral.body.text).toContain(exampleDeferral);
  await page.getByRole('button', { name: staff.decision.resume }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: staff.decision.resumeConfirm }).click();
  await record('refused', exampleRefusal);
  await page.getByRole('heading', { name: texts.decisions.standing.title }).waitFor();
  const refusal = await mailTo(city, file.member.email, /^Décision sur votre demande/);
  expect(refusal.body.text).toContain(exampleRefusal);
  expect(refusal.body.text).toContain('tribunal administratif');

  const home = await city.visit();
  await home.open(`/applicant/applications/${file.applicationId}`);
  await home.signIn(file.member);
  await home.page.getByText(refusal.subject).click();
  await home.page.getByText(exampleRefusal).first().waitFor();
  await home.look('applicant-file-refused');
});

test('A check of a file that has moved on meanwhile is not recorded; what was answered stays, and goes with the file as it is', async () => {
  const file = await handIn(city, 7);
  const params = { applicationId: file.applicationId };
  const standing = async () => (await call(city, thomas.id, 'getStaffFile', { params })).stepId;
  await openFile(office, file);
  await answerCheck(office.page, 'completeness');
  await call(city, thomas.id, 'recordCheck', {
    params: { ...params, stepId: 'completeness' },
    body: await asRead(city, file.applicationId, {
      answers: { ...passed('completeness').answers, accounts: false },
      verdict: 'complements' as const,
      message: 'Merci de joindre vos comptes.',
      answerWithinDays: 10,
    }),
  });
  await call(city, file.member.id, 'provideComplements', { params, body: { idempotencyKey: crypto.randomUUID() } });
  const { page } = office;
  const record = async () => {
    await page.getByRole('button', { name: staff.check.action }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: staff.check.confirm.passed }).click();
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  };
  // It waits for the same check as before, and is not the file that was read.
  await page.getByRole('radio', { name: new RegExp(`^${staff.check.verdicts.passed}`) }).check();
  await record();
  await page.getByText(words.problems['file-changed'].title).waitFor();
  await office.look('staff-file-conflict');
  expect(await standing()).toBe('completeness');

  // A page that was opened before an update of the service names no version.
  await page.route('**/checks/completeness', (route) => {
    const { version: _version, ...body } = route.request().postDataJSON();
    return route.continue({ postData: JSON.stringify(body) });
  });
  await record();
  await page.getByText(words.problems['page-outdated'].title).waitFor();
  await office.look('staff-file-page-outdated');
  await page.unroute('**/checks/completeness');

  await record();
  await page.getByText(words.problems['page-outdated'].title).waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: new RegExp(callLille.steps[1]?.label.fr ?? '') }).waitFor();
  expect(await standing()).toBe('eligibility');
});

test('A project outside the call is found ineligible, and its association is told why', async () => {
  const file = await handIn(city, 8);
  await openFile(office, file);
  const { page } = office;
  await answerCheck(page, 'completeness');
  await page.getByRole('radio', { name: new RegExp(`^${staff.check.verdicts.passed}`) }).check();
  await page.getByRole('button', { name: staff.check.action }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: staff.check.confirm.passed }).click();
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  await answerCheck(page, 'eligibility', 'territory');
  await page.getByRole('radio', { name: new RegExp(`^${staff.check.verdicts.ineligible}`) }).check();
  await page.getByLabel(staff.check.reasons, { exact: true }).fill(exampleIneligible);
  await page.getByRole('button', { name: staff.check.action }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: staff.check.confirm.ineligible }).click();
  await page.getByRole('heading', { name: staff.file.nothingTitle }).waitFor();
  const mail = await mailTo(city, file.member.email, /non éligible/);
  expect(mail.body.text).toContain(exampleIneligible);
});

test('An association throws a draft away, corrects what it says of itself, and withdraws a file', async () => {
  const begun = await draft(city, 4, { documents: false });
  const home = await city.visit();
  const { page } = home;
  await home.open(`/applicant/applications/${begun.applicationId}/project`);
  await home.signIn(begun.member);
  await page.getByRole('button', { name: applicant.form.discard.action }).click();
  await page.getByRole('alertdialog').getByText(applicant.form.discard.title).waitFor();
  await home.look('form-discard');
  await page.getByRole('alertdialog').getByRole('button', { name: applicant.form.discard.action }).click();
  await page.getByRole('heading', { level: 1, name: applicant.dashboard.title }).waitFor();
  await page.getByText(applicant.dashboard.empty.title).waitFor();

  await page.getByRole('link', { name: applicant.nav.organisation, exact: true }).click();
  await field(page, 'phone').fill('03 53 01 00 77');
  await page.getByRole('button', { name: applicant.organisation.save }).click();
  await page.getByText(applicant.organisation.saved).waitFor();

  const { applicationId } = await handIn(city, 4);
  await home.open(`/applicant/applications/${applicationId}`);
  await page.getByRole('button', { name: applicant.file.withdraw.action }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: applicant.file.withdraw.action }).click();
  await page.getByText(words.stateHints.withdrawn).first().waitFor();
  await home.look('applicant-file-withdrawn');
  await mailTo(city, begun.member.email, /^Dossier retiré/);
});

test('A file is found by its number, and a number that nobody has is said to be none', async () => {
  const file = await handIn(city, 9);
  const { page } = office;
  await office.open('/staff');
  const number = page.getByLabel(staff.queue.find.label, { exact: true });
  await number.fill('ESS-2026-00000');
  await page.getByRole('button', { name: staff.queue.find.action, exact: true }).click();
  await page
    .getByRole('alert')
    .filter({ hasText: say(staff.queue.find.none, { number: 'ESS-2026-00000' }) })
    .waitFor();
  await office.look('staff-queue-no-such-number');
  await number.fill(file.file.number?.toLowerCase() ?? '');
  await page.getByRole('button', { name: staff.queue.find.action, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: file.title }).waitFor();
});

test('Every public page can be read by anybody, in French and in English', async () => {
  const passer = await city.visit();
  const { page } = passer;
  for (const [path, title] of [
    ['/accessibility', pages.accessibility.title],
    ['/legal', pages.legal.title],
    ['/terms', pages.terms.title],
    ['/integrity', pages.integrity.title],
    ['/nowhere', words.problems['not-found'].title],
  ] as const) {
    await passer.open(path);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await passer.look(`public${path.replace('/', '-')}`);
  }
  await passer.open('/legal');
  await page.getByText(pages.legal.addresses.none).waitFor();
  // As a deployment on AWS says of itself.
  await page.route('**/config.json', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), addressDays: 180 } });
  });
  await passer.open('/legal');
  await page.getByText(say(pages.legal.addresses.kept, { days: 180 })).waitFor();
  await page.unroute('**/config.json');
  await passer.open('/signed-in?error=access_denied&state=x');
  await page.getByRole('heading', { level: 1, name: common.session.failed.title }).waitFor();
  await passer.look('signed-in-failed');
  await passer.open('/');
  await page.getByRole('button', { name: common.nav.other, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: english.landing.title }).waitFor();
  await passer.look('landing-english');
  await passer.open('/jury');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: /^Sign in/ }).waitFor();
  await page.waitForURL((url) => url.origin !== city.platform.urls.site);
  await passer.look('issuer-office-english');
});
