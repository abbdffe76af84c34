import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exampleScore } from '../../schemas/examples/jury.ts';
import { staff as cityStaff, type ExamplePerson, jurors } from '../../schemas/examples/people.ts';
import { fields as inEnglish } from '../../schemas/texts/en/fields.ts';
import { call, handIn, toJury } from './support/caller.ts';
import { type City, openCity } from './support/city.ts';
import { eventually } from './support/eventually.ts';
import { mailTo } from './support/inbox.ts';
import { inOrder } from './support/story.ts';
import { say, texts } from './support/texts.ts';
import { narrow, shots, type Visit, wide } from './support/visit.ts';

const { common, conflicts, jury, sessions, words } = texts;
const [first, second, third] = jurors as [ExamplePerson, ExamplePerson, ExamplePerson];
const [stella, thomas] = cityStaff as [ExamplePerson, ExamplePerson];
const members = [first, second, third];

let city: City;
let office: Visit;
let phones: [Visit, Visit];
const files: { applicationId: `app_${string}`; title: string; asked: number }[] = [];
let address = '';

beforeAll(async () => {
  city = await openCity();
});
afterAll(() => city?.close());
inOrder(() => city);

test('Two files are scored, and wait for a session of the jury', async () => {
  for (const index of [3, 5]) {
    const { applicationId, title, content } = await handIn(city, index);
    const params = { applicationId };
    await toJury(city, applicationId, [first.id, second.id]);
    for (const [place, { id }] of [first, second].entries()) {
      await call(city, id, 'declareNoConflict', { params, body: { confirm: true } });
      await call(city, id, 'submitEvaluation', {
        params: { ...params, stepId: 'evaluation' },
        body: { ...exampleScore(index, place), final: true },
      });
    }
    await eventually(async () => (await call(city, stella.id, 'getStaffFile', { params })).state).toBe('ready');
    files.push({ applicationId, title, asked: content.budget.amountAskedCents });
  }
});

/** What the element with the focus says. */
const focusOf = ({ page }: Visit) => page.evaluate(() => document.activeElement?.textContent);

const act = async (name: string) => {
  await office.page.getByRole('button', { name, exact: true }).click();
};
const confirm = async (name: string, label = name) => {
  await act(name);
  await confirmOpen(label);
};
const confirmOpen = async (label: string) => {
  await office.page.getByRole('alertdialog').getByRole('button', { name: label, exact: true }).click();
  await office.page.getByRole('alertdialog').waitFor({ state: 'detached' });
};

