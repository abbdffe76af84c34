import { expect, test } from 'vitest';
import { announceDue } from '../../../functions/announce/announce.ts';
import { callLille } from '../../../schemas/examples/call-lille.ts';
import { aDecision } from '../../factories/application.ts';
import { type City, openCity, people, siteUrl } from '../../support/city.ts';
import { decideFile, fileIn, letterFor, versionOf } from '../../support/files.ts';
import { post, tellApplication } from '../../support/mails.ts';

const { applicant, staff } = people;

/** Sends what is due, and gives the last letter to the applicant. */
const last = async (city: City, id: string) => {
  const { outbox, mailer } = post();
  await tellApplication(city.ports, mailer, siteUrl, id);
  return outbox.findLast(({ to }) => to === applicant.email);
};
const successor = { fullName: 'Dominique Successeur', capacity: { fr: 'Maire (exemple)', en: 'Mayor (example)' } };
const publishes = (city: City, content: object) =>
  city.ask('publishCall', staff.id, { params: { callId: city.callId }, body: { basedOn: 1, content } });

test('whoever signs for the City on the day signs, also on files of an earlier version of the call', async () => {
  const city = await openCity();
  const id = await fileIn(city, 'deciding');
  expect((await last(city, id))?.text).toContain('\n\nPour la Ville de Lille,\nAlix Exemple\nAdjointe au maire');
  city.ports.clock.advance({ hours: 1 });
  await publishes(city, { ...city.content, signatory: successor });
  city.ports.clock.advance({ hours: 1 });
  const body = { decision: aDecision('supported'), version: await versionOf(city, id) };
  const preview = await letterFor(city, id, { operation: 'recordDecision', ...body });
  await decideFile(city, id, aDecision('supported'));
  const mail = await last(city, id);
  expect(mail?.text).toBe(preview.body);
  expect(mail?.text).toContain('\n\nPour la Ville de Lille,\nDominique Successeur\nMaire (exemple)\n\n');
  expect(mail?.text).not.toContain('Alix Exemple');
});

test('a decision that is kept back is signed by whoever signed when it was taken, and dated on its day', async () => {
  const city = await openCity();
  const id = await fileIn(city, 'deciding');
  await last(city, id);
  await decideFile(city, id, { ...aDecision('refused'), announceOn: '2026-04-30' });
  city.ports.clock.advance({ hours: 1 });
  await publishes(city, { ...city.content, signatory: successor });
  city.ports.clock.set('2026-04-30T09:00:00.000Z');
  await announceDue(city.ports);
  const mail = await last(city, id);
  expect(mail?.text).toContain('\n\nLille, le 30 avril 2026\n\n');
  expect(mail?.text).toContain('Alix Exemple');
  expect(mail?.text).not.toContain('Dominique Successeur');
});

test('a call of before letters were signed goes on to send them, and no further version is published without', async () => {
  const city = await openCity({ call: { signatory: undefined } as object });
  const id = await fileIn(city, 'deciding');
  const mail = await last(city, id);
  expect(mail?.text).toContain('\n\nLille, le ');
  expect(mail?.text).not.toContain('Pour la Ville de Lille,');
  const { signatory: _signatory, ...unsigned } = callLille;
  const refused = await city.send('publishCall', staff.id, {
    params: { callId: city.callId },
    body: { basedOn: 1, content: unsigned },
  });
  expect([refused.status, refused.body.fields.map(({ path }: { path: string[] }) => path.join('.'))]).toEqual([
    422,
    ['content.signatory.fullName', 'content.signatory.capacity.fr', 'content.signatory.capacity.en'],
  ]);
});
