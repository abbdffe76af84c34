import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, dayOf } from '../../functions/domain/calendar.ts';
import { callLille } from '../../schemas/examples/call-lille.ts';
import { staff as cityStaff, type ExamplePerson } from '../../schemas/examples/people.ts';
import { longDay } from '../../schemas/texts/format.ts';
import { call, handIn, hear } from './support/caller.ts';
import { type City, openCity } from './support/city.ts';
import { eventually } from './support/eventually.ts';
import { mailsTo, mailTo } from './support/inbox.ts';
import { handInAt } from './support/past.ts';
import { inOrder } from './support/story.ts';
import { say, texts } from './support/texts.ts';
import type { Visit } from './support/visit.ts';

/**
 * The decisions of a meeting, several at a time, kept back until a day, announced before it, corrected, withdrawn and
 * taken anew; a grant that asks for an agreement; and a file that silence refused before it was decided.
 */

const { decisions, staff, words } = texts;
const { batch, standing } = decisions;
const [stella] = cityStaff as [ExamplePerson];
const today = dayOf(new Date().toISOString());
const later = addDays(today, 30);
/** After silence has refused whatever comes in today. */
const tooLate = addDays(today, 75);
const day = (on: string) => longDay(on, 'fr');

type File = Awaited<ReturnType<typeof handInAt>>;
let city: City;
let office: Visit;
/** One that is supported, one that is refused, and one whose association withdraws it meanwhile. */
let granted: File;
let turned: File;
let gone: File;
/** Letters as the page showed them before anything was recorded, by their title. */
const shown = new Map<string, string>();

beforeAll(async () => {
  city = await openCity();
  const files: File[] = [];
  for (const index of [2, 3, 9]) {
    const file = await handIn(city, index);
    await hear(city, file);
    files.push(file);
  }
  [granted, turned, gone] = files as [File, File, File];
  office = await city.visit();
  await office.open('/staff/decisions');
  await office.signIn(stella);
});
afterAll(() => city?.close());
inOrder(() => city);

const fileOf = ({ applicationId }: File) => call(city, stella.id, 'getStaffFile', { params: { applicationId } });
const emailOf = ({ member }: File) => member.email;
const contacts = (file: File, subject: RegExp) => mailsTo(city, emailOf(file), subject);
const openFile = async (file: File) => {
  await office.open(`/staff/applications/${file.applicationId}`);
  await office.page.getByRole('heading', { level: 1, name: file.title }).waitFor();
};
const dialog = () => office.page.getByRole('alertdialog');
const confirm = async (label: string) => {
  await dialog().getByRole('button', { name: label, exact: true }).click();
  await dialog().waitFor({ state: 'detached' });
};
const review = () => dialog().getByRole('button', { name: decisions.letter.review, exact: true }).click();
/** The part of the batch that is about one file. */
const part = (file: File) =>
  office.page
    .locator('section', { has: office.page.getByRole('heading', { level: 3, name: file.title, exact: true }) })
    .last();
const outcomeIn = (file: File, outcome: keyof typeof staff.decision.outcomes) =>
  part(file).getByRole('radio', { name: staff.decision.outcomes[outcome], exact: true });
const heading = (name: string) => office.page.getByRole('heading', { name, exact: true });
/** What this browser keeps of decisions that were typed. */
const kept = () =>
  office.page.evaluate(() => Object.keys(localStorage).filter((key) => /^unsaved\.[^.]+\.decision/.test(key)));

test('Staff choose files of one session or of all, and see which', async () => {
  const { page } = office;
  const table = page.getByRole('table', { name: batch.caption });
  await table.waitFor();
  expect(await table.getByRole('checkbox').count()).toBe(3);
  expect(await page.getByRole('button', { name: batch.toFill }).isDisabled()).toBe(true);
  await office.look('decisions-choose');
  const session = page.getByLabel(batch.session);
  await session.selectOption({ index: 1 });
  await eventually(() => table.getByRole('checkbox').count()).toBe(1);
  await session.selectOption({ index: 0 });
  await eventually(() => table.getByRole('checkbox').count()).toBe(3);
  for (const { title } of [granted, turned, gone])
    await table.getByRole('checkbox', { name: say(batch.pick, { title }) }).check();
  await page.getByText(say(batch.chosen_other, { count: 3 })).waitFor();
  await page.getByRole('button', { name: batch.toFill }).click();
  await heading(batch.each).waitFor();
  // Back leads to the part before, and a reload finds the files that were chosen.
  await page.goBack();
  await page.getByText(say(batch.chosen_other, { count: 3 })).waitFor();
  await page.goForward();
  await heading(batch.each).waitFor();
  await page.reload();
  for (const file of [granted, turned, gone]) await part(file).waitFor();
});

