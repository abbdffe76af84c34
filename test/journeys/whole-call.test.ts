import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calls } from '../../frontend/texts/fr/calls.ts';
import { dayOf } from '../../functions/domain/calendar.ts';
import { loadFile } from '../../functions/store/applications.ts';
import { loadCall } from '../../functions/store/calls.ts';
import { type ScoreStep, stepOf } from '../../schemas/call.ts';
import type { OperationResponse } from '../../schemas/contract.ts';
import type { Ballot, ScoreContent } from '../../schemas/evaluation.ts';
import { callLille, exampleCallId } from '../../schemas/examples/call-lille.ts';
import { staff as cityStaff, type ExamplePerson, jurors } from '../../schemas/examples/people.ts';
import { textOfPdf } from '../support/pdf.ts';
import { asRead, call, handIn } from './support/caller.ts';
import { type City, openCity } from './support/city.ts';
import { eventually } from './support/eventually.ts';
import { mailsTo, mailTo } from './support/inbox.ts';
import { openAssignment, submitEvaluation } from './support/jury.ts';
import { inOrder } from './support/story.ts';
import { say, texts } from './support/texts.ts';
import { narrow, type Visit } from './support/visit.ts';

/**
 * A call that differs from the example in every respect, changed in the browser and lived through: one check instead of
 * two, a grid of other weights, scale and words, blind in both ways, below whose threshold the jury's session would not
 * take place, four jurors of whom one is recused half-way, a session that puts a file off to the next one, and a decision
 * that nobody learns before its day.
 */

const { applicant, common, decisions, jury, staff, words } = texts;
const [stella] = cityStaff as [ExamplePerson];
const [one, two, three, four] = jurors as [ExamplePerson, ExamplePerson, ExamplePerson, ExamplePerson];
const panel = [one, two, three, four];
const base = `/staff/calls/${exampleCallId}`;
const at = (path: string) => `[id="field-${path.replaceAll('.', '-')}"]`;
const scored = 1;
const heard = 2;

let city: City;
let office: Visit;
const files: Awaited<ReturnType<typeof handIn>>[] = [];
const sessions: OperationResponse<'planSession'>['id'][] = [];

beforeAll(async () => {
  city = await openCity();
  office = await city.visit();
  await office.open(base);
  await office.signIn(stella);
});
afterAll(() => city?.close());
inOrder(() => city);

const saved = () => office.page.getByText(new RegExp(`^\\s*${say(common.state.saved, { time: '' })}`)).waitFor();
const fileOf = (index: number) =>
  call(city, stella.id, 'getStaffFile', { params: { applicationId: files[index]?.applicationId ?? ('' as never) } });

test('Staff change the call in the browser until it is another one, and publish it', async () => {
  const { page } = office;
  await page.getByRole('link', { name: calls.call.edit, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: calls.parts.texts }).waitFor();
  const part = async (which: keyof typeof calls.parts) => {
    await page
      .getByRole('navigation', { name: calls.editor.parts })
      .getByRole('link', { name: new RegExp(calls.parts[which]) })
      .click();
    await page.getByRole('heading', { level: 1, name: calls.parts[which] }).waitFor();
  };
  const unfold = (step: number) =>
    page
      .locator(`${at('steps')} > ol > li`)
      .nth(step)
      .locator('details > summary')
      .first()
      .click();

  await part('documents');
  const document = callLille.documents.find(({ required }) => !required);
  await page.getByRole('button', { name: say(calls.editor.removeOf, { name: document?.label.fr ?? '' }) }).click();
  await part('steps');
  const eligibility = callLille.steps[1]?.label.fr ?? '';
  await page.getByRole('button', { name: say(calls.editor.removeOf, { name: eligibility }) }).click();
  await unfold(scored);
  const step = `steps.${scored}`;
  await page.locator(at(`${step}.wanted`)).fill('4');
  await page.locator(at(`${step}.quorum`)).fill('3');
  await page.locator(at(`${step}.delayDays`)).fill('10');
  await page.locator(at(`${step}.threshold.percent`)).fill('40');
  await page
    .locator(at(`${step}.threshold.mode`))
    .getByRole('radio', { name: /^Obligatoire/ })
    .check();
  await page.locator(at(`${step}.blind.applicant`)).check();
  await page.locator(at(`${step}.blind.peers`)).check();
  for (const [index, weight] of [10, 20, 30, 40].entries())
    await page.locator(at(`${step}.criteria.${index}.weight`)).fill(String(weight));
  await unfold(heard);
  await page.locator(at(`steps.${heard}.quorum`)).fill('3');
  await saved();
  await office.look('whole-call-steps');
  await part('publish');
  await page.getByText(calls.publish.ready).waitFor();
  await page.getByRole('button', { name: calls.publish.action, exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: calls.publish.action, exact: true }).click();
  await page.getByRole('row', { name: /Version 2/ }).waitFor();
  const published = await loadCall(city.ports, exampleCallId);
  expect(published?.steps.map(({ kind }) => kind)).toEqual(['check', 'score', 'deliberate', 'decide']);
  expect(published?.steps[scored]).toMatchObject({
    wanted: 4,
    quorum: 3,
    delayDays: 10,
    threshold: { percent: 40, mode: 'required' },
    blind: { applicant: true, peers: true },
  });
});

