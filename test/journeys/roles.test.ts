import { afterAll, beforeAll, test } from 'vitest';
import { exampleRecusal } from '../../schemas/examples/jury.ts';
import { staff as cityStaff, type ExamplePerson } from '../../schemas/examples/people.ts';
import { call, handIn } from './support/caller.ts';
import { type City, openCity } from './support/city.ts';
import { inOrder } from './support/story.ts';
import { say, texts } from './support/texts.ts';
import type { Visit } from './support/visit.ts';

const { jurors, staff, words } = texts;
const [, , ursula, renee, , adele] = cityStaff as [
  ExamplePerson,
  ExamplePerson,
  ExamplePerson,
  ExamplePerson,
  ExamplePerson,
  ExamplePerson,
];

let city: City;
let office: Visit;
let agent: Visit;
let file: Awaited<ReturnType<typeof handIn>>;

beforeAll(async () => {
  city = await openCity();
  file = await handIn(city, 3);
});
afterAll(() => city?.close());
inOrder(() => city);

const role = words.roles.manager;

test('An administrator gives a role and takes it away, each once confirmed, and the history says who did', async () => {
  office = await city.visit();
  const { page } = office;
  await office.open('/staff/jurors');
  await office.signIn(adele);
  await page.getByRole('link', { name: ursula.name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: ursula.name }).waitFor();
  await page.getByRole('button', { name: say(jurors.member.give, { role }) }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: say(jurors.member.give, { role }) })
    .click();
  await page.getByText(say(jurors.member.given, { role })).first().waitFor();
  await page.getByRole('rowheader', { name: role }).waitFor();
  await office.look('staff-member');
  await page.getByRole('button', { name: say(jurors.member.take, { role }) }).click();
  await page.getByRole('alertdialog').getByText(jurors.member.takeBody).waitFor();
  await office.look('staff-member-take');
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: say(jurors.member.take, { role }) })
    .click();
  await page
    .getByRole('listitem')
    .filter({ hasText: say(words.events.person['role-taken-away'], { role }) })
    .waitFor();
  await page.getByRole('rowheader', { name: role }).waitFor({ state: 'detached' });
});

test('A reader sees files, and no act; what is taken away meanwhile leaves the pages too', async () => {
  agent = await city.visit();
  const { page } = agent;
  await agent.open(`/staff/applications/${file.applicationId}`);
  await agent.signIn(renee);
  await page.getByRole('heading', { level: 1, name: file.title }).waitFor();
  await page.getByRole('link', { name: staff.nav.calls, exact: true }).first().waitFor();
  await page.getByRole('link', { name: jurors.nav, exact: true }).waitFor({ state: 'detached' });
  await agent.look('staff-reader');
  await call(city, adele.id, 'takeRole', { params: { personId: renee.id, role: 'reader' }, body: { confirm: true } });
  await page.getByRole('link', { name: staff.nav.monitoring, exact: true }).first().click();
  await page.getByRole('heading', { level: 1, name: texts.common.session.forbidden.title }).waitFor();
});

test('An agent steps back from a file, which then keeps its number alone', async () => {
  agent = await city.visit();
  const { page } = agent;
  await agent.open(`/staff/applications/${file.applicationId}`);
  await agent.signIn(ursula);
  await page.getByRole('button', { name: staff.stepBack.action }).click();
  await page.getByRole('alertdialog').getByText(staff.stepBack.body).waitFor();
  await agent.look('staff-step-back');
  await page.getByRole('radio', { name: words.interests[exampleRecusal.interest] }).check();
  await page.getByLabel(texts.conflicts.recusal.reason).fill(exampleRecusal.reason);
  await page.getByRole('checkbox', { name: staff.stepBack.understand }).check();
  await page.getByRole('button', { name: staff.stepBack.confirm, exact: true }).click();
  await page.getByText(words.problems.recused.title).first().waitFor();
  await agent.open('/staff');
  await page
    .getByText(file.file.number ?? '')
    .first()
    .waitFor();
  await page.getByText(words.problems.recused.title).first().waitFor();
  await page.getByText(file.title).waitFor({ state: 'detached' });
  await agent.look('staff-queue-recused');
});