test('Each decision begins with what the jury said; what is missing is named with its file', async () => {
  const { page } = office;
  expect(await outcomeIn(granted, 'supported').isChecked()).toBe(true);
  await part(granted).getByLabel(words.fields.amountCents.label, { exact: true }).fill('13 000');
  await part(granted).getByLabel(words.fields.conditions.label).fill('Un bilan au bout de six mois.');
  await outcomeIn(turned, 'refused').check();
  const announceOn = page.getByLabel(words.fields.announceOn.label);
  // Silence refuses all of them before that day; each is named.
  await announceOn.fill(tooLate);
  const warning = page.getByRole('status').filter({ hasText: say(batch.pastSilence_other, { count: 3 }) });
  await warning.waitFor();
  for (const { title } of [granted, turned, gone]) expect(await warning.textContent()).toContain(title);
  await office.look('decisions-fill-past-silence');
  await part(turned).getByRole('textbox').fill('Le projet ne concerne pas un territoire de l’appel.');
  await page.getByRole('button', { name: batch.toReview }).click();
  await page.getByRole('button', { name: say(batch.record_other, { count: 3 }) }).waitFor();
  await warning.waitFor();
  await office.look('decisions-review-past-silence');
  await page.goBack();
  await part(turned).getByRole('textbox').fill('');
  await announceOn.fill(later);
  await warning.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: batch.toReview }).click();
  await page
    .getByRole('alert')
    .getByRole('link', { name: new RegExp(`^${turned.title}`) })
    .waitFor();
  expect(await page.title()).toMatch(/^Erreur/);
  await office.look('decisions-fill-errors');
  await part(turned).getByRole('textbox').fill('Le projet ne concerne pas un territoire de l’appel.');
  // A reload loses nothing of it.
  expect((await kept()).length).toBe(1);
  await office.look('decisions-fill');
  await page.getByRole('button', { name: batch.toReview }).click();
  await page.getByRole('button', { name: say(batch.record_other, { count: 3 }) }).waitFor();
});

test('Before anything is recorded the page shows exactly which files, which decisions and which letters', async () => {
  const { page } = office;
  const rows = page.getByRole('table', { name: batch.steps.review }).getByRole('row');
  const said = await rows.allTextContents();
  expect(said.length).toBe(4);
  for (const [file, outcome] of [
    [granted, words.outcomes.supported],
    [turned, words.outcomes.refused],
    [gone, words.outcomes.supported],
  ] as const)
    expect(said.filter((row) => row.includes(file.title) && row.includes(outcome)).length).toBe(1);
  await page.getByText(say(decisions.letter.on, { date: day(later) })).waitFor();
  for (const file of [granted, turned, gone]) {
    const letter = page.locator('details', { hasText: emailOf(file) });
    await letter.locator('summary').click();
    shown.set(file.title, (await letter.locator('[lang]').textContent()) ?? '');
  }
  expect(shown.get(granted.title)).toContain('Un bilan au bout de six mois.');
  expect(shown.get(turned.title)).toContain('Le projet ne concerne pas un territoire de l’appel.');
  await office.look('decisions-review');
  expect((await fileOf(granted)).decision).toBeUndefined();
});

test('A file that changed since it was read is not recorded, the others are, and the page says which', async () => {
  const { page } = office;
  await call(city, gone.member.id, 'withdrawApplication', { params: { applicationId: gone.applicationId }, body: {} });
  await page.getByRole('button', { name: say(batch.record_other, { count: 3 }) }).click();
  await page.getByText(batch.over, { exact: true }).waitFor();
  const said = await page.getByRole('table', { name: batch.steps.run }).getByRole('row').allTextContents();
  const rowOf = ({ title }: File) => said.find((row) => row.includes(title));
  expect(rowOf(granted)).toContain(batch.states.done);
  expect(rowOf(turned)).toContain(batch.states.done);
  expect(rowOf(gone)).toContain(batch.states.changed);
  expect(rowOf(gone)).toContain(words.states.withdrawn);
  await page.getByText(say(batch.doneCount_other, { count: 2 })).waitFor();
  await page.getByText(say(batch.failedCount_one, { count: 1 })).waitFor();
  await office.look('decisions-run');
  expect(
    (await Promise.all([granted, turned, gone].map(fileOf))).map(({ state, announceOn }) => [state, announceOn]),
  ).toEqual([
    ['supported', later],
    ['refused', later],
    ['withdrawn', undefined],
  ]);
  // What was typed of decisions that are recorded is not kept in the browser.
  await page.getByRole('button', { name: batch.finish }).click();
  await page.getByText(batch.empty).waitFor();
  await office.look('decisions-none');
  expect(await kept()).toEqual([]);
});

