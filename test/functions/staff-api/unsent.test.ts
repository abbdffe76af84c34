import { expect, test } from 'vitest';
import { exampleRecusal } from '../../../schemas/examples/jury.ts';
import { anOrganisation } from '../../factories/people.ts';
import { type City, openCity, people, siteUrl } from '../../support/city.ts';
import { fileIn, submitFile } from '../../support/files.ts';
import { messagesOn, post, refusing, tellApplication, tellSession } from '../../support/mails.ts';
import { planSession } from '../../support/sessions.ts';
import { ownFile, staffFile } from '../../support/whole-file.ts';

const { staff } = people;
const list = (city: City, query: Record<string, string> = {}) => city.ask('listUnsentMails', staff.id, { query });
const settle = (city: City, of: Awaited<ReturnType<typeof list>>['items'][number], how: object) =>
  city.send('settleMail', staff.id, {
    body: {
      act: of.act,
      aggregate: { type: of.about.type, id: of.about.id },
      seq: of.seq,
      recipient: of.recipient,
      settle: how,
    },
  });
const refused = async (city: City) => {
  const id = await submitFile(city);
  await tellApplication(city.ports, refusing, siteUrl, id);
  const [item] = (await list(city)).items;
  if (!item) throw new Error('Nothing is in the list');
  return { id, item };
};

test('what reached nobody is listed with what SES said; by file, by session and by person', async () => {
  const city = await openCity();
  const id = await fileIn(city, 'evaluating');
  await tellApplication(city.ports, refusing, siteUrl, id);
  const sessionId = await planSession(city);
  await city.ask('conveneSession', staff.id, { params: { sessionId }, body: {} });
  await tellSession(city.ports, refusing, siteUrl, sessionId);
  const all = (await list(city)).items;
  expect(all).toHaveLength(7);
  expect(all.find(({ recipient }) => recipient === 'applicant')).toMatchObject({
    about: { type: 'application', id },
    seq: 2,
    recipientName: anOrganisation(0).content.name,
    template: 'acknowledgement',
    why: 'refused',
    refusal: { code: 'InvalidParameterValue', words: 'Domain contains control or whitespace' },
  });
  const of = async (query: Record<string, string>) => (await list(city, query)).items.map(({ about }) => about.type);
  expect(await of({ applicationId: id })).toEqual(Array.from({ length: 4 }, () => 'application'));
  expect(await of({ sessionId })).toEqual(Array.from({ length: 3 }, () => 'session'));
  expect((await of({ personId: city.jurors[0] as string })).sort()).toEqual(['application', 'session']);
});

test('a letter that was posted is so for everybody, with its day, and is off the list', async () => {
  const city = await openCity();
  const { id, item } = await refused(city);
  expect((await settle(city, item, { outcome: 'posted', on: '2026-03-19' })).body.fields[0].path).toEqual([
    'settle',
    'on',
  ]);
  expect((await settle(city, item, { outcome: 'posted', on: '2026-03-17' })).status).toBe(200);
  expect((await list(city)).items).toEqual([]);
  const own = await ownFile(city, id);
  expect(own.letters.map(({ delivery, on }) => [delivery, on])).toEqual([['posted', '2026-03-17']]);
  const [message] = await messagesOn(city.ports, id);
  expect(message?.settled).toEqual({ byId: staff.id, at: '2026-03-18T09:00:00.000Z', on: '2026-03-17' });
  expect((await settle(city, item, { outcome: 'again' })).status).toBe(409);
});

test('whoever stepped back from a file sees its number in the list and no name, and settles nothing of it', async () => {
  const city = await openCity();
  const { id, item } = await refused(city);
  const { number } = await city.ask('getStaffFile', staff.id, { params: { applicationId: id } });
  const since = city.ports.now().toISOString();
  await city.ask('stepBack', staff.id, {
    params: { applicationId: id },
    body: { ...exampleRecusal, confirm: true },
  });
  const { subject: _subject, refusal: _refusal, ...row } = item;
  expect((await list(city)).items).toEqual([
    { ...row, about: { type: 'application', id, number, title: '', recusedSince: since }, recipientName: '' },
  ]);
  const answer = await settle(city, item, { outcome: 'given-up', reason: 'La structure est dissoute' });
  expect([answer.status, answer.body.code]).toEqual([403, 'recused']);
});

test('what was mended is sent again and leaves, once', async () => {
  const city = await openCity();
  const { id, item } = await refused(city);
  expect((await settle(city, item, { outcome: 'again' })).status).toBe(200);
  expect((await settle(city, item, { outcome: 'again' })).status).toBe(409);
  const { outbox, mailer } = post();
  await tellApplication(city.ports, mailer, siteUrl, id);
  await tellApplication(city.ports, mailer, siteUrl, id);
  expect([outbox.length, (await list(city)).items]).toEqual([1, []]);
});

test('whoever gives up says why; a mail that there is not is not found', async () => {
  const city = await openCity();
  const { id, item } = await refused(city);
  expect((await settle(city, item, { outcome: 'given-up', reason: 'Non' })).status).toBe(422);
  expect((await settle(city, { ...item, seq: 9 }, { outcome: 'again' })).status).toBe(404);
  expect((await settle(city, item, { outcome: 'given-up', reason: 'La structure est dissoute' })).status).toBe(200);
  const file = await staffFile(city, id);
  expect([file.letters[0]?.delivery, file.contactMail]).toEqual(['given-up', undefined]);
});
