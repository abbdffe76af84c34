import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, dayOf } from '../../functions/domain/calendar.ts';
import { exampleScore } from '../../schemas/examples/jury.ts';
import { staff as cityStaff, type ExamplePerson, jurors } from '../../schemas/examples/people.ts';
import { euros, longDay } from '../../schemas/texts/format.ts';
import { call, draft, handIn, hear, toJury } from './support/caller.ts';
import { type City, openCity } from './support/city.ts';
import { eventually } from './support/eventually.ts';
import { budgetLine, field, next, saved } from './support/form.ts';
import { inOrder } from './support/story.ts';
import { say, texts } from './support/texts.ts';
import type { Visit } from './support/visit.ts';

/**
 * Amounts and days as hands type them: what could be another amount is asked about with both, a column of a spreadsheet
 * fills the budget, and a day or an amount that is odd goes on once it was confirmed.
 */

const { applicant, common, decisions, doubts, sessions, staff, words } = texts;
const [stella] = cityStaff as [ExamplePerson];
const today = dayOf(new Date().toISOString());
const day = (on: string) => longDay(on, 'fr');
const onDay = (on: string) => say(doubts.onDay, { day: day(on) });

let city: City;
let home: Visit;
let office: Visit;
let begun: Awaited<ReturnType<typeof draft>>;
let heard: Awaited<ReturnType<typeof handIn>>;
let waiting: Awaited<ReturnType<typeof handIn>>;

beforeAll(async () => {
  city = await openCity();
  begun = await draft(city, 3, { sections: ['project', 'commitments'], documents: false });
  heard = await handIn(city, 2);
  await hear(city, heard);
  home = await city.visit();
  office = await city.visit();
});
afterAll(() => city?.close());
inOrder(() => city);

const summary = ({ page }: Visit) => page.locator('#error-summary-title').locator('..');
const isFocused = (locator: ReturnType<typeof field>) =>
  eventually(() => locator.evaluate((element) => element === document.activeElement)).toBe(true);
/** The box that confirms a value. */
const sure = ({ page }: Visit, value: string) =>
  page.getByRole('checkbox', { name: say(doubts.yes, { value }), exact: true });

test('An amount of the budget that could be another one is asked about with both, and stored as neither', async () => {
  const { page } = home;
  const { applicationId, member } = begun;
  await home.open(`/applicant/applications/${applicationId}/budget`);
  await home.signIn(member);
  await next(page);
  // All that an empty budget lacks is said at once.
  await summary(home).getByRole('link', { name: words.fields.amountAskedCents.ask }).waitFor();
  await summary(home).getByRole('link', { name: words.fields.charges.ask }).waitFor();

  const line = budgetLine(page, 'purchases');
  await line.fill('12.500');
  await page.getByText(say(common.amount.which, { typed: '12.500' })).waitFor();
  await saved(page);
  const stored = await call(city, member.id, 'getApplication', { params: { applicationId } });
  expect(stored.sections.budget?.content.charges).toEqual({ purchases: '12.500' });
  await next(page);
  const both = say(words.rules.which, { first: euros(1_250_000, 'fr'), second: euros(1250, 'fr') });
  await summary(home)
    .getByRole('link', {
      name: say(common.field.named, { field: words.budgetLines.purchases, message: both }),
      exact: true,
    })
    .click();
  await isFocused(line);
  await home.look('form-budget-question');

  await line.focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await isFocused(line);
  expect(await line.inputValue()).toBe('12500');
  await line.blur();
  await eventually(async () => (await line.inputValue()).replace(/\s/g, ' ')).toBe('12 500');
  // Edited, it has no sign between its thousands that would be displaced.
  await line.focus();
  await page.keyboard.press('End');
  await page.keyboard.type('0');
  await line.blur();
  await eventually(async () => (await line.inputValue()).replace(/\s/g, ' ')).toBe('125 000');
});

test('A column of a spreadsheet fills the lines below, and what finds no line is said', async () => {
  const { page } = home;
  await home.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const paste = async (line: string, text: string) => {
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await budgetLine(page, line).focus();
    await page.keyboard.press('ControlOrMeta+V');
  };
  await paste('purchases', '1 200,50\r\n\r\n3.400\r\n');
  await page.getByText(say(applicant.budget.pasted_other, { count: 2 })).waitFor();
  const shown = async (line: string) => (await budgetLine(page, line).inputValue()).replace(/\s/g, ' ');
  expect([await shown('external-services'), await shown('other-external-services')]).toEqual(['', '3.400']);
  await page.getByText(say(common.amount.which, { typed: '3.400' })).waitFor();
  await page.getByRole('button', { name: euros(340_000, 'fr'), exact: true }).click();
  await paste('depreciation', 'Amortissements\t100\nAutres\t200\n');
  await page.getByText(say(applicant.budget.pastedLeft_one, { count: 1, amounts: '200' })).waitFor();
  // Two cells of a row stay apart: together they would be another amount.
  await paste('external-services', '100\t200');
  await eventually(() => shown('external-services')).toBe('100 | 200');
  await home.look('form-budget-pasted');
  await budgetLine(page, 'external-services').fill('');
  await saved(page);
  await eventually(
    async () =>
      (await call(city, begun.member.id, 'getApplication', { params: { applicationId: begun.applicationId } })).sections
        .budget?.content.charges,
  ).toMatchObject({ purchases: 120_050, 'other-external-services': 340_000, depreciation: 10_000 });
});