test('Figures leave out what is not announced, on screen, on paper and as a file, until somebody asks for it', async () => {
  const { page } = office;
  const { kept: said, table } = texts.monitoring;
  await office.open('/staff/monitoring');
  const apart = page.getByText(new RegExp(said.apart_one.split('{{amount}}')[0] as string));
  const empty = page.getByText(texts.monitoring.empty.title);
  await eventually(async () => {
    await empty.waitFor();
    if (await apart.isVisible()) return true;
    await page.reload();
    return false;
  }).toBe(true);
  await office.look('decisions-monitoring');
  await page.getByRole('link', { name: said.count }).click();
  await page.getByText(new RegExp(said.counted_one.split('{{amount}}')[0] as string)).waitFor();
  await page.getByRole('heading', { name: table.title }).waitFor();
  // On paper it stays said, and a tile keeps its colour, on which its words are read.
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('link', { name: said.leaveOut }).isVisible()).toBe(false);
  const tile = page.getByRole('link', { name: /1 projet/ }).first();
  expect(await tile.evaluate((element) => getComputedStyle(element).printColorAdjust)).toBe('exact');
  await page.emulateMedia({ media: null });
  await page
    .getByRole('link', {
      name: new RegExp(say(table.cell, { territory: table.cityTotal, quarter: '', value: '' }).slice(0, 10)),
    })
    .first()
    .click();
  await page
    .getByRole('cell', { name: new RegExp(granted.title) })
    .or(page.getByRole('rowheader', { name: new RegExp(granted.title) }))
    .first()
    .waitFor();
  await page
    .getByText(new RegExp(staff.queue.keptBack.split('{{date}}')[0] as string))
    .first()
    .waitFor();
  await office.look('decisions-monitoring-kept');
});

/** The words of a letter, without what marks its parts in a mail, and without its day: that is the one on which it leaves. */
const wordsOf = (letter: string): string =>
  letter
    .replace(/^(> ?|- |-+ ?$|https?:.*$)/gm, '')
    .replace(/\s/g, '')
    .replace(/Lille,le\d{1,2}(er)?\p{L}+\d{4}/u, '');

/** The association's own page of its file. */
const homeOf = async ({ applicationId, member, title }: File): Promise<Visit> => {
  const visit = await city.visit();
  await visit.open(`/applicant/applications/${applicationId}`);
  await visit.signIn(member);
  await visit.page.getByRole('heading', { level: 1, name: title }).waitFor();
  return visit;
};
let home: Visit;

test('Until its day the decision is nothing to the association: no letter, no word on its page', async () => {
  home = await homeOf(granted);
  await home.page.getByText(words.states.deciding).first().waitFor();
  const said = (await home.page.getByRole('main').textContent()) ?? '';
  for (const word of [words.states.supported, 'six mois', '13 000']) expect(said).not.toContain(word);
  for (const file of [granted, turned]) expect(contacts(file, /soutenu|Décision/)).toEqual([]);
  await home.look('decisions-applicant-embargo');
  await openFile(granted);
  await office.page.getByText(say(standing.embargo, { date: day(later) })).waitFor();
  await office.look('decisions-embargo');
});

test('Staff announce it now: the letter is the very one that was shown, and the association sees the decision', async () => {
  await office.page.getByRole('button', { name: standing.announce, exact: true }).click();
  await dialog().waitFor();
  await office.look('decisions-announce');
  await confirm(standing.announce);
  const mail = await mailTo(city, emailOf(granted), /soutenu/);
  expect(wordsOf(mail.body.text ?? '')).toBe(wordsOf(shown.get(granted.title) ?? ''));
  await home.page.reload();
  await home.page.getByText(words.states.supported).first().waitFor();
  await home.page.getByText(mail.subject).first().click();
  await home.page
    .getByText(/six mois/)
    .first()
    .waitFor();
  await home.look('decisions-applicant-supported');
});

