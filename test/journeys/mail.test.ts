import { afterAll, beforeAll, expect, test } from 'vitest';
import { mail as fr } from '../../frontend/texts/fr/mail.ts';
import { staff as cityStaff, type ExamplePerson, jurors } from '../../schemas/examples/people.ts';
import { asRead, call, draft, memberOf, passed } from './support/caller.ts';
import { type City, openCity, reachAt } from './support/city.ts';
import { eventually } from './support/eventually.ts';
import { mailsTo } from './support/inbox.ts';
import { pictureFailures } from './support/story.ts';
import { say } from './support/texts.ts';

const [agent] = cityStaff as [ExamplePerson];
/** SES's mailbox simulator, on this machine as on AWS: nobody is there. */
const email = 'bounce+maison@simulator.amazonses.com';

let city: City;
beforeAll(async () => {
  city = await openCity({ emails: { [memberOf(3)]: email } });
});
afterAll(() => city?.close());
pictureFailures(() => city);

test('an address that refuses our mails is held; staff and the association see it, and staff have mails sent again', async () => {
  const file = await draft(city, 3);
  const params = { applicationId: file.applicationId };
  await call(city, file.member.id, 'submitApplication', { params, body: { idempotencyKey: crypto.randomUUID() } });
  const known = async () => (await call(city, agent.id, 'getStaffMail', { params })).contactMail;
  await eventually(async () => (await known())?.hold?.kind).toBe('bounced');
  const { answers } = passed('completeness');
  await call(city, agent.id, 'recordCheck', {
    params: { ...params, stepId: 'completeness' },
    body: await asRead(city, file.applicationId, {
      verdict: 'complements' as const,
      answers: { ...answers, [Object.keys(answers)[0] ?? '']: false },
      message: 'Merci de joindre les comptes approuvés.',
      answerWithinDays: 15,
    }),
  });
  await eventually(async () => (await known())?.notArrived).toBe(2);
  expect(mailsTo(city, email, /./)).toHaveLength(1);

  const home = await city.visit();
  await home.open(`/applicant/applications/${file.applicationId}`);
  await home.signIn(file.member);
  await home.page.getByText(fr.own.title).waitFor();
  await home.page.getByText(fr.own.letterHeld.replace('Écrit le {{date}}, ', '')).first().click();
  await home.look('applicant-file-mail-held');

  const office = await city.visit();
  await office.open(`/staff/applications/${file.applicationId}?tab=letters`);
  await office.signIn(agent);
  const { page } = office;
  await page.getByText(say(fr.notArrived_other, { count: 2 })).waitFor();
  await page.getByText(fr.letter.held, { exact: true }).waitFor();
  await page.getByText(fr.letter.bounced, { exact: true }).waitFor();
  await office.look('staff-file-letters-held');

  await page.getByRole('button', { name: fr.resume }).click();
  await page
    .getByRole('alertdialog')
    .getByText(say(fr.resumeTitle, { name: file.member.name }))
    .waitFor();
  await office.look('staff-file-mail-resume');
  await page.getByRole('alertdialog').getByRole('button', { name: fr.resumeConfirm }).click();
  await page
    .getByText(say(fr.resumed, { name: agent.name, date: '' }).replace(' .', '').trim())
    .first()
    .waitFor();
  // Nobody is there yet: the first mail comes back, and the address is held again.
  await eventually(async () => (await known())?.hold?.count).toBeGreaterThan(1);
  expect(mailsTo(city, email, /./).length).toBeGreaterThan(1);
  expect(office.complaints).toEqual([]);
  expect(home.complaints).toEqual([]);
});

test('beside a juror whose address refuses our mails it is said so', async () => {
  const juror = jurors[0] as ExamplePerson;
  await reachAt(city.ports, juror.id, 'complaint@simulator.amazonses.com');

  const file = await draft(city, 4);
  const params = { applicationId: file.applicationId };
  await call(city, file.member.id, 'submitApplication', { params, body: { idempotencyKey: crypto.randomUUID() } });
  for (const stepId of ['completeness', 'eligibility'])
    await call(city, agent.id, 'recordCheck', {
      params: { ...params, stepId },
      body: await asRead(city, file.applicationId, passed(stepId)),
    });
  await call(city, agent.id, 'openStep', {
    params,
    body: await asRead(city, file.applicationId, { jurorIds: jurors.slice(0, 2).map(({ id }) => id) }),
  });
  await eventually(async () => {
    const { jurors: marked } = await call(city, agent.id, 'getStaffMail', { params });
    return marked.map(({ jurorId, mail }) => [jurorId, mail.hold?.kind]);
  }).toEqual([[juror.id, 'complained']]);
  const office = await city.visit();
  await office.open(`/staff/applications/${file.applicationId}?tab=jury`);
  await office.signIn(agent);
  await office.page.getByText(fr.holdShort.complained).first().waitFor();
  await office.look('staff-file-juror-held');
});

test('the inbox of this machine shows every mail as text and formatted, and can be emptied', async () => {
  const visit = await city.visit();
  const { page } = visit;
  const newest = city.platform.engines.mail.mails().at(-1);
  await page.goto(city.platform.urls.inbox);
  await visit.look('inbox');
  await page.locator('summary').first().click();
  const [firstLine = ''] = (newest?.body.text ?? '').split('\n');
  await page.locator('details[open]').getByText(firstLine).first().waitFor();
  await page.frameLocator('details[open] iframe').getByText(firstLine).first().waitFor();
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: 'Demonstration inbox' }).waitFor();
  await page.getByRole('button', { name: 'Empty the inbox' }).click();
  await page.getByText('Aucun message pour l’instant.').waitFor();
  expect(city.platform.engines.mail.mails()).toEqual([]);
  expect(visit.complaints).toEqual([]);
});
