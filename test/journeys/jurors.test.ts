import { afterAll, beforeAll, expect, test } from 'vitest';
import { exampleCallId } from '../../schemas/examples/call-lille.ts';
import { exampleRelief } from '../../schemas/examples/jury.ts';
import { staff as cityStaff, type ExamplePerson, jurors as exampleJurors } from '../../schemas/examples/people.ts';
import { call, handIn, passChecks } from './support/caller.ts';
import { type City, openCity } from './support/city.ts';
import { mailTo } from './support/inbox.ts';
import { goToAssignment, openAssignment } from './support/jury.ts';
import { inOrder } from './support/story.ts';
import { say, texts } from './support/texts.ts';
import type { Visit } from './support/visit.ts';

const { conflicts, jurors, words } = texts;
const [stella] = cityStaff as [ExamplePerson];
const [jeanne, , louise] = exampleJurors as [ExamplePerson, ExamplePerson, ExamplePerson];
const ines = { name: 'Inès Exemple', email: 'ines.exemple@jury.example' };

let city: City;
let office: Visit;
let juror: Visit;
/** Two files that wait for their jurors. */
let files: Awaited<ReturnType<typeof handIn>>[];
const [one, two] = [0, 1];

beforeAll(async () => {
  city = await openCity();
  files = [await handIn(city, 3), await handIn(city, 4)];
  for (const { applicationId } of files) await passChecks(city, applicationId);
});
afterAll(() => city?.close());
inOrder(() => city);

const titleOf = (index: number) => files[index]?.title ?? '';
const numberOf = (index: number) => files[index]?.file.number ?? '';

test('Staff invite a juror by e-mail and note what she knows best', async () => {
  office = await city.visit();
  const { page } = office;
  await office.open('/staff/jurors');
  await office.signIn(stella);
  await page.getByRole('heading', { level: 1, name: jurors.page.title }).waitFor();
  await office.look('staff-members');
  await page.getByRole('button', { name: jurors.invite.action, exact: true }).click();
  await page.getByRole('button', { name: jurors.invite.confirm }).click();
  await page.getByText(words.fields.memberName.ask).waitFor();
  await page.getByLabel(jurors.invite.name, { exact: true }).fill(ines.name);
  await page.getByLabel(jurors.invite.email, { exact: true }).fill(ines.email);
  await office.look('staff-invite');
  await page.getByRole('button', { name: jurors.invite.confirm }).click();
  await page.getByRole('link', { name: ines.name, exact: true }).waitFor();
  await mailTo(city, ines.email, /compte/);
  await office.look('staff-members-invited');

  await page.getByRole('link', { name: ines.name, exact: true }).click();
  await page.getByRole('checkbox', { name: 'Fives', exact: true }).check();
  await page.getByRole('button', { name: jurors.juror.save }).click();
  await page.getByText(jurors.juror.saved).waitFor();
  await office.look('staff-juror');
});

test('The juror signs in, and declares her interests for the year before anything else', async () => {
  juror = await city.visit();
  const { page } = juror;
  await juror.open('/jury');
  await juror.signIn(ines);
  const year = new Date().getFullYear();
  await page.getByRole('heading', { level: 1, name: say(conflicts.annual.title, { year }) }).waitFor();
  await juror.look('jury-declaration');
  await page.getByRole('radio', { name: conflicts.annual.some }).check();
  await page.getByRole('button', { name: conflicts.annual.save }).click();
  await page.getByRole('alert').waitFor();
  await juror.look('jury-declaration-errors');
  await page.getByRole('radio', { name: conflicts.annual.none }).check();
  await page.getByRole('button', { name: conflicts.annual.save }).click();
  await page.getByRole('heading', { level: 1, name: texts.jury.list.title }).waitFor();
});