const gridOf = async () => {
  const published = await loadCall(city.ports, exampleCallId);
  const step = published && stepOf(published, 'evaluation');
  if (step?.kind !== 'score') throw new Error('The call has no grid');
  return step as ScoreStep;
};
const marks = (step: ScoreStep, points: number): ScoreContent => ({
  kind: 'score',
  marks: Object.fromEntries(
    step.criteria.map(({ id }) => [
      id,
      { points, comment: 'Entendu par le jury.', forApplicant: 'Le calendrier est à préciser.' },
    ]),
  ),
});

test('Two files come in under it, are checked once, and go to four jurors who do not see whose they are', async () => {
  for (const index of [3, 5]) {
    const file = await handIn(city, index);
    files.push(file);
    const params = { applicationId: file.applicationId };
    const answers = Object.fromEntries(
      callLille.steps.flatMap((step) =>
        step.kind === 'check' && step.id === 'completeness' ? step.items.map(({ id }) => [id, true]) : [],
      ),
    );
    await call(city, stella.id, 'recordCheck', {
      params: { ...params, stepId: 'completeness' },
      body: await asRead(city, file.applicationId, { verdict: 'passed' as const, answers }),
    });
    await call(city, stella.id, 'openStep', {
      params,
      body: await asRead(city, file.applicationId, { jurorIds: panel.map(({ id }) => id) }),
    });
  }
  expect([(await fileOf(0)).callVersion, (await fileOf(0)).jury?.quorum]).toEqual([2, 3]);
  const visit = await city.visit();
  await visit.open('/jury');
  await visit.signIn(one);
  const title = files[0]?.title ?? '';
  await openAssignment(visit.page, title);
  expect(await visit.page.getByRole('main').textContent()).not.toContain(files[0]?.organisation.content.name);
  const step = await gridOf();
  for (const { label, maxMark } of step.criteria) {
    const criterion = visit.page.getByRole('region', { name: label.fr, exact: true });
    await criterion
      .getByRole('group', { name: say(jury.grid.mark, { maximum: maxMark }) })
      .getByRole('radio', { name: '4', exact: true })
      .check();
    await criterion.getByLabel(jury.grid.comment, { exact: true }).fill('Solide.');
  }
  await visit.look('whole-call-grid');
  await submitEvaluation(visit.page);
});

test('One juror is recused half-way by her own word; the others’ evaluations close the steps, one after the other', async () => {
  const step = await gridOf();
  const declare = (index: number, { id }: ExamplePerson) =>
    call(city, id, 'declareNoConflict', {
      params: { applicationId: files[index]?.applicationId ?? ('' as never) },
      body: { confirm: true },
    });
  const score = (index: number, { id }: ExamplePerson, points: number) =>
    call(city, id, 'submitEvaluation', {
      params: { applicationId: files[index]?.applicationId ?? ('' as never), stepId: step.id },
      body: { ...marks(step, points), final: true },
    });
  await declare(0, two);
  await score(0, two, 3);
  const visit = await city.visit();
  await visit.open('/jury');
  await visit.signIn(four);
  await openAssignment(visit.page, files[0]?.title ?? '');
  const address = new URL(visit.page.url()).pathname;
  await visit.page.getByRole('button', { name: jury.recusal.action }).click();
  const dialog = visit.page.getByRole('alertdialog');
  await dialog.getByRole('radio', { name: words.interests.kin }).check();
  await dialog.getByLabel(texts.conflicts.recusal.reason).fill('Un proche y travaille.');
  await dialog.getByRole('checkbox', { name: jury.recusal.understand }).check();
  await dialog.getByRole('button', { name: jury.recusal.confirm }).click();
  await visit.page.getByRole('heading', { level: 1, name: words.problems.recused.title }).waitFor();
  await visit.open(address);
  await visit.page.getByRole('heading', { level: 1, name: words.problems.recused.title }).waitFor();
  expect(await visit.page.getByRole('main').textContent()).not.toContain(files[0]?.title);

  await declare(0, three);
  await score(0, three, 4);
  for (const juror of panel) await declare(1, juror);
  for (const juror of panel) await score(1, juror, 3);
  for (const index of [0, 1]) await eventually(async () => (await fileOf(index)).state).toBe('ready');
  const { results, recusals } = await fileOf(0);
  expect([results[0]?.evaluations, results[0]?.quorum, recusals.map(({ jurorId }) => jurorId)]).toEqual([
    3,
    3,
    [four.id],
  ]);
});

