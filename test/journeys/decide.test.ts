import { afterAll, beforeAll, expect, test } from 'vitest';
import { reconcileTable } from '../../infra/ops/reconcile.ts';
import { callLille } from '../../schemas/examples/call-lille.ts';
import { exampleComplements, exampleRecusal, exampleScore } from '../../schemas/examples/jury.ts';
import { examplePdf } from '../../schemas/examples/pdf.ts';
import { staff as cityStaff, type ExamplePerson, jurors } from '../../schemas/examples/people.ts';
import { quarterOf } from '../../schemas/monitoring.ts';
import { territoryName } from '../../schemas/territory.ts';
import { figuresAnew } from '../support/figures.ts';
import { call, deliberate, handIn } from './support/caller.ts';
import { type City, openCity } from './support/city.ts';
import { eventually } from './support/eventually.ts';
import { attach, documentCard } from './support/form.ts';
import { mailTo } from './support/inbox.ts';
import { fillScore, openAssignment } from './support/jury.ts';
import { tabThrough } from './support/keyboard.ts';
import { answerCheck, openFile } from './support/office.ts';
import { inOrder } from './support/story.ts';
import { say, texts } from './support/texts.ts';
import type { Visit } from './support/visit.ts';

const { applicant, conflicts, jury, monitoring, staff, words } = texts;
const [first, second, third] = jurors as [ExamplePerson, ExamplePerson, ExamplePerson];
const [stella] = cityStaff as [ExamplePerson];

let city: City;
let submitted: Awaited<ReturnType<typeof handIn>>;
let title = '';
let home: Visit;
let office: Visit;
const juryVisits: Visit[] = [];

/** The label of a step of the call. */
const stepLabel = (id: string): string => callLille.steps.find((step) => step.id === id)?.label.fr ?? id;

beforeAll(async () => {
  city = await openCity();
  submitted = await handIn(city, 3);
  title = submitted.content.project.title;
});
afterAll(() => city?.close());
inOrder(() => city);

