import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OperationRequest } from '../../schemas/contract.ts';
import type { ScoreContent } from '../../schemas/evaluation.ts';
import { callLille, exampleCallId } from '../../schemas/examples/call-lille.ts';
import { exampleScore } from '../../schemas/examples/jury.ts';
import { staff as cityStaff, type ExamplePerson, jurors } from '../../schemas/examples/people.ts';
import { call, handIn, toJury } from './support/caller.ts';
import { type City, openCity } from './support/city.ts';
import { eventually } from './support/eventually.ts';
import { mailTo } from './support/inbox.ts';
import { fillScore, openAssignment, submitEvaluation } from './support/jury.ts';
import { tabThrough } from './support/keyboard.ts';
import { inOrder } from './support/story.ts';
import { say, texts } from './support/texts.ts';
import type { Visit } from './support/visit.ts';

const { jury, scoring, staff } = texts;
const [first, second] = jurors as [ExamplePerson, ExamplePerson];
const [stella] = cityStaff as [ExamplePerson];

let city: City;
let submitted: Awaited<ReturnType<typeof handIn>>;
let title = '';
let one: Visit;

/** The example call, its scored step blind in both ways, below whose threshold the jury's next steps do not take place. */
const blindSteps = callLille.steps.map((step) =>
  step.kind === 'score'
    ? {
        ...step,
        wanted: 2,
        blind: { applicant: true, peers: true },
        threshold: { percent: 40, mode: 'required' as const },
      }
    : step,
);

beforeAll(async () => {
  city = await openCity();
  await call(city, stella.id, 'publishCall', {
    params: { callId: exampleCallId },
    body: { content: { ...callLille, steps: blindSteps }, basedOn: 1 },
  });
  submitted = await handIn(city, 3);
  title = submitted.content.project.title;
  const { applicationId } = submitted;
  await toJury(city, applicationId, [first.id, second.id]);
});
afterAll(() => city?.close());
inOrder(() => city);

const sitDown = async (juror: ExamplePerson): Promise<Visit> => {
  const visit = await city.visit();
  await visit.open('/jury');
  await visit.signIn(juror);
  await visit.page.getByRole('link', { name: title, exact: true }).waitFor();
  return visit;
};

test('At a blind step the juror is told of the file by mail, list and page without knowing whose it is', async () => {
  const { organisation, content } = submitted;
  const hidden = [organisation.content.name, organisation.content.siret, content.commitments.contactName];
  const mail = await mailTo(city, first.email, new RegExp(title));
  one = await sitDown(first);
  await one.page.getByText(say(scoring.progress.spoken, { in: 0, of: 2 })).waitFor({ state: 'attached' });
  const list = await one.page.getByRole('main').textContent();
  await one.look('jury-list-blind');
  await openAssignment(one.page, title);
  await one.page.getByText(scoring.applicantHidden.title, { exact: true }).waitFor();
  const page = await one.page.getByRole('main').textContent();
  for (const name of hidden)
    for (const said of [mail.subject, mail.body.text, mail.body.html, list, page]) expect(said).not.toContain(name);
  await one.look('jury-file-blind');
});

test('A document opens in a tab of its own, and the grid stays', async () => {
  const { page, context } = one;
  const opened = context.waitForEvent('page');
  // The browser under test keeps PDFs that others show: what it asks for is looked at.
  const asked = context.waitForEvent('request', (request) => request.url().includes('response-content-disposition'));
  await page
    .getByRole('button', { name: new RegExp(`^${scoring.documents.look} `) })
    .first()
    .click();
  const tab = await opened;
  const { origin, searchParams } = new URL((await asked).url());
  expect(origin).not.toBe(city.platform.urls.site);
  expect(searchParams.get('response-content-type')).toBe('application/pdf');
  expect(searchParams.get('response-content-disposition')).toMatch(
    /^inline; filename\*=UTF-8''ESS-\d{4}-\w{5}-[\w-]+\.pdf$/,
  );
  await tab.close();
  await page.getByRole('button', { name: jury.submit.action, exact: true }).waitFor();
});