test('Days are refused with all the rest in one round, and odd ones are asked about until they are confirmed', async () => {
  const { page } = home;
  await home.open(`/applicant/applications/${begun.applicationId}/project`);
  await field(page, 'title').fill('');
  await field(page, 'summary').fill('x'.repeat(3001));
  await field(page, 'startsOn').fill('2025-05-01');
  await field(page, 'endsOn').fill('2025-04-01');
  await next(page);
  const links = summary(home).getByRole('link');
  await links.filter({ hasText: words.fields.title.ask }).waitFor();
  expect((await links.allTextContents()).map((text) => text.replace(/\s/g, ' '))).toEqual(
    [
      words.fields.title.ask,
      say(common.field.named, {
        field: words.fields.summary.label,
        message: say(words.rules['max-string'], { maximum: '3 000' }),
      }),
      words.fields.endsOn['before-start'],
      say(doubts.confirm, { question: say(doubts.days['start-past'], { day: day('2025-05-01') }) }),
    ].map((text) => text.replace(/\s/g, ' ')),
  );
  await field(page, 'endsOn').fill('2206-04-01');
  await next(page);
  await links
    .filter({ hasText: say(common.field.named, { field: words.fields.endsOn.label, message: words.rules.year }) })
    .waitFor();

  await field(page, 'title').fill(begun.title);
  await field(page, 'summary').fill(begun.content.project.summary);
  await field(page, 'endsOn').fill('2025-06-01');
  await sure(home, onDay('2025-06-01')).waitFor();
  await home.look('form-project-odd-days');
  await next(page);
  const past = say(doubts.days['start-past'], { day: day('2025-05-01') });
  await links.filter({ hasText: past }).click();
  await isFocused(sure(home, onDay('2025-05-01')));
  await page.keyboard.press('Space');
  await sure(home, onDay('2025-06-01')).check();
  await saved(page);
  await next(page);
  await page.getByRole('heading', { level: 1, name: applicant.form.budget }).waitFor();
  // What was confirmed is not asked once more, and stands on the page where all is read again.
  await home.open(`/applicant/applications/${begun.applicationId}/project`);
  expect(await sure(home, onDay('2025-05-01')).isChecked()).toBe(true);
  await home.open(`/applicant/applications/${begun.applicationId}/review`);
  await page.getByRole('link', { name: past }).waitFor();
  await home.look('form-review-odd-days');
});

test('A grant far below what the jury proposed, and an announcement in ten months, are asked about', async () => {
  const { page } = office;
  await office.open(`/staff/applications/${heard.applicationId}`);
  await office.signIn(stella);
  await page.getByRole('radio', { name: new RegExp(`^${staff.decision.outcomes.supported}`) }).check();
  const amount = page.getByLabel(words.fields.amountCents.label, { exact: true });
  await amount.fill('1.200');
  await page.getByText(say(common.amount.which, { typed: '1.200' })).waitFor();
  const farOn = addDays(today, 300);
  await page.getByLabel(words.fields.announceOn.label, { exact: true }).fill(farOn);
  await page.getByRole('button', { name: staff.decision.action, exact: true }).click();
  const links = summary(office).getByRole('link');
  await links
    .filter({ hasText: say(words.rules.which, { first: euros(120_000, 'fr'), second: euros(120, 'fr') }) })
    .waitFor();
  await links.filter({ hasText: say(doubts.days['announce-far'], { day: day(farOn) }) }).waitFor();
  await office.look('staff-decision-question');

  await page.getByRole('button', { name: euros(120, 'fr'), exact: true }).click();
  await sure(office, euros(120, 'fr')).waitFor();
  await office.look('staff-decision-odd');
  await page.getByRole('button', { name: staff.decision.action, exact: true }).click();
  expect(await page.getByRole('alertdialog').count()).toBe(0);
  const proposedCents = Math.floor(heard.content.budget.amountAskedCents / 2);
  const beside = say(doubts.beside.proposed, { amount: euros(proposedCents, 'fr') });
  const small = say(doubts.amounts.small, { value: euros(120, 'fr'), beside });
  await links.filter({ hasText: small }).click();
  await isFocused(sure(office, euros(120, 'fr')));
  await page.keyboard.press('Space');
  await sure(office, onDay(farOn)).check();
  await page.getByRole('button', { name: staff.decision.action, exact: true }).click();
  await page.getByRole('alertdialog').getByText(euros(120, 'fr')).first().waitFor();
});