test('Staff find the file in their queue and ask for what is missing', async () => {
  office = await city.visit();
  const { page } = office;
  await office.open('/staff');
  await office.look('staff-sign-in');
  await office.signIn(stella);
  await page.getByRole('link', { name: title, exact: true }).waitFor();
  await office.look('staff-queue');
  await page.getByRole('link', { name: title, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await office.look('staff-file-check');
  await page.getByRole('button', { name: staff.check.action }).click();
  await page.getByRole('alert').waitFor();
  await office.look('staff-file-check-errors');

  await answerCheck(page, 'completeness', 'accounts');
  await page.getByRole('radio', { name: new RegExp(`^${staff.check.verdicts.complements}`) }).check();
  await page.getByLabel(staff.check.message, { exact: true }).fill(exampleComplements);
  await page.getByLabel(words.fields.answerWithinDays.label, { exact: true }).fill('10');
  await page.getByRole('button', { name: staff.check.action }).click();
  await page.getByRole('alertdialog').waitFor();
  await office.look('staff-file-check-review');
  await page.getByRole('button', { name: staff.check.confirm.complements }).click();
  await page.getByRole('heading', { name: staff.file.nothingTitle }).waitFor();
  await office.look('staff-file-complements');
  const mail = await mailTo(city, submitted.member.email, /^Pièces à fournir/);
  expect(mail.body.text).toContain(exampleComplements);
});

test('The association answers with the document that was asked for', async () => {
  home = await city.visit();
  const { page } = home;
  await home.open('/applicant');
  await home.signIn(submitted.member);
  await page.getByRole('link', { name: applicant.dashboard.answer }).click();
  await page.getByText(exampleComplements).first().waitFor();
  // The City's time stands still: no day of refusal is told as if it ran.
  await page.getByText(applicant.file.suspended, { exact: true }).waitFor();
  await home.look('applicant-file-complements');
  await page.getByRole('link', { name: applicant.file.request.action }).click();
  await documentCard(page, 'accounts').getByText(applicant.documents.asked, { exact: true }).waitFor();
  expect(await page.getByText(applicant.documents.asked, { exact: true }).count()).toBe(1);
  await home.look('form-documents-asked');
  await attach(page, 'accounts', { name: 'comptes.pdf', mimeType: 'application/pdf', bytes: examplePdf('Comptes') });
  await documentCard(page, 'accounts').getByText(words.attachmentStates.clean, { exact: true }).waitFor();
  await documentCard(page, 'accounts').getByText(applicant.documents.answered, { exact: true }).waitFor();
  await page.getByRole('link', { name: applicant.form.reviewComplements }).click();
  await page.getByText(applicant.review.readyComplements).waitFor();
  await home.look('form-review-complements');
  await page.getByRole('button', { name: applicant.review.provide }).click();
  await page.getByText(applicant.file.providedTitle).waitFor();
});

test('Staff pass completeness and eligibility, and open the jury’s step with three jurors', async () => {
  const { page } = office;
  await openFile(office, submitted);
  for (const stepId of ['completeness', 'eligibility']) {
    await page.getByRole('heading', { name: say(staff.file.todoStep, { label: stepLabel(stepId) }) }).waitFor();
    await answerCheck(page, stepId);
    await page.getByRole('radio', { name: new RegExp(`^${staff.check.verdicts.passed}`) }).check();
    await page.getByRole('button', { name: staff.check.action }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: staff.check.confirm.passed }).click();
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  }
  await page.getByRole('heading', { name: say(staff.file.todoStep, { label: stepLabel('evaluation') }) }).waitFor();
  for (const { name } of [first, second, third]) await page.getByRole('checkbox', { name, exact: true }).check();
  await office.look('staff-file-open-step');
  await page.getByRole('button', { name: staff.opening.action, exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: staff.opening.confirm }).click();
  await page.getByText(say(staff.jury.answered, { answered: 0, total: 3 })).waitFor();
  await office.look('staff-file-evaluating');
  for (const { email } of [first, second, third]) await mailTo(city, email, new RegExp(title));
});

/** A juror's own browser, with the file open. */
const sitDown = async (juror: ExamplePerson): Promise<Visit> => {
  const visit = await city.visit();
  await visit.open('/jury');
  await visit.signIn(juror);
  juryVisits.push(visit);
  return visit;
};

test('Each juror scores every criterion with a comment, and sees no peer’s score before their own is in', async () => {
  const one = await sitDown(first);
  await one.page.getByRole('link', { name: title, exact: true }).waitFor();
  await one.look('jury-list');
  await openAssignment(one.page, title);
  await one.look('jury-file');
  // The grid stays beside the file and scrolls by itself; its mark and button stay at the bottom.
  expect(await tabThrough(one.page, jury.submit.action)).toContain('marks.innovation.comment');
  await one.page.getByRole('button', { name: jury.submit.action, exact: true }).click();
  await one.page.getByRole('alert').waitFor();
  await one.look('jury-file-errors');
  await fillScore(one.page, exampleScore(3, 0));
  await one.page.getByRole('button', { name: jury.submit.action, exact: true }).click();
  await one.page.getByRole('alertdialog').waitFor();
  await one.look('jury-file-confirm');
  await one.page.getByRole('checkbox', { name: jury.submit.final }).check();
  await one.page.getByRole('alertdialog').getByRole('button', { name: jury.submit.confirm }).click();
  await one.page.getByText(jury.peers.none).waitFor();
  await one.look('jury-file-submitted');

  const two = await sitDown(second);
  const answer = two.page.waitForResponse(
    (response) => response.ok() && /\/api\/jury\/applications\/[^/]+$/.test(response.url()),
  );
  await openAssignment(two.page, title);
  await two.page.getByText(jury.peers.hidden).waitFor();
  expect(await (await answer).json()).toMatchObject({ results: [] });
  const params = { applicationId: submitted.applicationId, stepId: 'evaluation' };
  expect(await call(city, second.id, 'listPeerEvaluations', { params, query: {} })).toEqual({ items: [] });
});

test('A juror who recuses sees the date and nothing else, and leaves the quorum', async () => {
  const three = await sitDown(third);
  await openAssignment(three.page, title);
  const address = new URL(three.page.url()).pathname;
  await three.page.getByRole('button', { name: jury.recusal.action }).click();
  await three.page.getByRole('alertdialog').waitFor();
  await three.look('jury-recusal');
  await three.page.getByRole('button', { name: jury.recusal.confirm }).click();
  await three.page.getByText(words.fields.confirm.ask).waitFor();
  await three.page.getByRole('radio', { name: words.interests.member }).check();
  await three.page.getByLabel(conflicts.recusal.reason).fill(exampleRecusal.reason);
  await three.page.getByRole('checkbox', { name: jury.recusal.understand }).check();
  await three.page.getByRole('button', { name: jury.recusal.confirm }).click();
  await three.page.getByRole('heading', { level: 1, name: words.problems.recused.title }).waitFor();
  const refused = three.page.waitForResponse((response) =>
    /\/api\/jury\/applications\/[^/]+\/conflict$/.test(response.url()),
  );
  await three.open(address);
  await three.page.getByRole('heading', { level: 1, name: words.problems.recused.title }).waitFor();
  const problem = await (await refused).json();
  expect(problem).toMatchObject({ status: 403, code: 'recused', since: expect.any(String) });
  expect(JSON.stringify(problem)).not.toContain(title);
  expect(await three.page.getByRole('main').textContent()).not.toContain(title);
  await three.look('jury-recused');
  expect(city.platform.engines.mail.mails().length).toBeGreaterThan(0);
});

test('The step closes with its weighted result when the last one is in, and a session of the jury gives its opinion', async () => {
  const [, two] = juryVisits as [Visit, Visit];
  await fillScore(two.page, exampleScore(3, 1));
  await two.page.getByRole('button', { name: jury.submit.action, exact: true }).click();
  // The last one in has as much time for a correction as the others had.
  const dialog = two.page.getByRole('alertdialog');
  await dialog.getByText(say(jury.submit.hours_other, { count: 24 })).waitFor();
  expect(await dialog.getByText(jury.submit.lastTitle).count()).toBe(0);
  await dialog.getByRole('checkbox', { name: jury.submit.final }).check();
  await two.look('jury-submit-final');
  await dialog.getByRole('button', { name: jury.submit.confirm }).click();
  await two.page.getByRole('heading', { name: jury.submit.ownTitle, exact: true }).waitFor();
  // The other's own mark, now that hers is in.
  await two.page.getByText(say(jury.peers.peer, { number: 1 })).waitFor();
  const { applicationId } = submitted;
  await eventually(async () => {
    const agent = cityStaff[0]?.id ?? '';
    return (await call(city, agent, 'getStaffFile', { params: { applicationId } })).state;
  }).toBe('ready');
  await deliberate(city, applicationId, [first.id, second.id], submitted.content.budget.amountAskedCents);
  await two.page.reload();
  await two.page.getByRole('heading', { level: 1, name: title }).waitFor();
  await two.look('jury-file-closed');
  await two.open('/jury?state=closed');
  await two.page.getByRole('link', { name: title, exact: true }).first().waitFor();
  await two.look('jury-list-closed');
});

test('Staff record that the project is supported: the letter is in the inbox and on the association’s page', async () => {
  const { page } = office;
  await office.open('/staff?state=deciding');
  await page.getByRole('link', { name: title, exact: true }).click();
  await page.getByRole('radio', { name: new RegExp(`^${staff.decision.outcomes.supported}`) }).check();
  await page.getByLabel(words.fields.amountCents.label, { exact: true }).fill('6 000');
  await page.getByLabel(words.fields.reference.label, { exact: true }).fill('24/118');
  await office.look('staff-file-decision');
  await page.getByRole('button', { name: staff.decision.action }).click();
  await page.getByRole('alertdialog').waitFor();
  await office.look('staff-file-decision-review');
  await page.getByRole('button', { name: staff.decision.confirm }).click();
  await page.getByRole('heading', { name: texts.decisions.standing.title }).waitFor();
  for (const tab of ['budget', 'documents', 'jury', 'checks', 'letters', 'timeline'] as const) {
    await page.getByRole('tab', { name: staff.file.tabs[tab], exact: true }).click();
    await office.look(`staff-file-${tab}`);
  }

  const mail = await mailTo(city, submitted.member.email, /^Votre projet est soutenu/);
  expect(mail.body.text).toMatch(/6\s000\s€/);
  await home.open('/applicant');
  await home.page.getByRole('link', { name: new RegExp(`${applicant.dashboard.open} : ${title}`) }).click();
  await home.page.getByText(mail.subject).click();
  await home.page.getByText(/soutient votre projet à hauteur de 6\s000\s€/).waitFor();
  await home.look('applicant-file-supported');
});

test('Monitoring shows the project in table, chart and map, and every figure opens its files', async () => {
  const { page } = office;
  const { territories } = submitted.content.project;
  await page.getByRole('link', { name: staff.nav.monitoring, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: monitoring.title }).waitFor();
  const table = page.getByRole('region', { name: monitoring.table.scroll });
  await eventually(async () => {
    await page.reload();
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    return table.count();
  }).toBe(1);
  await page.getByRole('img', { name: /^Graphique/ }).waitFor();
  await office.look('staff-monitoring');
  const quarterName = quarterOf(new Date().toISOString());
  const quarter = say(monitoring.quarter, { quarter: quarterName.slice(6), year: quarterName.slice(0, 4) });
  for (const territoryId of territories) {
    const name = territoryName(territoryId);
    await table.getByRole('link', { name: new RegExp(`^${name}, ${quarter}`) }).click();
    await page.getByRole('table').getByRole('link', { name: title, exact: true }).waitFor();
  }
  await page.getByRole('radio', { name: monitoring.measure.euros, exact: true }).check();
  await page
    .getByText(/6\s000\s€/)
    .first()
    .waitFor();
  await office.look('staff-monitoring-euros');
  await page
    .getByRole('link', { name: new RegExp(`^${territoryName(territories[0] ?? 'lomme')}`) })
    .first()
    .click();
  await office.look('staff-monitoring-list');
  await page.getByRole('table').getByRole('link', { name: title, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
});

test('The figures made anew from the events are the same', async () => {
  const { page } = office;
  const figures = async () => {
    await office.open('/staff/monitoring');
    return page.getByRole('region', { name: monitoring.table.scroll }).textContent();
  };
  const before = await figures();
  expect(await reconcileTable(city.ports)).toMatchObject({ files: 1, moving: 0, differences: [] });
  await figuresAnew(city.ports);
  expect(await figures()).toBe(before);
});