test('Staff share the files out: proposed, seen with the loads, changed by hand, and exactly those are given out', async () => {
  const { page } = office;
  await office.open('/staff/jurors');
  await page.getByRole('link', { name: jurors.page.share, exact: true }).click();
  await page.getByRole('heading', { name: jurors.share.files }).waitFor();
  await office.look('staff-share');
  const card = (index: number) =>
    page.locator('section', { has: page.getByRole('heading', { level: 3, name: titleOf(index) }) }).last();
  for (const index of [one, two]) {
    await card(index).getByText(jurors.share.change).click();
    const group = card(index).getByRole('group', {
      name: say(jurors.share.jurors, { number: numberOf(index) }),
      exact: true,
    });
    for (const name of [ines.name, jeanne.name, louise.name])
      await group.getByRole('checkbox', { name, exact: true }).check();
  }
  await office.look('staff-share-changed');
  await page.getByRole('checkbox', { name: say(jurors.share.include, { number: numberOf(two) }) }).uncheck();
  await page.getByRole('button', { name: say(jurors.share.apply_one, { count: 1 }), exact: true }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByText(titleOf(one)).waitFor();
  expect(await dialog.getByText(titleOf(two)).count()).toBe(0);
  await office.look('staff-share-confirm');
  await dialog.getByRole('button', { name: say(jurors.share.apply_one, { count: 1 }), exact: true }).click();
  await page.getByText(say(jurors.run.done_one, { count: 1 })).waitFor();
  await office.look('staff-share-done');
  const stateOf = async (index: number) =>
    (
      await call(city, stella.id, 'getStaffFile', {
        params: { applicationId: files[index]?.applicationId ?? ('' as never) },
      })
    ).state;
  expect([await stateOf(one), await stateOf(two)]).toEqual(['evaluating', 'ready']);
  await mailTo(city, ines.email, new RegExp(titleOf(one)));
});

test('A declaration that names the applicant proposes a recusal on the first opening; the juror steps back with the reason', async () => {
  const { page } = juror;
  await page.getByRole('link', { name: conflicts.nav }).first().click();
  await page.getByRole('radio', { name: conflicts.annual.some }).check();
  await page.getByLabel(conflicts.annual.name, { exact: true }).fill(files[one]?.organisation.content.name ?? '');
  await page.getByLabel(words.fields.interest.label).selectOption('member');
  await juror.look('jury-declaration-organisation');
  await page.getByRole('button', { name: conflicts.annual.correct }).click();
  await page.getByText(conflicts.annual.done).first().waitFor();
  await juror.open('/jury');
  await goToAssignment(page, titleOf(one));
  await page.getByText(conflicts.file.matchTitle).waitFor();
  await juror.look('jury-file-gate-match');
  await page.getByRole('button', { name: texts.jury.recusal.action }).click();
  await page.getByRole('checkbox', { name: texts.jury.recusal.understand }).check();
  await juror.look('jury-recusal-proposed');
  await page.getByRole('button', { name: texts.jury.recusal.confirm }).click();
  await page.getByRole('heading', { level: 1, name: words.problems.recused.title }).waitFor();
  expect(await page.getByRole('main').textContent()).not.toContain(titleOf(one));
});

test('Another juror sees the question alone, then the file', async () => {
  const other = await city.visit();
  await other.open('/jury');
  await other.signIn(jeanne);
  await goToAssignment(other.page, titleOf(one));
  await other.look('jury-file-gate');
  await other.page.getByRole('button', { name: conflicts.file.none }).click();
  await other.page.getByRole('heading', { level: 1, name: titleOf(one) }).waitFor();
  await other.open('/jury');
  await openAssignment(other.page, titleOf(one));
});

test('Staff read since when and why, and replace a juror with a reason', async () => {
  const { page } = office;
  await office.open(`/staff/applications/${files[one]?.applicationId}?tab=jury`);
  await page.getByText(ines.name).first().waitFor();
  await page.getByText(new RegExp(words.interests.member.toLowerCase())).waitFor();
  await office.look('staff-file-recusal');
  await page
    .getByRole('button', { name: say(jurors.file.relieveOf, { name: louise.name }) })
    .first()
    .click();
  await page.getByLabel(jurors.file.reason, { exact: true }).fill(exampleRelief);
  await page.getByLabel(jurors.file.by, { exact: true }).selectOption({ index: 1 });
  await office.look('staff-file-relieve');
  await page.getByRole('button', { name: jurors.file.replace, exact: true }).click();
  await page.getByText(jurors.file.replaced).first().waitFor();
  await page.getByRole('heading', { name: jurors.file.reliefs }).waitFor();
  await office.look('staff-file-relieved');
});

test('A juror who leaves hands over the open work, and is gone', async () => {
  const { page } = office;
  await office.open('/staff/jurors');
  await page.getByRole('link', { name: jeanne.name, exact: true }).click();
  const confirm = async (label: string) => {
    await page.getByRole('button', { name: label, exact: true }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: label, exact: true }).click();
  };
  await confirm(jurors.leaving.begin);
  await page.getByRole('heading', { name: jurors.leaving.files }).waitFor();
  await office.look('staff-juror-leaving');
  await page.getByRole('button', { name: say(jurors.leaving.apply_one, { count: 1 }) }).click();
  await page.getByText(jurors.leaving.nothing).waitFor();
  await office.look('staff-juror-handed-over');
  await confirm(jurors.leaving.end);
  await page.getByRole('button', { name: jurors.leaving.return }).waitFor();
  const { items } = await call(city, stella.id, 'listJurors', {});
  expect(items.map(({ id }) => id)).not.toContain(jeanne.id);
  expect(
    (await call(city, stella.id, 'proposeAssignments', { params: { callId: exampleCallId }, body: {} })).jurors.map(
      ({ id }) => id,
    ),
  ).not.toContain(jeanne.id);
});