test('In a batch as well, a grant that could be another is asked about with its file', async () => {
  const { page } = office;
  const { batch } = decisions;
  await office.open('/staff/decisions');
  await page.getByRole('checkbox', { name: say(batch.pick, { title: heard.title }) }).check();
  await page.getByRole('button', { name: batch.toFill }).click();
  await page.getByRole('heading', { name: batch.each, exact: true }).waitFor();
  await page.getByLabel(words.fields.amountCents.label, { exact: true }).fill('2');
  await page.getByRole('button', { name: batch.toReview }).click();
  const links = summary(office).getByRole('link');
  await links.filter({ hasText: new RegExp(`^${heard.title}.*${euros(200, 'fr')}`) }).click();
  await isFocused(sure(office, euros(200, 'fr')));
  await office.look('decisions-fill-odd');
});

test('A session on Christmas Day, and a day before silence refuses, are seen before anybody is convened', async () => {
  const { page } = office;
  waiting = await handIn(city, 5);
  const { applicationId } = waiting;
  const [first, second] = jurors as [ExamplePerson, ExamplePerson];
  await toJury(city, applicationId, [first.id, second.id]);
  for (const { id } of [first, second]) {
    await call(city, id, 'declareNoConflict', { params: { applicationId }, body: { confirm: true } });
    await call(city, id, 'submitEvaluation', {
      params: { applicationId, stepId: 'evaluation' },
      body: { ...exampleScore(5, 0), final: true },
    });
  }
  const fileNow = () => call(city, stella.id, 'getStaffFile', { params: { applicationId } });
  await eventually(async () => (await fileNow()).state).toBe('ready');
  const silence = (await fileNow()).runsOutOn ?? '';

  const year = Number(today.slice(0, 4)) + (today.slice(5) > '12-24' ? 1 : 0);
  const christmas = `${year}-12-25`;
  await office.open('/staff/sessions/new');
  await page.getByLabel(sessions.plan.title, { exact: true }).fill('Comité de fin d’année');
  await page.getByLabel(words.fields.place.label, { exact: true }).fill('Hôtel de ville, salle inventée');
  await page.getByLabel(sessions.plan.day, { exact: true }).fill(christmas);
  await page.getByLabel(sessions.plan.time, { exact: true }).fill('02:30');
  await page.getByRole('checkbox', { name: first.name, exact: true }).check();
  await page.getByRole('button', { name: sessions.plan.action }).click();
  const holiday = say(doubts.days.holiday, { day: day(christmas), holiday: doubts.holidays.christmas });
  const links = summary(office).getByRole('link');
  await links.filter({ hasText: holiday }).waitFor();
  await links.filter({ hasText: say(doubts.hour, { time: '02:30' }) }).waitFor();
  await office.look('staff-session-plan-odd');
  await page.getByLabel(sessions.plan.time, { exact: true }).fill('14:30');
  await sure(office, onDay(christmas)).check();
  await page.getByRole('button', { name: sessions.plan.action }).click();
  await page.getByRole('heading', { level: 1, name: 'Comité de fin d’année' }).waitFor();

  await page.getByText(say(sessions.agenda.silenceOn, { date: day(silence) })).waitFor();
  await page.getByRole('button', { name: say(sessions.agenda.addNamed, { title: waiting.title }) }).click();
  await page.getByText(sessions.agenda.noneWaits).waitFor();
  // Moved to the eve of the day on which silence refuses: asked about, and seen on the agenda.
  await page.getByRole('button', { name: sessions.planned.change, exact: true }).click();
  const eve = addDays(silence, -1);
  await page.getByLabel(sessions.plan.day, { exact: true }).fill(eve);
  await page.getByText(say(doubts.days['session-silence_one'], { day: day(eve) })).waitFor();
  await sure(office, onDay(eve)).check();
  await page.getByRole('button', { name: sessions.planned.changeAction }).click();
  await page.getByText(say(sessions.agenda.silenceAfter_one, { count: 1 })).waitFor();
  await page.getByRole('button', { name: sessions.planned.convene, exact: true }).click();
  await page
    .getByRole('alertdialog')
    .getByText(say(sessions.planned.conveneClose_one, { count: 1 }))
    .waitFor();
  await office.look('staff-session-convene-close');
});