test('A secretary plans a session, makes its agenda and convenes its members', async () => {
  office = await city.visit();
  const { page } = office;
  await office.open('/staff/sessions');
  await office.signIn(stella);
  await office.look('staff-sessions-none');
  await page.getByRole('link', { name: sessions.list.plan, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: sessions.plan.heading }).waitFor();
  await page.getByRole('button', { name: sessions.plan.action }).click();
  const { sessionTitle } = words.fields;
  const summary = page.getByRole('alert').first();
  await summary.getByRole('link', { name: sessionTitle.ask, exact: true }).waitFor();
  // What is wrong is said in the language of the page, also once that has changed.
  await page.getByRole('button', { name: 'English', exact: true }).click();
  await summary.getByRole('link', { name: inEnglish.sessionTitle.ask, exact: true }).waitFor();
  expect(await page.getByText(sessionTitle.ask).count()).toBe(0);
  await page.getByRole('button', { name: 'Français', exact: true }).click();
  await summary.getByRole('link', { name: sessionTitle.ask, exact: true }).waitFor();
  await page.getByLabel(sessions.plan.title, { exact: true }).fill('Comité de sélection');
  await page.getByLabel(words.fields.place.label, { exact: true }).fill('Hôtel de ville, salle inventée');
  await page.getByLabel(sessions.plan.day, { exact: true }).fill('2027-03-12');
  await page.getByLabel(sessions.plan.time, { exact: true }).fill('14:30');
  for (const { name } of members) await page.getByRole('checkbox', { name, exact: true }).check();
  await office.look('staff-session-plan');
  await page.getByRole('button', { name: sessions.plan.action }).click();
  await page.getByRole('heading', { level: 1, name: 'Comité de sélection' }).waitFor();
  address = new URL(page.url()).pathname;
  await page.getByRole('button', { name: say(sessions.agenda.addAll_other, { count: 2 }), exact: true }).click();
  await page.getByText(sessions.agenda.noneWaits).waitFor();
  // A colleague moves the session while the form is open: it is not moved back unseen.
  await act(sessions.planned.change);
  await page.getByLabel(sessions.plan.title, { exact: true }).fill('Comité de sélection de mars');
  const params = { sessionId: address.split('/').at(-1) as `ses_${string}` };
  const { version, memberIds, startsAt, title } = await call(city, thomas.id, 'getSession', { params });
  const moved = { title, startsAt, memberIds, place: 'Hôtel de ville, salle inventée', version };
  await call(city, thomas.id, 'changeSession', { params, body: { ...moved, place: 'Salle d’à côté' } });
  await act(sessions.planned.changeAction);
  await page.getByText(words.problems['session-moved'].title).waitFor();
  await page.getByText('Salle d’à côté').waitFor();
  await call(city, thomas.id, 'changeSession', { params, body: { ...moved, version: version + 1 } });
  await office.open(address);
  await page.getByRole('heading', { level: 1, name: 'Comité de sélection', exact: true }).waitFor();
  await confirm(sessions.planned.convene);
  await page.getByText(sessions.planned.convened).waitFor();
  await office.look('staff-session-planned');
  const mail = await mailTo(city, first.email, /Comité de sélection$/);
  expect(mail.body.text).toContain('Hôtel de ville, salle inventée');
});

test('The session is opened, and two members follow it on their phones at the same time', async () => {
  await confirm(sessions.planned.open);
  await office.page.getByRole('heading', { name: sessions.live.members }).waitFor();
  // Who is away is excused or not; who comes after all needs no excuse.
  const excuse = office.page.getByLabel(say(sessions.live.excusedNamed, { name: third.name }), { exact: true });
  await excuse.check();
  await office.look('staff-session-excused');
  for (const { name } of members) await office.page.getByLabel(name, { exact: true }).check();
  await excuse.waitFor({ state: 'detached' });
  await office.page.getByText(say(sessions.live.present_other, { count: 3, total: 3 })).waitFor();
  phones = [await city.visit(), await city.visit()];
  for (const [index, visit] of phones.entries()) {
    await visit.page.setViewportSize(narrow);
    await visit.open(address.replace('/staff/', '/jury/'));
    await visit.signIn([first, third][index] as ExamplePerson);
    // A year's declaration may stand before everything else.
    await visit.page.getByText(sessions.jury.present).waitFor();
  }
});

