import { expect, test } from 'vitest';
import { deliveryEvent, recordDelivery } from '../../../functions/record-delivery/record.ts';
import { keyOfAddress, loadAddress, noteFailure } from '../../../functions/store/addresses.ts';
import { type MailAbout, mailAbout, tagsOf } from '../../../schemas/mail.ts';
import { aContent, anId } from '../../factories/application.ts';
import { aBounce, aComplaint, aRejection } from '../../factories/mail.ts';
import { interleave } from '../../support/actors.ts';
import { type City, openCity } from '../../support/city.ts';
import { submitFile } from '../../support/files.ts';
import { messagesOn, post, tellApplication } from '../../support/mails.ts';

const email = aContent().commitments.contactEmail;

/** A submitted file whose acknowledgement went out, and what its mail is about. */
const told = async (city: City) => {
  const applicationId = await submitFile(city);
  const { outbox, mailer } = post();
  await tellApplication(city.ports, mailer, 'https://appel.ville.example', applicationId);
  return { about: mailAbout.parse(outbox[0]?.about), email };
};
const mailOf = async (city: City, about: MailAbout) =>
  'applicationId' in about ? (await messagesOn(city.ports, about.applicationId))[0] : undefined;
const record = (city: City, event: unknown) => recordDelivery(city.ports, deliveryEvent.parse(event));

test('a permanent bounce holds the address, however it is written, and shows on the letter', async () => {
  const city = await openCity();
  const { about } = await told(city);
  await record(city, aBounce({ about, email: email.toUpperCase() }));
  expect(await loadAddress(city.ports, ` ${email}`)).toEqual({
    status: 'held',
    kind: 'bounced',
    at: '2026-03-18T10:00:00.000Z',
    count: 1,
  });
  expect(await mailOf(city, about)).toMatchObject({ status: 'sent', delivery: 'bounced' });
});

test('a complaint does likewise, and the last word counts', async () => {
  const city = await openCity();
  const mail = await told(city);
  await record(city, aBounce({ ...mail, feedbackId: 'f1' }));
  await record(city, aComplaint({ ...mail, feedbackId: 'f2' }));
  expect(await loadAddress(city.ports, email)).toMatchObject({ kind: 'complained', count: 2 });
  expect(await mailOf(city, mail.about)).toMatchObject({ delivery: 'complained' });
});

test('a full mailbox and a rejected mail are noted on the letter alone, and undo nothing', async () => {
  const city = await openCity();
  const mail = await told(city);
  await record(city, aBounce({ ...mail, bounceType: 'Transient', feedbackId: 'f1' }));
  expect(await loadAddress(city.ports, email)).toBeUndefined();
  expect(await mailOf(city, mail.about)).toMatchObject({ delivery: 'undelivered' });
  await record(city, aBounce({ ...mail, feedbackId: 'f2' }));
  await record(city, aRejection(mail));
  expect(await mailOf(city, mail.about)).toMatchObject({ delivery: 'bounced' });
  expect(await loadAddress(city.ports, email)).toMatchObject({ kind: 'bounced', count: 1 });
});

test('what is told twice, or at the same time, counts once', async () => {
  const city = await openCity();
  const mail = await told(city);
  const event = deliveryEvent.parse(aBounce(mail));
  const results = await interleave(
    city.ports,
    [0, 1, 0, 1],
    [0, 1].map(() => (ports: typeof city.ports) => recordDelivery(ports, event)),
  );
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  await recordDelivery(city.ports, event);
  expect(await loadAddress(city.ports, email)).toMatchObject({ count: 1 });
});

test('of a mail that nobody knows any more, only what it says of the address is kept, once', async () => {
  const city = await openCity();
  const about = mailAbout.parse({ applicationId: anId('app', 9), seq: 2, recipient: 'applicant' });
  const failure = { about, email, kind: 'bounced', feedbackId: 'f1', at: '2026-03-18T10:00:00.000Z' } as const;
  expect([await noteFailure(city.ports, failure), await noteFailure(city.ports, failure)]).toEqual([false, false]);
  expect(await loadAddress(city.ports, email)).toMatchObject({ status: 'held', count: 1 });
});

test('no key holds an address', () => {
  const { pk } = keyOfAddress(email);
  expect(pk).toMatch(/^ADDRESS#[0-9a-f]{64}$/);
});

test.each(['applicant', '0b7c1f4e-9f51-4b6e-8f0a-3d2c1b0a9f8e', 'demo_juror.1@office%~'])(
  'tags come back as they left, whoever the mail is for: %s',
  (recipient) => {
    const about = mailAbout.parse({ applicationId: anId('app', 9), seq: 12, recipient });
    const tags = tagsOf(about, 'production');
    // What SES takes in names and values of tags.
    for (const [name, value] of Object.entries(tags)) expect(name + value).toMatch(/^[A-Za-z0-9_-]{1,255}$/);
    expect(deliveryEvent.parse(aBounce({ about, email })).mail.tags).toEqual(about);
  },
);
