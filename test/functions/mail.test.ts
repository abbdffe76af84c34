import { expect, test } from 'vitest';
import { deliveryEvent, recordDelivery } from '../../functions/record-delivery/record.ts';
import type { Mail, Mailer } from '../../functions/services/mail.ts';
import { LEASE_MS } from '../../functions/store/lease.ts';
import { exampleRecusal, exampleRelief } from '../../schemas/examples/jury.ts';
import { aContent, aDecision } from '../factories/application.ts';
import { aBounce, aComplaint, seqOf, type ToldOf } from '../factories/mail.ts';
import { aJuror } from '../factories/people.ts';
import { mortal } from '../support/actors.ts';
import { type City, openCity, people } from '../support/city.ts';
import { asRead, checkFile, evaluate, fileIn, letterFor, submitFile } from '../support/files.ts';
import { tellApplication } from '../support/mails.ts';
import { ownFile, staffFile } from '../support/whole-file.ts';

const siteUrl = 'https://appel.ville.example';
const { staff, stranger } = people;
const { contactEmail } = aContent().commitments;

/** A post office that keeps what it sent. */
const post = () => {
  const outbox: Mail[] = [];
  const mailer: Mailer = { send: async (mail) => `message-${outbox.push(mail)}` };
  return { outbox, mailer };
};
const notify = (city: City, id: string, { mailer }: ReturnType<typeof post>, ports = city.ports) =>
  tellApplication({ ...ports, sleep: async () => {} }, mailer, siteUrl, id);
const later = (city: City) => city.ports.clock.advance({ milliseconds: 1000 });
let feedback = 0;
const failed = (city: City, mail: Mail, what: (of: ToldOf) => unknown = aBounce, more = {}) =>
  recordDelivery(
    city.ports,
    deliveryEvent.parse(what({ about: mail.about, email: mail.to, feedbackId: `f${++feedback}`, ...more })),
  );
const resume = (city: City, applicationId: string, recipient = 'applicant', who = staff.id) =>
  city.send('resumeMail', who, { params: { applicationId }, body: { recipient } });
const deliveries = ({ letters }: { letters: { seq: number; delivery: string }[] }) =>
  letters.map(({ seq, delivery }) => [seq, delivery]);

/** A file whose acknowledgement came back, and which was then found complete in one check and ineligible in the next. */
const unreachable = async (city: City) => {
  const office = post();
  const id = await submitFile(city);
  await notify(city, id, office);
  await failed(city, office.outbox[0] as Mail);
  later(city);
  await checkFile(city, id, 'complements');
  later(city);
  await notify(city, id, office);
  later(city);
  return { id, office };
};

test('after a bounce nothing more is sent there; the letter is kept, and nothing waits for it', async () => {
  const city = await openCity();
  const { id, office } = await unreachable(city);
  expect(office.outbox).toHaveLength(1);
  expect(await notify(city, id, office)).toBe(0);
  const file = await staffFile(city, id);
  expect(deliveries(file)).toEqual([
    [3, 'held'],
    [2, 'bounced'],
  ]);
  expect(file.letters[0]?.body).toContain('appel.ville.example');
  expect(file.contactMail).toEqual({
    hold: { kind: 'bounced', at: '2026-03-18T10:00:00.000Z', count: 1 },
    notArrived: 2,
  });
});

test('the applicant reads the letter all the same, and learns that mails do not arrive', async () => {
  const city = await openCity();
  const { id } = await unreachable(city);
  const file = await ownFile(city, id);
  expect(file.contactHold).toEqual({ kind: 'bounced', at: '2026-03-18T10:00:00.000Z' });
  expect(file.letters.map(({ seq }) => seq)).toEqual([3, 2]);
});

