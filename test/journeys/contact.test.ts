import { afterAll, beforeAll, expect, test } from 'vitest';
import { mail as fr } from '../../frontend/texts/fr/mail.ts';
import { pages } from '../../frontend/texts/fr/pages.ts';
import { staff as cityStaff, type ExamplePerson } from '../../schemas/examples/people.ts';
import { problems } from '../../schemas/texts/fr/problems.ts';
import { asRead, call, draft, passed } from './support/caller.ts';
import { type City, openCity } from './support/city.ts';
import { eventually } from './support/eventually.ts';
import { mailsTo, mailTo } from './support/inbox.ts';
import { pictureFailures } from './support/story.ts';
import { say, texts } from './support/texts.ts';

const { contact } = fr;
const { staff } = texts;
const [agent] = cityStaff as [ExamplePerson];

let city: City;
beforeAll(async () => {
  city = await openCity();
});
afterAll(() => city?.close());
pictureFailures(() => city);

test('whoever was named as a contact says by the link of a mail that copies may come, once, and gets them', async () => {
  const file = await draft(city, 3);
  const params = { applicationId: file.applicationId };
  await call(city, file.member.id, 'submitApplication', { params, body: { idempotencyKey: crypto.randomUUID() } });
  const { contactEmail } = file.content.commitments;
  const questions = () => mailsTo(city, contactEmail, /^Confirmez votre adresse/);
  await eventually(() => questions().length).toBe(1);

  const home = await city.visit();
  await home.open(`/applicant/applications/${file.applicationId}`);
  await home.signIn(file.member);
  await home.page.getByText(say(contact.lettersTo, { name: file.member.name, email: file.member.email })).waitFor();
  await home.page.getByText(contact.states.asked, { exact: true }).waitFor();
  await home.page.getByRole('button', { name: contact.askAgain }).click();
  await home.page.getByText(contact.asked).waitFor();
  await home.look('applicant-file-contact');

  await eventually(() => questions().length).toBe(2);

  const holder = await city.visit();
  const { page } = holder;
  const follow = async (place: number) => {
    await holder.open('/');
    await holder.open(/\/contact#\S+/.exec(questions()[place]?.body.text ?? '')?.[0] ?? '');
  };
  // Which organisation asks is said here, and not by the mail, whose words nobody else wrote.
  await follow(0);
  await page.getByText(file.organisation.content.name).waitFor();
  expect(questions()[0]?.body.text).not.toContain(file.organisation.content.name);
  await holder.look('contact-question');
  await page.getByRole('button', { name: pages.contact.confirm }).click();
  await page.getByText(pages.contact.done.confirmed.title).waitFor();
  await holder.look('contact-confirmed');
  // Whichever link was followed, it was the last answer.
  await follow(1);
  await page.getByText(problems['link-used'].title).waitFor();
  expect(await page.getByText(file.organisation.content.name).count()).toBe(0);
  await holder.look('contact-link-used');
  await holder.open('/');
  await holder.open('/contact');
  await page.getByText(pages.contact.noLink).waitFor();

  await call(city, agent.id, 'recordCheck', {
    params: { ...params, stepId: 'completeness' },
    body: await asRead(city, file.applicationId, passed('completeness')),
  });
  const office = await city.visit();
  await office.open(`/staff/applications/${file.applicationId}?tab=content`);
  await office.signIn(agent);
  await office.page.getByRole('tab', { name: staff.file.tabs.content, exact: true }).click();
  await office.page.getByText(contact.states.confirmed, { exact: true }).waitFor();
  await office.look('staff-file-contact');
  await call(city, file.member.id, 'withdrawApplication', { params, body: {} });
  await mailTo(city, contactEmail, /^Copie/);
  expect([...home.complaints, ...holder.complaints, ...office.complaints]).toEqual([]);
});