test('A decision is corrected with why: the former one is kept, and a letter says what it replaces', async () => {
  const { page } = office;
  await page.getByRole('button', { name: decisions.correct.action, exact: true }).click();
  await review();
  await dialog().getByRole('alert').waitFor();
  await office.look('decisions-correct');
  await dialog().getByLabel(words.fields.amountCents.label, { exact: true }).fill('10 000');
  await dialog()
    .getByLabel(words.fields.why.label)
    .fill('Le montant voté était de 10 000 € ; il avait été mal reporté.');
  await review();
  await office.look('decisions-correct-letter');
  await confirm(decisions.correct.confirm);
  await heading(decisions.former.title).waitFor();
  await page.getByText(say(decisions.former.corrected, { date: day(today) })).click();
  await page.getByText('il avait été mal reporté').first().waitFor();
  await office.look('decisions-corrected');
  const mail = await mailTo(city, emailOf(granted), /^Décision rectifiée/);
  expect(mail.body.text).toContain('il avait été mal reporté');
  await home.page.reload();
  await home.page.getByText(mail.subject).first().waitFor();
  await home.look('decisions-applicant-corrected');
});

test('A decision under embargo is corrected and withdrawn without a word to the association, and waits to be taken anew', async () => {
  const { page } = office;
  await openFile(turned);
  await page.getByRole('button', { name: decisions.correct.action, exact: true }).click();
  await dialog().getByLabel(words.fields.why.label).fill('Le motif avait été mal reporté.');
  await office.look('decisions-correct-embargo');
  await review();
  await confirm(decisions.correct.confirmLater);
  await heading(decisions.former.title).waitFor();
  expect([(await fileOf(turned)).state, (await fileOf(turned)).announceOn]).toEqual(['refused', later]);
  await page.getByRole('button', { name: decisions.withdraw.action, exact: true }).click();
  await review();
  await dialog().getByRole('alert').waitFor();
  await office.look('decisions-withdraw');
  await dialog()
    .getByLabel(words.fields.reasons.label, { exact: true })
    .fill('Le territoire du projet fait bien partie de l’appel.');
  await dialog().getByRole('checkbox', { name: words.fields.heard.label }).check();
  await review();
  await dialog().getByText(decisions.letter.none).waitFor();
  await confirm(decisions.withdraw.confirm);
  await heading(decisions.former.title).waitFor();
  await office.look('decisions-withdrawn');
  expect((await fileOf(turned)).state).toBe('deciding');
  expect(contacts(turned, /Décision|soutenu/)).toEqual([]);
});

test('Two decide the same file: the second is told that it moved, loses nothing, and sees what stands', async () => {
  const { page } = office;
  await page.getByRole('radio', { name: new RegExp(`^${staff.decision.outcomes.deferred}`) }).check();
  await page
    .getByLabel(words.fields.reasons.label, { exact: true })
    .fill('Le budget de l’année suivante n’est pas voté.');
  await page.getByRole('button', { name: staff.decision.action }).click();
  await dialog().waitFor();
  const { version } = await fileOf(turned);
  await call(city, stella.id, 'recordDecision', {
    params: { applicationId: turned.applicationId },
    body: { decision: { outcome: 'supported', amountCents: 500_000, decidedOn: today }, version },
  });
  await dialog().getByRole('button', { name: staff.decision.confirm, exact: true }).click();
  await page.getByText(words.problems['file-changed'].title).waitFor();
  await heading(standing.title).waitFor();
  // What moved it, and who did; the message has the focus.
  const told = page.locator('div:focus');
  await told.getByRole('heading', { name: staff.file.lastChange }).waitFor();
  await told.getByText(new RegExp(stella.name)).waitFor();
  await page.locator('p', { hasText: /^Le budget de l’année suivante n’est pas voté\.$/ }).waitFor();
  await office.look('decisions-moved');
  expect((await fileOf(turned)).outcome).toBe('supported');
  await mailTo(city, emailOf(turned), /soutenu/);
});