test('what is known of an address is told to staff on every file whose letters go there, before they decide it, and to its applicant only once a mail of that file was concerned', async () => {
  const city = await openCity();
  await unreachable(city);
  const other = await submitFile(city);
  expect((await ownFile(city, other)).contactHold).toBeUndefined();
  expect((await staffFile(city, other)).contactMail).toMatchObject({ hold: { kind: 'bounced' }, notArrived: 0 });
  const applicationId = await fileIn(city, 'deciding', 8);
  const preview = await letterFor(city, applicationId, {
    operation: 'recordDecision',
    ...(await asRead(city, applicationId, { decision: aDecision('refused') })),
  });
  expect([preview.to?.email, preview.hold]).toMatchObject([contactEmail, { kind: 'bounced' }]);
  const office = post();
  await notify(city, other, office);
  expect(office.outbox).toEqual([]);
  expect((await ownFile(city, other)).contactHold).toMatchObject({ kind: 'bounced' });
});

test('staff have mails sent again: what did not arrive leaves, once, and the story says who did it and when', async () => {
  const city = await openCity();
  const { id, office } = await unreachable(city);
  expect((await resume(city, id)).status).toBe(200);
  const at = city.ports.now().toISOString();
  const lifted = await staffFile(city, id);
  expect(lifted.contactMail).toEqual({ resumed: { at, byName: staff.name }, notArrived: 0 });
  expect(lifted.timeline.at(-1)).toMatchObject({ type: 'application.mail-resumed', by: 'staff', at });
  // Somebody else on the same page, a moment later.
  expect((await resume(city, id)).status).toBe(409);
  later(city);
  await notify(city, id, office);
  expect(office.outbox.slice(1).map((mail) => [mail.to, seqOf(mail)])).toEqual([
    [contactEmail, 2],
    [contactEmail, 3],
  ]);
  const file = await staffFile(city, id);
  expect(deliveries(file)).toEqual([
    [3, 'sent'],
    [2, 'sent'],
  ]);
  expect(file.contactMail).toEqual({ resumed: { at, byName: staff.name }, notArrived: 0 });
  const own = await ownFile(city, id);
  expect([own.contactHold, own.timeline.some(({ type }) => type === 'application.mail-resumed')]).toEqual([
    undefined,
    false,
  ]);
  expect(own.state).toBe('complements');
  expect(await notify(city, id, office)).toBe(0);
  expect(office.outbox).toHaveLength(3);
  expect((await resume(city, id)).status).toBe(409);
});

test('an address that bounces once more is held once more, and the rest of its letters with it', async () => {
  const city = await openCity();
  const { id, office } = await unreachable(city);
  await resume(city, id);
  later(city);
  // The first letter comes back before the second has left.
  const mailer: Mailer = {
    send: async (mail) => {
      office.outbox.push(mail);
      await failed(city, mail);
      return 'again';
    },
  };
  await tellApplication(city.ports, mailer, siteUrl, id);
  expect(office.outbox).toHaveLength(2);
  const file = await staffFile(city, id);
  expect(deliveries(file)).toEqual([
    [3, 'held'],
    [2, 'bounced'],
  ]);
  expect(file.contactMail).toMatchObject({ hold: { count: 2 }, notArrived: 2 });
  later(city);
  expect((await resume(city, id)).status).toBe(200);
});

test('whoever found our mails unwanted has what came before: only what was held back is sent', async () => {
  const city = await openCity();
  const office = post();
  const id = await submitFile(city);
  await notify(city, id, office);
  await failed(city, office.outbox[0] as Mail, aComplaint);
  later(city);
  await checkFile(city, id, 'complements');
  await notify(city, id, office);
  expect((await ownFile(city, id)).contactHold).toMatchObject({ kind: 'complained' });
  expect((await staffFile(city, id)).contactMail).toMatchObject({ hold: { kind: 'complained' }, notArrived: 1 });
  later(city);
  await resume(city, id);
  later(city);
  await notify(city, id, office);
  expect(office.outbox.map(seqOf)).toEqual([2, 3]);
});

test('a full mailbox holds nothing; the letter can be sent again', async () => {
  const city = await openCity();
  const office = post();
  const id = await submitFile(city);
  await notify(city, id, office);
  later(city);
  await failed(city, office.outbox[0] as Mail, aBounce, { bounceType: 'Transient' });
  const file = await staffFile(city, id);
  expect([deliveries(file), file.contactMail]).toEqual([[[2, 'undelivered']], { notArrived: 1 }]);
  expect((await ownFile(city, id)).contactHold).toBeUndefined();
  await resume(city, id);
  later(city);
  await notify(city, id, office);
  expect(office.outbox.map(seqOf)).toEqual([2, 2]);
});