test('What one juror typed and the service never took is nothing to the next one at the same computer', async () => {
  const { page, context, ...shared } = await city.visit();
  const comment = page.getByLabel(jury.grid.comment, { exact: true }).first();
  await shared.open('/jury');
  await shared.signIn(first);
  await openAssignment(page, title);
  await context.route('**/evaluations/**', (route) =>
    route.request().method() === 'PUT' ? route.abort('connectionrefused') : route.continue(),
  );
  await comment.fill('Écrit par la première personne.');
  await page.getByText(texts.common.state.kept).first().waitFor();
  await page.getByRole('button', { name: texts.common.nav.signOut }).click();
  await page.getByRole('button', { name: texts.common.session.unsaved.leave }).click();
  await page.waitForURL(({ pathname }) => pathname === '/');
  await shared.open('/jury');
  await shared.signIn(second);
  await openAssignment(page, title);
  expect(await comment.inputValue()).toBe('');
  await context.unroute('**/evaluations/**');
  await context.close();
});

test('Marks, and words for jury and applicant, are given by keyboard and save themselves', async () => {
  const { page } = one;
  await page.reload();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  const passedBy = await tabThrough(page, jury.submit.action, { 'marks.innovation.comment': 'Typed by keyboard' });
  expect(passedBy.filter((name) => name.startsWith('marks.'))).toEqual(
    ['economic-logic', 'social-need', 'collective-dimension', 'innovation'].flatMap((id) => [
      `marks.${id}.points`,
      `marks.${id}.comment`,
    ]),
  );
  // Arrow keys walk the scale; the words of a mark are its description.
  const [criterion] = callLille.steps.flatMap((step) => (step.kind === 'score' ? step.criteria : []));
  const scale = page.getByRole('region', { name: criterion?.label.fr, exact: true });
  await scale.getByRole('radio', { name: '0', exact: true }).focus();
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('ArrowDown');
  const chosen = scale.getByRole('radio', { name: '3', exact: true });
  expect(await chosen.isChecked()).toBe(true);
  const words = criterion?.anchors.find(({ mark }) => mark === 3)?.text.fr ?? '';
  await scale.getByRole('radio', { name: '3', exact: true, description: words }).waitFor();

  await fillScore(page, exampleScore(3, 0));
  await scale.getByText(scoring.forApplicant.open, { exact: true }).click();
  await scale.getByLabel(scoring.forApplicant.criterion, { exact: true }).fill('Des recettes à confirmer.');
  await page
    .getByText(texts.common.state.saved.split('{{')[0]?.trim() ?? '')
    .first()
    .waitFor();
  await page.reload();
  await scale.getByLabel(scoring.forApplicant.criterion, { exact: true }).waitFor();
  expect(await scale.getByLabel(scoring.forApplicant.criterion, { exact: true }).inputValue()).toBe(
    'Des recettes à confirmer.',
  );
  await one.look('jury-file-blind-filled');
});