test('Scores are seen by all at once, and votes are confirmed and changed', async () => {
  const [one, three] = phones;
  await act(sessions.live.steps.hear);
  for (const { page } of phones) await page.getByRole('heading', { level: 2, name: files[0]?.title ?? '' }).waitFor();
  await one.page.getByText(sessions.projector.hidden).waitFor();
  await act(sessions.live.steps.reveal);
  // The third member did not score this file: the question of a conflict of interest stands before its scores.
  await office.page.getByText(say(sessions.live.undeclared_one, { names: third.name })).waitFor();
  await one.page.getByText(sessions.scores.mean).waitFor();
  expect(await three.page.getByText(sessions.scores.mean).count()).toBe(0);
  await three.look('jury-session-question');
  await three.page.setViewportSize(narrow);
  await three.page.getByRole('button', { name: conflicts.file.none, exact: true }).click();
  for (const { page } of phones) await page.getByText(sessions.scores.mean).waitFor();
  await eventually(() => focusOf(three)).toBe(files[0]?.title);
  await act(sessions.live.steps['open-vote']);
  const vote = async ({ page }: Visit, ballot: keyof typeof words.ballots) => {
    await page.getByRole('button', { name: words.ballots[ballot], exact: true }).click();
    await page.getByText(say(sessions.jury.counted, { ballot: words.ballots[ballot] })).waitFor();
  };
  await vote(one, 'unfavourable');
  await vote(one, 'favourable');
  // A phone that loses the network says that the vote has not left, and sends it once it is back.
  const favourable = three.page.getByRole('button', { name: words.ballots.favourable, exact: true });
  await favourable.waitFor();
  await three.context.setOffline(true);
  await favourable.click();
  await three.page.getByText(sessions.jury.unsent).waitFor();
  await three.look('jury-session-unsent');
  await three.page.setViewportSize(narrow);
  await three.page.getByText(sessions.jury.notYet).waitFor();
  await three.context.setOffline(false);
  await three.page.getByText(say(sessions.jury.counted, { ballot: words.ballots.favourable })).waitFor();
  await three.page.getByText(sessions.jury.unsent).waitFor({ state: 'detached' });
  await one.look('jury-session-vote');
  await one.page.setViewportSize(narrow);
  await office.page.getByText(say(sessions.live.voted, { voted: 2, voters: 3 })).waitFor();
  await office.look('staff-session-live');
});

test('Two secretaries write down the debate: each sees what the other wrote, and nothing is overwritten unseen', async () => {
  const desk = await city.visit();
  await desk.open(address);
  await desk.signIn(thomas);
  const [here, there] = [office, desk].map(({ page }) => page.getByLabel(sessions.live.notes, { exact: true }));
  if (!here || !there) throw new Error('No notes');
  await here.fill('Le calendrier est à préciser.');
  await eventually(() => there.inputValue()).toBe('Le calendrier est à préciser.');
  await there.fill('Le calendrier est à préciser, le budget tient.');
  await eventually(() => here.inputValue()).toBe('Le calendrier est à préciser, le budget tient.');

  const { id: sessionId, points } = await call(city, stella.id, 'getSession', {
    params: { sessionId: address.split('/').at(-1) as `ses_${string}` },
  });
  const { applicationId, notesRevision: revision } = points[0] ?? {};
  await office.page.route(
    '**/notes',
    async (route) => {
      const body = { text: 'Écrit entre-temps par l’autre secrétaire.', revision: revision ?? 0 };
      await call(city, thomas.id, 'saveNotes', { params: { sessionId, applicationId: applicationId as never }, body });
      await route.continue();
    },
    { times: 1 },
  );
  await here.fill('Le calendrier est à préciser, le budget tient : avis partagé.');
  await office.page.getByText(sessions.live.notesElsewhere).waitFor();
  // The vote goes on; only what takes the file off the table waits for its notes.
  await act(sessions.live.steps.count);
  // One member has not voted, and is named before the vote is closed.
  await office.page.getByRole('alertdialog').getByText(second.name).waitFor();
  await office.look('staff-session-count');
  await confirmOpen(sessions.live.steps.count);
  // In favour of how much? Nobody is to guess it afterwards.
  await act(say(sessions.live.conclude, { opinion: words.ballots.favourable }));
  await office.page.getByText(words.fields.proposedCents.ask).waitFor();
  await office.look('staff-session-amount');
  await office.page.getByLabel(words.fields.withoutAmount.label).check();
  await act(say(sessions.live.conclude, { opinion: words.ballots.favourable }));
  await office.page.getByText(sessions.live.notesFirst).waitFor();
  await office.page.getByText('Écrit entre-temps par l’autre secrétaire.', { exact: true }).waitFor();
  await office.look('staff-session-notes');
  await act(sessions.live.notesTheirs);
  await eventually(() => here.inputValue()).toBe('Écrit entre-temps par l’autre secrétaire.');
  await eventually(() => there.inputValue()).toBe('Écrit entre-temps par l’autre secrétaire.');
});