test('a juror whose address refuses mails is marked on the present step, and reached again', async () => {
  const city = await openCity();
  const office = post();
  const id = await fileIn(city, 'evaluating');
  await notify(city, id, office);
  const juror = aJuror(1);
  const mail = office.outbox.find(({ to }) => to === juror.email) as Mail;
  await failed(city, mail);
  const marks = async () =>
    (await staffFile(city, id)).assignments.map(({ jurorId, mail: known }) => [jurorId, known?.hold?.kind]);
  expect(await marks()).toEqual(
    city.jurors.slice(0, 3).map((jurorId) => [jurorId, jurorId === juror.id ? 'bounced' : undefined]),
  );
  expect((await staffFile(city, id)).contactMail).toBeUndefined();
  later(city);
  expect((await resume(city, id, juror.id)).status).toBe(200);
  later(city);
  const before = office.outbox.length;
  await notify(city, id, office);
  expect(office.outbox.slice(before).map(({ to }) => to)).toEqual([juror.email]);
});

test.each([
  ['is recused', 'recuse'],
  ['was relieved', 'relieve'],
  ['has sent the evaluation', 'evaluate'],
] as const)('what was held back from a juror is not sent again once the juror %s', async (_, since) => {
  const city = await openCity();
  const office = post();
  const id = await fileIn(city, 'evaluating');
  await notify(city, id, office);
  const juror = aJuror(1);
  await failed(city, office.outbox.find(({ to }) => to === juror.email) as Mail);
  later(city);
  const params = { applicationId: id };
  if (since === 'recuse') await city.ask('recuse', juror.id, { params, body: { ...exampleRecusal, confirm: true } });
  if (since === 'relieve')
    await city.ask('relieveJuror', people.staff.id, {
      params: { ...params, jurorId: juror.id },
      body: { reason: exampleRelief },
    });
  if (since === 'evaluate') await evaluate(city, id, juror.id);
  await resume(city, id, juror.id);
  later(city);
  const before = office.outbox.length;
  await notify(city, id, office);
  expect(office.outbox.slice(before)).toEqual([]);
});

test('there is nothing to send again to persons to whom the file never wrote, or while all is well', async () => {
  const city = await openCity();
  const id = await fileIn(city, 'evaluating');
  await notify(city, id, post());
  const statuses = [];
  for (const recipient of ['applicant', city.jurors[3], stranger.id, 'nobody'])
    statuses.push((await resume(city, id, recipient)).status);
  expect(statuses).toEqual([409, 404, 404, 404]);
});

test('wherever the consumer is killed, what was held back is sent, and nothing stays held', async () => {
  const city = await openCity();
  for (let calls = 0; calls < 18; calls++) {
    const { id, office } = await unreachable(city);
    await resume(city, id);
    later(city);
    await notify(city, id, office, mortal(city.ports, calls)).catch(() => undefined);
    city.ports.clock.advance({ milliseconds: LEASE_MS + 1 });
    await notify(city, id, office);
    expect(new Set(office.outbox.slice(1).map(seqOf))).toEqual(new Set([2, 3]));
    expect(deliveries(await staffFile(city, id))).toEqual([
      [3, 'sent'],
      [2, 'sent'],
    ]);
  }
});

test('a run that holds a letter back while staff lift the hold leaves it to be sent all the same', async () => {
  const city = await openCity();
  const office = post();
  const id = await submitFile(city);
  await notify(city, id, office);
  await failed(city, office.outbox[0] as Mail);
  later(city);
  await checkFile(city, id, 'complements');
  // The run dies right after it took the lease of the second letter, before it held it back.
  for (let calls = 4; calls < 9; calls++) {
    await notify(city, id, office, mortal(city.ports, calls)).catch(() => undefined);
    city.ports.clock.advance({ milliseconds: LEASE_MS + 1 });
  }
  await resume(city, id);
  later(city);
  await notify(city, id, office);
  expect(deliveries(await staffFile(city, id))).toEqual([
    [3, 'sent'],
    [2, 'sent'],
  ]);
});