const press = (name: string) => office.page.getByRole('button', { name, exact: true }).click();
/** Presses a button of the dialog that is open, and waits until it is gone. */
const confirm = async (name: string) => {
  const dialog = office.page.getByRole('alertdialog');
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
};
const confirmed = async (name: string) => {
  await press(name);
  await confirm(name);
};

/**
 * A session of the jury, held by its secretary in the browser while one member votes on a phone and the others by the
 * API: each file with the votes that are cast on it, in order.
 */
const holdSession = async (
  agenda: { index: number; votes: [ExamplePerson, Ballot][]; opinion: 'favourable' | 'put off' }[],
) => {
  const { live, planned } = texts.sessions;
  const startsAt = new Date(Date.now() + 7 * 86_400_000).toISOString();
  const { id: sessionId } = await call(city, stella.id, 'planSession', {
    body: {
      callId: exampleCallId,
      title: `Comité ${sessions.length + 1}`,
      place: 'Salle inventée',
      startsAt,
      memberIds: panel.map(({ id }) => id),
    },
  });
  sessions.push(sessionId);
  for (const { index, votes } of agenda) {
    const body = { applicationId: files[index]?.applicationId ?? ('' as never) };
    await call(city, stella.id, 'scheduleFile', { params: { sessionId }, body });
    for (const [{ id }] of votes) await call(city, id, 'declareNoConflict', { params: body, body: { confirm: true } });
  }
  const { page } = office;
  await office.open(`/staff/sessions/${sessionId}`);
  await confirmed(planned.open);
  for (const { name } of panel) await page.getByLabel(name, { exact: true }).check();
  await page.getByText(say(live.present, { present: panel.length, count: panel.length })).waitFor();
  const phone = await city.visit();
  await phone.page.setViewportSize(narrow);
  await phone.open(`/jury/sessions/${sessionId}`);
  await phone.signIn(one);
  for (const { index, votes, opinion } of agenda) {
    const title = files[index]?.title ?? '';
    const params = { sessionId, applicationId: files[index]?.applicationId ?? ('' as never) };
    await press(live.steps.hear);
    await page.getByRole('heading', { level: 2, name: title }).waitFor();
    await press(live.steps.reveal);
    await page.getByText(texts.sessions.scores.mean).waitFor();
    await press(live.steps['open-vote']);
    await page.getByRole('button', { name: live.steps.count, exact: true }).waitFor();
    for (const [member, ballot] of votes)
      if (member === one) {
        // Until it asks again, the phone shows the file before.
        await phone.page.getByRole('heading', { level: 2, name: title }).waitFor();
        await phone.page.getByRole('button', { name: words.ballots[ballot], exact: true }).click();
        const sent = say(texts.sessions.jury.counted, { ballot: words.ballots[ballot] });
        await phone.page.getByText(sent).waitFor();
      } else await call(city, member.id, 'castVote', { params, body: { ballot, round: 1 } });
    await page.getByText(new RegExp(`${votes.length} sur .* ont voté`)).waitFor();
    await press(live.steps.count);
    // The fourth juror sits too, where she is not recused, and is named before the vote is closed without her.
    if (index === 1) await confirm(live.steps.count);
    if (opinion === 'put off') await confirmed(live.postpone);
    else {
      await page.getByLabel(words.fields.proposedCents.label).fill('3 000');
      await press(say(live.conclude, { opinion: words.ballots[opinion] }));
    }
    await page.getByRole('heading', { level: 2, name: title }).waitFor({ state: 'detached' });
  }
  await confirmed(live.close);
  await page.getByRole('heading', { name: texts.sessions.minutes.title, exact: true }).waitFor();
};

test('A first session gives its opinion of one file and puts the other off; the next one hears that again', async () => {
  await holdSession([
    {
      index: 0,
      votes: [
        [one, 'favourable'],
        [two, 'favourable'],
        [three, 'reserved'],
      ],
      opinion: 'favourable',
    },
    {
      index: 1,
      votes: [
        [one, 'deferred'],
        [two, 'deferred'],
        [three, 'deferred'],
      ],
      opinion: 'put off',
    },
  ]);
  expect([(await fileOf(0)).state, (await fileOf(1)).state]).toEqual(['deciding', 'ready']);
  await holdSession([
    {
      index: 1,
      votes: [
        [one, 'unfavourable'],
        [two, 'favourable'],
        [four, 'favourable'],
      ],
      opinion: 'favourable',
    },
  ]);
  expect((await fileOf(1)).state).toBe('deciding');
  expect((await fileOf(1)).results.at(-1)).toMatchObject({ opinion: 'favourable', proposedCents: 300_000 });
});