test('An answer that was lost on its way is no conflict; what another device saved in between is shown and chosen from', async () => {
  const { page } = one;
  const { title: elsewhere, theirs } = jury.elsewhere;
  const [{ id = '', label } = { label: { fr: '' } }] = callLille.steps.flatMap((step) =>
    step.kind === 'score' ? step.criteria : [],
  );
  const comment = page
    .getByRole('region', { name: label.fr, exact: true })
    .getByLabel(jury.grid.comment, { exact: true });
  const params = { applicationId: submitted.applicationId, stepId: 'evaluation' };
  const own = async () => (await call(city, first.id, 'getOwnEvaluation', { params })).evaluation;

  await page.route(
    '**/evaluations/evaluation',
    async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    },
    { times: 1 },
  );
  await comment.fill('Enregistré, sans que la réponse arrive.');
  await page.getByText(texts.common.state.kept).first().waitFor();
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await page.getByText(texts.common.state.kept).first().waitFor({ state: 'detached' });
  const saved = page.getByText(texts.common.state.saved.split('{{')[0]?.trim() ?? '').first();
  await saved.waitFor();
  expect(await page.getByText(elsewhere).count()).toBe(0);

  const { content, revision = 0 } = (await own()) ?? {};
  const marks = content?.marks as ScoreContent['marks'];
  expect(marks[id]?.comment).toBe('Enregistré, sans que la réponse arrive.');
  const body = {
    content: { ...content, marks: { ...marks, [id]: { ...marks[id], comment: 'Écrit sur l’autre appareil.' } } },
    revision,
  } as OperationRequest<'saveEvaluation'>['body'];
  await call(city, first.id, 'saveEvaluation', { params: { ...params, stepId: 'evaluation' }, body });
  await comment.fill('Écrit ici, sans le savoir.');
  await page.getByText(elsewhere).first().waitFor();
  await page.getByText(jury.elsewhere.see).click();
  await page.getByText('Écrit sur l’autre appareil.').waitFor();
  await one.look('jury-file-elsewhere');
  await page.getByRole('button', { name: jury.submit.action, exact: true }).click();
  await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(elsewhere);
  expect(await page.getByRole('alertdialog').count()).toBe(0);
  // The question stands in the bar as well, which stays in sight: it leads to both texts, and can be answered there.
  await page.getByRole('heading', { level: 1 }).focus();
  await page.getByRole('button', { name: jury.elsewhere.choose, exact: true }).click();
  await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(elsewhere);
  await page.getByRole('button', { name: theirs, exact: true }).last().click();
  await eventually(() => comment.inputValue()).toBe('Écrit sur l’autre appareil.');
  await saved.waitFor();
  await submitEvaluation(page, { final: false });
  await page.getByText(new RegExp(`^${jury.submit.correctableUntil.split('{{')[0]}`)).waitFor();
  await one.look('jury-file-correctable');
});

test('A correction shows what it corrected, and peers are not shown while the step is open', async () => {
  const { page } = one;
  await page.getByText(scoring.peers.hiddenUntilClosed).waitFor();
  await page.getByRole('button', { name: jury.submit.edit, exact: true }).click();
  const innovation = page.getByRole('region', { name: 'Innovation', exact: true });
  await innovation.getByLabel(jury.grid.comment, { exact: true }).fill('Revu après une seconde lecture.');
  await page.getByRole('button', { name: jury.submit.correct, exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: jury.submit.confirm }).click();
  await page.getByText(say(scoring.versions.summary_one, { count: 1 })).click();
  await page.locator('ins', { hasText: 'Revu' }).first().waitFor();
  await one.look('jury-file-corrected');
  await page.getByRole('button', { name: jury.submit.makeFinal, exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: jury.submit.makeFinalConfirm }).click();
  await page.getByText(jury.submit.saidFinal).waitFor();
  expect(await page.getByRole('button', { name: jury.submit.edit, exact: true }).count()).toBe(0);
  await one.look('jury-file-final');
});

test('Staff see 1/2 in on their list and compare the corrections; the last one in shows peers and applicant', async () => {
  const office = await city.visit();
  await office.open('/staff?state=evaluating');
  await office.signIn(stella);
  await office.page.getByText(say(scoring.progress.spoken, { in: 1, of: 2 })).waitFor({ state: 'attached' });
  await office.look('staff-queue-progress');
  await office.page.getByRole('link', { name: title, exact: true }).click();
  await office.page.getByRole('tab', { name: staff.file.tabs.jury }).click();
  await office.page.getByText(new RegExp(`^${first.name}, le `)).click();
  // Corrected once, then said to be final.
  await office.page.getByText(say(scoring.versions.summary_other, { count: 2 })).click();
  await office.page.locator('ins', { hasText: 'Revu' }).first().waitFor();
  await office.look('staff-file-corrected');

  const two = await sitDown(second);
  await openAssignment(two.page, title);
  await fillScore(two.page, exampleScore(3, 1));
  await submitEvaluation(two.page);
  await two.page.getByText(scoring.applicantHidden.title, { exact: true }).waitFor();
  await eventually(async () => {
    await one.page.reload();
    await one.page.getByRole('heading', { level: 1, name: title }).waitFor();
    return one.page.getByText(submitted.organisation.content.name).count();
  }).toBeGreaterThan(0);
  await one.page.getByText(say(jury.peers.peer, { number: 1 })).waitFor({ state: 'attached' });
  await one.look('jury-file-no-longer-blind');
});
