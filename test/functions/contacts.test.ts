import { ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { dayOf } from '../../functions/domain/calendar.ts';
import { deliveryEvent, recordDelivery } from '../../functions/record-delivery/record.ts';
import { sendAct } from '../../functions/send/send.ts';
import type { Mail, Mailer } from '../../functions/services/mail.ts';
import { MOST_PER_ADDRESS } from '../../functions/store/contacts.ts';
import { triesKey } from '../../functions/store/keys.ts';
import { overdueActs } from '../../functions/store/messages.ts';
import { loadPerson, savePerson } from '../../functions/store/people.ts';
import { exampleSiret } from '../../schemas/examples/organisations.ts';
import { mostConfirmations } from '../../schemas/mail.ts';
import { type PerDay, usualPerDay } from '../../schemas/per-day.ts';
import { aDecision } from '../factories/application.ts';
import { aBounce, aComplaint, type ToldOf } from '../factories/mail.ts';
import { anOrganisation } from '../factories/people.ts';
import { type City, openCity, people, siteUrl } from '../support/city.ts';
import { attach, checkFile, decideFile, draftFile, fileIn, key, nameContact, submitNaming } from '../support/files.ts';
import { linkIn, messagesOn, post, tellApplication } from '../support/mails.ts';
import { ownFile, staffFile } from '../support/whole-file.ts';

const { applicant, colleague, stranger, staff } = people;
const contact = 'noe@contact.example';

const submitted = (city: City, contactEmail = contact) => submitNaming(city, contactEmail);
/** Sends all that is to leave, as the stream has it sent. */
const send = async (city: City, id: string, mailer: Mailer) => {
  await tellApplication(city.ports, mailer, siteUrl, id);
  for (;;) {
    const acts = await overdueActs(city.ports, city.ports.now().toISOString());
    if (acts.size === 0) return;
    for (const act of acts) await sendAct({ ports: city.ports, mailer, siteUrl }, act);
  }
};
const own = (city: City, applicationId: string) => ownFile(city, applicationId);
const answer = (city: City, token: string, said = 'confirmed') =>
  city.send('answerContact', undefined, { body: { token, answer: said } });
const to = (outbox: readonly Mail[]) => outbox.map((mail) => mail.to);
const rejected = (city: City, mail: Mail | undefined, what: (of: ToldOf) => unknown = aBounce) =>
  recordDelivery(
    city.ports,
    deliveryEvent.parse(what({ about: mail?.about as Mail['about'], email: mail?.to ?? '', feedbackId: key() })),
  );

test('letters go to the verified address of whoever submitted, in that person’s language', async () => {
  const city = await openCity();
  const before = await loadPerson(city.ports, applicant.id);
  if (!before) throw new Error('No applicant');
  await savePerson(city.ports, { ...before, email: 'verified@asso.example', language: 'en' }, before);
  const id = await submitted(city);
  const { outbox, mailer } = post();
  await send(city, id, mailer);
  expect(outbox[0]).toMatchObject({ to: 'verified@asso.example' });
  expect(outbox[0]?.subject).toMatch(/^Receipt of application/);
  expect(outbox[0]?.text).toContain(`Dear ${applicant.name},`);
  expect((await own(city, id)).addressee).toEqual({ name: applicant.name, email: 'verified@asso.example' });
});

test('a contact gets copies once the holder of the address said so, and none before', async () => {
  const city = await openCity();
  const id = await submitted(city);
  const { outbox, mailer } = post();
  await send(city, id, mailer);
  expect(to(outbox)).toEqual([applicant.email, contact]);
  expect(outbox[1]?.subject).toMatch(/^Confirmez votre adresse/);
  const at = city.ports.now().toISOString();
  expect((await own(city, id)).contact).toEqual({ state: 'asked', at, canAsk: true });

  city.ports.clock.advance({ hours: 1 });
  await checkFile(city, id, 'complements');
  await send(city, id, mailer);
  expect(to(outbox).slice(2)).toEqual([applicant.email]);

  city.ports.clock.advance({ hours: 1 });
  expect((await answer(city, linkIn(outbox))).status).toBe(200);
  const confirmed = { state: 'confirmed', at: city.ports.now().toISOString(), canAsk: false };
  expect((await own(city, id)).contact).toEqual(confirmed);
  expect((await staffFile(city, id)).contact).toEqual(confirmed);
  await attach(city, id, 'accounts');
  await city.ask('provideComplements', applicant.id, {
    params: { applicationId: id },
    body: { idempotencyKey: key() },
  });
  await send(city, id, mailer);
  await send(city, id, mailer);
  expect(to(outbox).slice(3)).toEqual([applicant.email, contact]);
  const [letter, copy] = outbox.slice(3);
  expect(copy?.subject).toBe(`Copie\u00a0: ${letter?.subject}`);
  // One letter of the file, not two.
  const { letters } = await own(city, id);
  expect(letters.map(({ seq }) => seq)).toEqual([4, 3, 2]);
});

test('nothing in the mail that asks was written by who named the address; the page of its link says who it was', async () => {
  const city = await openCity();
  const id = await submitted(city);
  const { outbox, mailer } = post();
  await send(city, id, mailer);
  const { content, organisation, number } = await own(city, id);
  const asking = `${outbox[1]?.subject} ${outbox[1]?.text} ${outbox[1]?.html}`;
  for (const word of [organisation.name, content?.project.title, content?.commitments.contactName])
    expect([word, asking.includes(word ?? '')]).toEqual([word, false]);
  expect(asking).toContain(number);
  const question = (token: string) => city.send('getContactQuestion', undefined, { body: { token } });
  expect((await question(linkIn(outbox))).body).toEqual({ organisationName: organisation.name, number });
  expect((await question(`${id}-${'0'.repeat(32)}`)).body.code).toBe('link-used');
  await answer(city, linkIn(outbox));
  expect((await question(linkIn(outbox))).body.code).toBe('link-used');
});

test('a name makes no line of its own in a mail', async () => {
  const city = await openCity();
  const before = await loadPerson(city.ports, applicant.id);
  if (!before) throw new Error('No applicant');
  await savePerson(city.ports, { ...before, name: 'Noé\r\nBcc: autre@asso.example' }, before);
  const id = await submitted(city);
  const { outbox, mailer } = post();
  await send(city, id, mailer);
  expect(outbox[0]?.text).toContain('Bonjour Noé Bcc: autre@asso.example,');
});

/** Answers a request for documents, and names another contact. */
const nameAnother = async (city: City, applicationId: string, contactEmail: string) => {
  await checkFile(city, applicationId, 'complements');
  await nameContact(city, applicationId, contactEmail);
  await attach(city, applicationId, 'accounts');
  await city.ask('provideComplements', applicant.id, { params: { applicationId }, body: { idempotencyKey: key() } });
};
const story = async (city: City, applicationId: string) =>
  (await city.ask('getTimeline', applicant.id, { params: { applicationId } })).items.at(-1)?.values;

test('a contact who had confirmed is told that another one took the place, who is asked; the timeline says so', async () => {
  const city = await openCity();
  const id = await submitted(city);
  const { outbox, mailer } = post();
  await send(city, id, mailer);
  await answer(city, linkIn(outbox));
  outbox.length = 0;
  await nameAnother(city, id, 'autre@contact.example');
  await send(city, id, mailer);
  await send(city, id, mailer);
  const said = outbox.map((mail) => [mail.to, mail.subject]);
  const { number } = await own(city, id);
  expect(said).toContainEqual([contact, `Votre adresse n’est plus le contact du dossier ${number}`]);
  expect(said).toContainEqual(['autre@contact.example', `Confirmez votre adresse pour le dossier ${number}`]);
  const told = outbox.filter((mail) => mail.to === contact && !mail.subject.startsWith('Copie'));
  expect(told).toHaveLength(1);
  expect(told[0]?.text).not.toContain('autre@contact.example');
  expect(await story(city, id)).toMatchObject({ contact: 'changed' });
});

test('an address that nobody confirmed is told nothing when it is replaced, and the same one again is no change', async () => {
  const city = await openCity();
  const [unconfirmed, same] = [await submitted(city), await submitted(city, 'meme@contact.example')];
  const { outbox, mailer } = post();
  await send(city, unconfirmed, mailer);
  await send(city, same, mailer);
  outbox.length = 0;
  await nameAnother(city, unconfirmed, 'autre@contact.example');
  await nameAnother(city, same, 'MEME@contact.example');
  await send(city, unconfirmed, mailer);
  await send(city, same, mailer);
  expect(to(outbox).filter((address) => [contact, 'meme@contact.example'].includes(address.toLowerCase()))).toEqual([]);
  expect(await story(city, unconfirmed)).toMatchObject({ contact: 'changed' });
  expect(await story(city, same)).not.toHaveProperty('contact');
});

/** Lets a person have done something that often today. */
const didToday = (city: City, what: keyof PerDay, times: number) =>
  city.ports.db.send(
    new UpdateCommand({
      TableName: city.ports.tableName,
      Key: triesKey(applicant.id, dayOf(city.ports.now().toISOString())),
      UpdateExpression: 'SET #what = :times',
      ExpressionAttributeNames: { '#what': what },
      ExpressionAttributeValues: { ':times': times },
    }),
  );

test('one person has only so many addresses asked in a day, in all files together; files go in all the same', async () => {
  const city = await openCity();
  await didToday(city, 'confirmations', usualPerDay.confirmations - 1);
  const last = await submitted(city);
  expect((await own(city, last)).contact?.state).toBe('asked');
  const late = await submitted(city, 'autre@contact.example');
  expect((await own(city, late)).contact).toEqual({ state: 'unasked', canAsk: true });
  const ask = (applicationId: string) => city.send('askContact', applicant.id, { params: { applicationId }, body: {} });
  expect((await ask(late)).body.code).toBe('too-many-confirmations');
  expect((await ask(last)).body.code).toBe('too-many-confirmations');
  city.ports.clock.advance({ days: 1 });
  expect((await ask(late)).status).toBe(200);
});

test('one person hands in only so many files in a day, side by side too; the draft stays', async () => {
  const city = await openCity();
  const drafts = [await draftFile(city), await draftFile(city), await draftFile(city)];
  await didToday(city, 'files', usualPerDay.files - 1);
  const handIn = (applicationId: string) =>
    city.send('submitApplication', applicant.id, { params: { applicationId }, body: { idempotencyKey: key() } });
  const codes = (await Promise.all(drafts.map(handIn))).map(({ status, body }) => (status === 200 ? 200 : body.code));
  expect(codes.toSorted()).toEqual([200, 'too-many-files', 'too-many-files']);
  const waiting = drafts[codes.indexOf('too-many-files')] ?? '';
  expect((await own(city, waiting)).state).toBe('draft');
  city.ports.clock.advance({ days: 1 });
  expect((await handIn(waiting)).status).toBe(200);
});

test('one person registers only so many organisations in a day; the same request again is the same one', async () => {
  const city = await openCity();
  await didToday(city, 'organisations', usualPerDay.organisations - 1);
  const register = (siret: string, idempotencyKey = key()) =>
    city.send('registerOrganisation', applicant.id, {
      body: { ...anOrganisation(3).content, siret, idempotencyKey },
    });
  const [first, second, third] = [1, 2, 3].map((place) => exampleSiret(700_000 + place)) as [string, string, string];
  const own = key();
  expect((await register(first, own)).status).toBe(200);
  expect((await register(first, own)).status).toBe(200);
  expect((await register(second)).body.code).toBe('too-many-registrations');
  city.ports.clock.advance({ days: 1 });
  expect((await register(third)).status).toBe(200);
});

test('a copy is in the language in which its reader answered, whatever the letter is in', async () => {
  const city = await openCity();
  const before = await loadPerson(city.ports, applicant.id);
  if (!before) throw new Error('No applicant');
  await savePerson(city.ports, { ...before, language: 'en' }, before);
  const id = await submitted(city);
  const { outbox, mailer } = post();
  await send(city, id, mailer);
  // Nobody knows yet in which language the contact reads.
  expect(outbox[1]?.subject).toMatch(/^Confirmez votre adresse/);
  expect(outbox[1]?.text).toContain('You can also say no through the link below.');
  const link = linkIn(outbox);
  expect(
    (await city.send('answerContact', undefined, { body: { token: link, answer: 'confirmed' }, language: 'fr' }))
      .status,
  ).toBe(200);
  await checkFile(city, id, 'complements');
  await send(city, id, mailer);
  await send(city, id, mailer);
  const [letter, copy] = outbox.slice(2);
  expect([letter?.to, copy?.to]).toEqual([applicant.email, contact]);
  expect(letter?.text).toContain(`Dear ${applicant.name},`);
  expect(copy?.subject).toMatch(/^Copie\u00a0: Pièces à fournir/);
  expect(copy?.text).toContain('Bonjour ');
});

test('the copy leaves although the letter itself is refused, and its own refusal waits for nobody', async () => {
  const city = await openCity();
  const id = await submitted(city);
  const { outbox, mailer } = post();
  await send(city, id, mailer);
  await answer(city, linkIn(outbox));
  await checkFile(city, id, 'complements');
  const never = Object.assign(new Error('No'), { name: 'MessageRejected', $metadata: { httpStatusCode: 400 } });
  const picky = (address: string): Mailer => ({
    send: (mail) => (mail.to === address ? Promise.reject(never) : mailer.send(mail)),
  });
  await send(city, id, picky(applicant.email));
  expect(to(outbox).slice(2)).toEqual([contact]);
  const [unsent, ...others] = (await city.ask('listUnsentMails', staff.id, {})).items;
  expect([unsent?.recipient, others]).toEqual(['applicant', []]);

  const other = await submitted(city, 'autre@contact.example');
  await send(city, other, picky('autre@contact.example'));
  expect((await own(city, other)).contact?.failed).toBe('refused');
  expect((await city.ask('listUnsentMails', staff.id, { query: { applicationId: other } })).items).toEqual([]);
});

test('a mail to the contact that comes back holds the address and shows on the file; asked again it shows no more', async () => {
  const city = await openCity();
  const id = await submitted(city);
  const { outbox, mailer } = post();
  await send(city, id, mailer);
  await rejected(city, outbox[1]);
  expect((await own(city, id)).contact).toMatchObject({ state: 'asked', failed: 'bounced' });
  // Letters leave as before.
  await checkFile(city, id, 'complements');
  await send(city, id, mailer);
  expect(to(outbox).slice(2)).toEqual([applicant.email]);
  await city.ask('askContact', applicant.id, { params: { applicationId: id }, body: {} });
  await send(city, id, mailer);
  expect((await own(city, id)).contact).toMatchObject({ state: 'asked', failed: 'held' });
  await rejected(city, outbox[2], aComplaint);
  expect((await own(city, id)).contactHold?.kind).toBe('complained');
});

test('a link answers once, no other does, and whoever declines gets nothing', async () => {
  const city = await openCity();
  const id = await submitted(city);
  const { outbox, mailer } = post();
  await send(city, id, mailer);
  const token = linkIn(outbox);
  for (const wrong of [`${id}-${'0'.repeat(32)}`, 'nonsense', token.slice(0, -1)])
    expect([wrong, (await answer(city, wrong)).status]).toEqual([wrong, 404]);
  expect((await answer(city, token, 'declined')).status).toBe(200);
  const again = await answer(city, token);
  expect([again.status, again.body.code]).toEqual([404, 'link-used']);
  expect((await own(city, id)).contact).toMatchObject({ state: 'declined', canAsk: false });
  const asked = await city.send('askContact', applicant.id, { params: { applicationId: id }, body: {} });
  expect([asked.status, asked.body.code]).toEqual([409, 'contact-asked']);
  await checkFile(city, id, 'complements');
  await send(city, id, mailer);
  expect(to(outbox).slice(2)).toEqual([applicant.email]);
});

test('asked again, the link of the mail before answers as well', async () => {
  const city = await openCity();
  const id = await submitted(city);
  const { outbox, mailer } = post();
  await send(city, id, mailer);
  const first = linkIn(outbox);
  await city.ask('askContact', applicant.id, { params: { applicationId: id }, body: {} });
  await send(city, id, mailer);
  const second = linkIn(outbox);
  expect(second).not.toBe(first);
  expect((await answer(city, first)).status).toBe(200);
  expect((await answer(city, second)).status).toBe(404);
  expect((await own(city, id)).contact).toMatchObject({ state: 'confirmed', canAsk: false });
});

test('neither the link nor the address stands in the table but in what was typed', async () => {
  const city = await openCity();
  const id = await submitted(city);
  const { outbox, mailer } = post();
  await send(city, id, mailer);
  const { Items = [] } = await city.ports.db.send(new ScanCommand({ TableName: city.ports.tableName }));
  const plain = (item: object) => JSON.stringify(item, (_name, value) => (value instanceof Set ? [...value] : value));
  const holding = (word: string) => Items.filter((item) => plain(item).includes(word)).map(({ sk }) => sk);
  expect(holding(linkIn(outbox))).toEqual([]);
  expect(holding(contact).sort()).toEqual(['REVISION#0001', 'SECTION#commitments']);
});

test('three mails may ask in one file, and five in a month, whoever names the address', async () => {
  const city = await openCity();
  const id = await submitted(city);
  const ask = (applicationId: string) => city.send('askContact', applicant.id, { params: { applicationId }, body: {} });
  for (let asked = 1; asked < mostConfirmations; asked++) expect((await ask(id)).status).toBe(200);
  expect((await ask(id)).body.code).toBe('contact-asked');
  const { outbox, mailer } = post();
  await send(city, id, mailer);
  expect(to(outbox).filter((address) => address === contact)).toHaveLength(mostConfirmations);

  // In files of any association; none is kept from being submitted.
  for (let asked = mostConfirmations; asked < MOST_PER_ADDRESS; asked++) await submitted(city, contact.toUpperCase());
  const late = await submitted(city);
  expect((await own(city, late)).contact).toEqual({ state: 'unasked', canAsk: true });
  expect((await ask(late)).body.code).toBe('contact-asked-often');
  city.ports.clock.set('2026-04-01T09:00:00.000Z');
  expect((await ask(late)).status).toBe(200);
  expect((await own(city, late)).contact).toMatchObject({ state: 'asked' });
});

test('nobody is asked where the letters go there anyway, nor twice for one file', async () => {
  const city = await openCity();
  const same = await submitted(city, applicant.email.toUpperCase());
  const { outbox, mailer } = post();
  await send(city, same, mailer);
  expect([to(outbox), (await own(city, same)).contact]).toEqual([[applicant.email], { state: 'same', canAsk: false }]);
  const id = await submitted(city);
  await send(city, id, mailer);
  await checkFile(city, id, 'complements');
  await attach(city, id, 'accounts');
  await city.ask('provideComplements', colleague.id, {
    params: { applicationId: id },
    body: { idempotencyKey: key() },
  });
  await send(city, id, mailer);
  expect(to(outbox).filter((address) => address === contact)).toHaveLength(1);
});

test('a file from before contacts were asked goes on: its letters leave, and its contact can be asked', async () => {
  const city = await openCity();
  const id = await fileIn(city, 'deciding');
  await city.ports.db.send(
    new UpdateCommand({
      TableName: city.ports.tableName,
      Key: { pk: `APP#${id}`, sk: 'REVISION#0001' },
      UpdateExpression: 'SET content.commitments.contactEmail = :email',
      ExpressionAttributeValues: { ':email': contact },
    }),
  );
  expect((await own(city, id)).contact).toEqual({ state: 'unasked', canAsk: true });
  await decideFile(city, id, aDecision('refused'));
  const { outbox, mailer } = post();
  await send(city, id, mailer);
  expect(to(outbox).filter((address) => address === contact)).toEqual([]);
  await city.ask('askContact', colleague.id, { params: { applicationId: id }, body: {} });
  await send(city, id, mailer);
  expect(to(outbox).at(-1)).toBe(contact);
});

test('whoever left the organisation is written to no more: then it is whoever answered last, and then staff are told', async () => {
  const city = await openCity();
  const id = await submitted(city);
  const { outbox, mailer } = post();
  await send(city, id, mailer);
  await checkFile(city, id, 'complements');
  await attach(city, id, 'accounts');
  await city.ask('provideComplements', colleague.id, {
    params: { applicationId: id },
    body: { idempotencyKey: key() },
  });
  const leave = async (personId: string) => {
    const before = await loadPerson(city.ports, personId);
    if (!before) throw new Error('Nobody');
    await savePerson(city.ports, { ...before, organisationIds: [] }, before);
  };
  // Told, and not sent yet.
  await leave(applicant.id);
  await send(city, id, mailer);
  expect(to(outbox).slice(2)).toEqual([colleague.email, colleague.email]);

  await leave(colleague.id);
  await checkFile(city, id, 'complements');
  await send(city, id, mailer);
  expect(to(outbox).slice(4)).toEqual([]);
  const { items } = await city.ask('listUnsentMails', staff.id, {});
  expect(items.map(({ seq, refusal }) => [seq, refusal?.code])).toEqual([[5, 'NobodyToTell']]);
  const file = await staffFile(city, id);
  expect([file.addressee, file.contact?.state]).toEqual([undefined, 'asked']);
  expect((await messagesOn(city.ports, id)).at(-1)?.status).toBe('refused');
});

test('a stranger asks nobody for a file of others', async () => {
  const city = await openCity();
  const id = await submitted(city);
  const { status } = await city.send('askContact', stranger.id, { params: { applicationId: id }, body: {} });
  expect(status).toBe(404);
});