test('The first session’s minutes are approved in the browser, and saved as PDF', async () => {
  const { page } = office;
  await office.open(`/staff/sessions/${sessions[0]}`);
  await page.getByRole('button', { name: texts.sessions.minutes.approve, exact: true }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: texts.sessions.minutes.approve, exact: true })
    .click();
  await page.getByText(texts.sessions.minutes.states.approved, { exact: true }).waitFor();
  await office.look('whole-call-minutes');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: texts.sessions.minutes.pdf, exact: true }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.pdf$/);
  const said = textOfPdf(await readFile(await file.path()))
    .flat()
    .join(' ');
  expect(said).toContain(files[0]?.title);
  expect(said).toContain(four.name);
});

test('A decision under embargo is nothing to its association, until it is announced', async () => {
  const file = files[0];
  if (!file) throw new Error('No file');
  const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const { page } = office;
  await office.open(`/staff/applications/${file.applicationId}`);
  await page.getByRole('radio', { name: new RegExp(`^${staff.decision.outcomes.supported}`) }).check();
  await page.getByLabel(words.fields.amountCents.label, { exact: true }).fill('3 000');
  await page.getByLabel(words.fields.conditions.label).fill('Un bilan au bout de six mois.');
  await page.getByRole('button', { name: decisions.form.inKindAdd }).click();
  await page.getByLabel(decisions.form.inKindKind).selectOption('premises');
  await page.getByLabel(words.fields.description.label).fill('Une salle une fois par semaine.');
  await page.getByLabel(words.fields.announceOn.label).fill(inAMonth);
  await press(staff.decision.action);
  await confirm(staff.decision.confirmLater);
  await page.getByRole('button', { name: decisions.standing.announce, exact: true }).waitFor();
  await office.look('whole-call-kept-back');
  const home = await city.visit();
  const address = `/applicant/applications/${file.applicationId}`;
  await home.open(address);
  await home.signIn(file.member);
  await home.page.getByRole('heading', { level: 1, name: file.title }).waitFor();
  await home.page.getByText(words.states.deciding).first().waitFor();
  const before = (await home.page.getByRole('main').textContent()) ?? '';
  expect(before).not.toContain(words.states.supported);
  expect(mailsTo(city, file.member.email, /soutenu/)).toEqual([]);
  await home.look('whole-call-embargo');

  await confirmed(decisions.standing.announce);
  const mail = await mailTo(city, file.member.email, /soutenu/);
  for (const text of ['Un bilan au bout de six mois.', 'Une salle une fois par semaine.'])
    expect(mail.body.text).toContain(text);
  await home.open(address);
  await home.page.getByText(words.states.supported).first().waitFor();
  await home.page.getByText(mail.subject).first().click();
  const download = home.page.waitForEvent('download');
  await home.page.getByRole('button', { name: say(applicant.file.letterPdfOf, { subject: mail.subject }) }).click();
  expect((await download).suggestedFilename()).toMatch(new RegExp(`^${file.file.number}-\\d+\\.pdf$`));
  await home.look('whole-call-supported');
});

test('The other is refused with what the jury meant for its association, criterion by criterion', async () => {
  const file = files[1];
  if (!file) throw new Error('No file');
  const { id: criterionId, label } = (await gridOf()).criteria[0] ?? { id: '', label: { fr: '' } };
  await call(city, stella.id, 'recordDecision', {
    params: { applicationId: file.applicationId },
    body: {
      decision: {
        outcome: 'refused',
        decidedOn: dayOf(new Date().toISOString()),
        reasons: 'L’équilibre du projet n’est pas établi au-delà de la première année.',
        feedback: [{ stepId: 'evaluation', criterionId, text: 'Le calendrier est à préciser.' }],
      },
      version: (await fileOf(1)).version,
    },
  });
  const mail = await mailTo(city, file.member.email, /Décision sur votre demande/);
  for (const text of [label.fr, 'Le calendrier est à préciser.', callLille.remedies.fr.slice(0, 40)])
    expect(mail.body.text).toContain(text);
  const stored = await loadFile(city.ports, file.applicationId);
  expect(stored?.events.map(({ type }) => type.replace('application.', ''))).toEqual([
    'started',
    'submitted',
    'check-passed',
    'step-opened',
    'step-closed',
    'scheduled',
    'postponed',
    'scheduled',
    'deliberated',
    'refused',
  ]);
  await office.open(`/staff/applications/${file.applicationId}?tab=timeline`);
  await office.page.getByText(staff.file.tabs.timeline).first().waitFor();
  await office.look('whole-call-refused');
});