test('A grant with conditions and support in kind asks for an agreement above the year’s sum, whose signature is noted', async () => {
  const { page } = office;
  const second = await handIn(city, 16);
  await hear(city, second);
  await openFile(second);
  await page.getByRole('radio', { name: new RegExp(`^${staff.decision.outcomes.supported}`) }).check();
  await page.getByLabel(words.fields.amountCents.label, { exact: true }).fill('15 000');
  await page.getByText(/^Convention obligatoire/).waitFor();
  await page.getByText(decisions.money.agreementFiles).click();
  await page.getByText(new RegExp(granted.title)).waitFor();
  await page.getByLabel(words.fields.conditions.label).fill('Ouvrir l’atelier un samedi par mois.');
  await page.getByRole('button', { name: decisions.form.inKindAdd }).click();
  await page.getByLabel(decisions.form.inKindKind).selectOption('premises');
  await page.getByLabel(words.fields.description.label).fill('Un local municipal deux jours par semaine.');
  await office.look('decisions-grant');
  await page.getByRole('button', { name: staff.decision.action }).click();
  await dialog()
    .getByText(/Un local municipal deux jours par semaine/)
    .waitFor();
  await dialog()
    .getByText(/Ouvrir l’atelier un samedi par mois/)
    .waitFor();
  await office.look('decisions-grant-review');
  await confirm(staff.decision.confirm);
  await heading(standing.title).waitFor();
  // What the second decider typed of the other file was never sent, and stays; of what was sent nothing does.
  expect(await kept()).toEqual([`unsaved.${stella.id}.decision.${turned.applicationId}`]);
  const mail = await mailTo(city, emailOf(second), new RegExp(`soutenu.*${second.file.number}`));
  expect(mail.body.text).toContain('Un local municipal deux jours par semaine.');
  await page.getByText(decisions.agreement.none).waitFor();
  await page.getByRole('button', { name: decisions.agreement.action }).click();
  await dialog().getByLabel(words.fields.reference.label).fill('C-26-014');
  await office.look('decisions-agreement');
  await confirm(decisions.agreement.confirm);
  await page.getByText(say(decisions.agreement.signedReference, { date: day(today), reference: 'C-26-014' })).waitFor();
  await office.look('decisions-signed');
  const theirs = await homeOf(second);
  await theirs.page.getByText(words.states.supported).first().waitFor();
  await theirs.look('decisions-applicant-agreement');
});

test('After two months of silence the file is refused, says so on both sides, and is decided late', async () => {
  const { page } = office;
  const silent = await handInAt(city, 8, `${addDays(today, -70)}T09:00:00.000Z`);
  await hear(city, silent);
  const since = (await fileOf(silent)).refusedBySilenceOn ?? '';
  expect(since < today && since > addDays(today, -10)).toBe(true);
  home = await homeOf(silent);
  await home.page.getByText(say(decisions.silence.own, { date: day(since) })).waitFor();
  await home.page.getByText(callLille.remedies.fr.slice(0, 40)).first().waitFor();
  await home.look('decisions-applicant-silence');
  await home.open('/applicant');
  await home.page.getByText(say(decisions.silence.ownShort, { date: day(since) })).waitFor();
  await home.look('decisions-applicant-silence-list');

  await openFile(silent);
  await page.getByText(decisions.silence.title).waitFor();
  await page.getByRole('radio', { name: new RegExp(`^${staff.decision.outcomes.supported}`) }).check();
  await page.getByText(say(decisions.form.late, { date: day(since) })).waitFor();
  await office.look('decisions-late');
  await page.getByRole('button', { name: staff.decision.action }).click();
  await dialog()
    .getByText(/La présente décision remplace ce rejet/)
    .waitFor();
  await confirm(staff.decision.confirm);
  await page.getByText(standing.late).waitFor();
  await office.look('decisions-late-recorded');
  const mail = await mailTo(city, emailOf(silent), new RegExp(`soutenu.*${(await fileOf(silent)).number}`));
  expect(mail.body.text).toContain('La présente décision remplace ce rejet.');
  await home.open(`/applicant/applications/${silent.applicationId}`);
  await home.page.getByText(words.states.supported).first().waitFor();
  expect(await home.page.getByText(say(decisions.silence.own, { date: day(since) })).count()).toBe(0);
  await home.look('decisions-applicant-late');
});

test('Without a network a list says so and not that it loads, and goes on by itself once there is one', async () => {
  const { page } = office;
  await office.open('/staff');
  const states = page.getByRole('navigation', { name: staff.queue.filters });
  await states.getByRole('link', { name: new RegExp(`^${words.states.supported}`) }).waitFor();
  await page.context().setOffline(true);
  await states.getByRole('link', { name: new RegExp(`^${words.states.ineligible}`) }).click();
  await page.getByText(texts.common.state.offline).first().waitFor();
  await office.look('queue-offline');
  await page.context().setOffline(false);
  await page.getByText(staff.queue.empty.title).waitFor();
});

test('A number that no file has is spoken, and the title of the page says that there is an error', async () => {
  const { page } = office;
  await page.getByLabel(staff.queue.find.label).fill('ESS-2026-00000');
  await page.keyboard.press('Enter');
  await page
    .getByRole('alert')
    .filter({ hasText: say(staff.queue.find.none, { number: 'ESS-2026-00000' }) })
    .waitFor();
  expect(await page.title()).toMatch(/^Erreur/);
  await page.getByLabel(staff.queue.find.label).fill((await fileOf(granted)).number ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: granted.title }).waitFor();
  expect(await page.title()).not.toMatch(/^Erreur/);
});
