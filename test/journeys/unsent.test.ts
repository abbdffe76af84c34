import { afterAll, beforeAll, expect, test } from 'vitest';
import { mail as fr } from '../../frontend/texts/fr/mail.ts';
import { today } from '../../frontend/today.ts';
import { staff as cityStaff, type ExamplePerson } from '../../schemas/examples/people.ts';
import { call, draft, memberOf } from './support/caller.ts';
import { type City, openCity, reachAt } from './support/city.ts';
import { eventually } from './support/eventually.ts';
import { mailTo } from './support/inbox.ts';
import { pictureFailures } from './support/story.ts';
import { say } from './support/texts.ts';

const { unsent } = fr;
const [agent] = cityStaff as [ExamplePerson];

let city: City;
beforeAll(async () => {
  city = await openCity({
    emails: Object.fromEntries([3, 4, 5].map((index) => [memberOf(index), `personne${index}@refused.invalid`])),
  });
});
afterAll(() => city?.close());
pictureFailures(() => city);

/** A file whose acknowledgement SES refuses for good. */
const refused = async (index: number) => {
  const file = await draft(city, index);
  const params = { applicationId: file.applicationId };
  await call(city, file.member.id, 'submitApplication', { params, body: { idempotencyKey: crypto.randomUUID() } });
  const { number } = await call(city, file.member.id, 'getApplication', { params });
  return { ...file, number: number ?? '' };
};
const count = async () => (await call(city, agent.id, 'listUnsentMails', { query: {} })).items.length;

test('staff find what did not leave, read why, post one letter, and give another up', async () => {
  const office = await city.visit();
  await office.open('/staff/mails');
  await office.signIn(agent);
  const { page } = office;
  await page.getByText(unsent.empty).waitFor();
  await office.look('staff-unsent-empty');

  const posted = await refused(3);
  const lost = await refused(4);
  await eventually(count).toBe(2);
  await office.open('/staff');
  await page.getByText(say(unsent.some_other, { count: 2 })).waitFor();
  await page.getByRole('link', { name: unsent.open }).click();
  await page.getByText(unsent.codes.MessageRejected).first().waitFor();
  await office.look('staff-unsent');

  const row = (number: string) => page.getByRole('row').filter({ hasText: number });
  const other = (number: string) => row(number).getByRole('button', { name: say(unsent.otherOf, { name: '' }).trim() });
  await other(posted.number).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(unsent.on).waitFor();
  await office.look('staff-unsent-settle');
  // No day is proposed, and none is noted without one.
  await dialog.getByRole('button', { name: unsent.note, exact: true }).click();
  await dialog.locator('[aria-invalid="true"]').waitFor();
  await dialog.getByLabel(unsent.on).fill(today());
  await dialog.getByRole('button', { name: unsent.note, exact: true }).click();
  await row(posted.number).waitFor({ state: 'detached' });

  await other(lost.number).click();
  await dialog.getByLabel(unsent.how).selectOption('given-up');
  await dialog.getByRole('button', { name: unsent.note, exact: true }).click();
  // It asks for the reason, and nothing is done without.
  await dialog.locator('[aria-invalid="true"]').waitFor();
  await dialog.getByLabel(unsent.reason).fill('La structure a été dissoute en juin.');
  await dialog.getByRole('button', { name: unsent.note, exact: true }).click();
  await page.getByText(unsent.empty).waitFor();

  await office.open(`/staff/applications/${posted.applicationId}?tab=letters`);
  await page.getByText(fr.letter.posted, { exact: true }).waitFor();
  await office.look('staff-file-letter-posted');

  const home = await city.visit();
  await home.open(`/applicant/applications/${posted.applicationId}`);
  await home.signIn(posted.member);
  await home.page.getByText(say(fr.settledOn.posted, { date: '' }).trim()).waitFor();
  await home.look('applicant-letter-posted');
  expect([...office.complaints, ...home.complaints]).toEqual([]);
});

test('on the file itself a mail is sent again: refused once more it is back, and once the address is mended it arrives', async () => {
  const file = await refused(5);
  await eventually(count).toBe(1);
  const office = await city.visit();
  await office.open(`/staff/applications/${file.applicationId}?tab=letters`);
  await office.signIn(agent);
  const { page } = office;
  const [{ at = '' } = {}] = (await call(city, agent.id, 'listUnsentMails', { query: {} })).items;
  await page.getByRole('button', { name: say(unsent.again, { name: '' }).trim() }).click();
  await office.look('staff-file-unsent-again');
  await page.getByRole('alertdialog').getByRole('button', { name: fr.resumeConfirm }).click();
  await page.getByText(unsent.done.again).waitFor();
  // The address is as wrong as before.
  await eventually(async () => {
    const { items } = await call(city, agent.id, 'listUnsentMails', { query: { applicationId: file.applicationId } });
    return items.map((item) => item.at > at);
  }).toEqual([true]);

  await reachAt(city.ports, file.member.id, file.member.email);
  await page.reload();
  await page.getByRole('button', { name: say(unsent.again, { name: '' }).trim() }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: fr.resumeConfirm }).click();
  await mailTo(city, file.member.email, /^Accusé de réception/);
  await eventually(count).toBe(0);
  await office.open('/staff/mails');
  await page.getByText(unsent.empty).waitFor();
  expect(office.complaints).toEqual([]);
});