test('A vote is taken again once that is confirmed; an opinion on too few votes is given by whoever says so', async () => {
  const [one] = phones;
  const { page } = office;
  await act(sessions.live.steps['vote-again']);
  await page.getByRole('alertdialog').getByText(sessions.live.againBody).waitFor();
  await office.look('staff-session-again');
  await page.getByRole('alertdialog').getByRole('button', { name: common.action.cancel, exact: true }).click();
  // Nothing was wiped.
  await page
    .getByRole('button', { name: say(sessions.live.conclude, { opinion: words.ballots.favourable }) })
    .waitFor();
  await confirm(sessions.live.steps['vote-again']);
  // Not the button of the vote before, which the phone may show for another moment: there it is pressed.
  const anew = { name: words.ballots.favourable, exact: true, pressed: false };
  await one.page.getByRole('button', anew).click();
  await one.page.getByText(say(sessions.jury.counted, { ballot: words.ballots.favourable })).waitFor();
  await page.getByText(say(sessions.live.voted, { voted: 1, voters: 3 })).waitFor();
  await confirm(sessions.live.steps.count);
  await act(say(sessions.live.conclude, { opinion: words.ballots.favourable }));
  await page.getByRole('alertdialog').getByText(sessions.live.fewTitle_one, { exact: true }).waitFor();
  await office.look('staff-session-few-votes');
  await page.getByRole('alertdialog').getByRole('button', { name: common.action.cancel, exact: true }).click();
});

test('The opinion is given with an amount and all that was noted', async () => {
  await office.page.getByLabel(words.fields.withoutAmount.label).uncheck();
  await office.page.getByLabel(words.fields.proposedCents.label).fill('5 000');
  await office.look('staff-session-counted');
  // Too long is refused and kept on the device; once shortened it is saved.
  await office.page.getByLabel(sessions.live.notes, { exact: true }).fill('x'.repeat(8001));
  await office.page.getByText(common.state.refused).waitFor();
  // Typed a moment before: what is not saved yet goes with the file all the same.
  await office.page.getByLabel(sessions.live.notes, { exact: true }).fill('Le calendrier est à préciser.');
  await confirm(say(sessions.live.conclude, { opinion: words.ballots.favourable }), sessions.live.fewConfirm);
  await office.page.getByRole('heading', { name: sessions.live.nextTitle }).waitFor();
  const params = { applicationId: files[0]?.applicationId ?? ('' as never) };
  const file = await call(city, stella.id, 'getStaffFile', { params });
  expect([file.state, file.results.at(-1)?.opinion, file.results.at(-1)?.proposedCents]).toEqual([
    'deciding',
    'favourable',
    500_000,
  ]);
  expect(file.results.at(-1)?.belowQuorum).toBe(true);
  const { hearings } = await call(city, stella.id, 'getStaffJury', { params });
  expect(hearings[0]?.notes).toBe('Le calendrier est à préciser.');
});

test('A member who is recused half-way sees a number and a date; the file is put off to another session', async () => {
  const [one, three] = phones;
  const { applicationId = '' as never, title = '' } = files[1] ?? {};
  await act(sessions.live.steps.hear);
  // The button is gone: whoever goes on by keyboard goes on from the file.
  await eventually(() => focusOf(office)).toBe(title);
  await three.page.getByRole('heading', { level: 2, name: title }).waitFor();
  await act(sessions.live.steps.reveal);
  await three.page.getByRole('button', { name: jury.recusal.action }).click();
  const dialog = three.page.getByRole('alertdialog');
  await dialog.getByRole('radio', { name: words.interests.kin }).check();
  await dialog.getByLabel(conflicts.recusal.reason).fill('Un proche y travaille.');
  await dialog.getByRole('checkbox', { name: jury.recusal.understand }).check();
  await dialog.getByRole('button', { name: jury.recusal.confirm }).click();
  await three.page.getByText(/^Point 2.*déporté/).waitFor();
  expect(await three.page.getByRole('main').textContent()).not.toContain(title);
  await three.look('jury-session-recused');
  await office.page.getByText(say(sessions.live.recused, { names: third.name })).waitFor();
  await office.open(`${address}/projector`);
  await office.page.getByRole('heading', { level: 2, name: title }).waitFor();
  // Nothing of the office stands around it, and a beamer shows all of it at once.
  expect(await office.page.getByRole('navigation').count()).toBe(0);
  expect(await office.page.getByRole('contentinfo').count()).toBe(0);
  await office.page.setViewportSize({ width: 1920, height: 1080 });
  const below = () => office.page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
  await eventually(below).toBe(0);
  await office.page.screenshot({ path: join(shots, 'staff-session-projector-1920.png') });
  await office.page.setViewportSize(wide);
  await office.look('staff-session-projector');
  await office.open(address);
  await office.page.getByRole('heading', { level: 2, name: title }).waitFor();
  await confirm(sessions.live.postpone);
  await one.page.getByText(words.pointStates.postponed).waitFor();
  const { state } = await call(city, stella.id, 'getStaffFile', { params: { applicationId } });
  expect(state).toBe('ready');
});

test('The session is closed; its minutes are corrected and approved, and a member reads them less the file left', async () => {
  const [, three] = phones;
  const { page } = office;
  await confirm(sessions.live.close);
  await page.getByRole('heading', { name: sessions.minutes.title, exact: true }).waitFor();
  const opening = page.getByLabel('La séance', { exact: true });
  await opening.fill(`${await opening.inputValue()}\nLa séance s’est tenue sans incident.`);
  const params = { sessionId: address.split('/').at(-1) as `ses_${string}` };
  const { content, revision } = await call(city, thomas.id, 'getMinutes', { params, query: { language: 'fr' } });
  await call(city, thomas.id, 'saveMinutes', { params, body: { content, revision } });
  await act(sessions.minutes.save);
  await page.getByText(sessions.minutes.elsewhere).waitFor();
  await office.look('staff-session-minutes-elsewhere');
  await office.open(address);
  await act(sessions.minutes.elsewhereMine);
  expect(await opening.inputValue()).toContain('La séance s’est tenue sans incident.');
  await act(sessions.minutes.save);
  await page.getByText(/^Version 2/).waitFor();
  // What is too long is said beside the part, and of the whole below; nothing is cut, and nothing of it is saved.
  const typed = await opening.inputValue();
  await opening.fill('é'.repeat(160_000));
  await page.getByText(new RegExp(`^${sessions.minutes.whole}.*caractères de trop$`)).waitFor();
  await act(sessions.minutes.save);
  await page.locator('#field-minutes-0-error').waitFor();
  await office.look('staff-session-minutes-too-long');
  await opening.fill(`${typed} Corrigé.`);
  await act(sessions.minutes.save);
  await page.getByText(/^Version 3/).waitFor();
  await office.look('staff-session-minutes');
  await confirm(sessions.minutes.approve);
  await page.getByText(sessions.minutes.states.approved, { exact: true }).waitFor();
  await office.look('staff-session-closed');
  // What was added to a general part is for all once somebody says that it gives no file away; nobody did.
  await three.page.getByText('Ce qui ne figure pas dans cet exemplaire').waitFor();
  await three.page.getByText(/^Présents/).waitFor();
  expect(await three.page.getByRole('main').textContent()).not.toContain('sans incident');
  expect(await three.page.getByRole('main').textContent()).not.toContain('propose en tout');
  expect(await three.page.getByRole('main').textContent()).not.toContain(files[1]?.title ?? '');
  await three.look('jury-session-minutes');
  await office.open('/staff?state=ready');
  await page.getByRole('link', { name: files[1]?.title ?? '', exact: true }).click();
  await page.getByText(sessions.hearing.waits).waitFor();
  await office.look('staff-file-waits-for-session');
});
