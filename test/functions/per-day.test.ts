import { expect, test } from 'vitest';
import { promiseOf } from '../../infra/example-document.ts';
import { examplePdf } from '../../schemas/examples/pdf.ts';
import { usualPerDay } from '../../schemas/per-day.ts';
import { anOrganisation } from '../factories/people.ts';
import { type City, openCity, people } from '../support/city.ts';
import { draftFile, key } from '../support/files.ts';

const { applicant, colleague } = people;

/** Fourteen hours, from the beginning of a test to midnight in Paris, in seconds. */
const untilMidnight = '50400';

const begin = (city: City, who: string = applicant.id, idempotencyKey = key()) =>
  city.send('startApplication', who, {
    body: { callId: city.callId, organisationId: anOrganisation(0).id, idempotencyKey },
  });

test('one person begins only so many drafts in a day, side by side too; what is begun stays, and goes on', async () => {
  const city = await openCity({ perDay: { ...usualPerDay, drafts: 3 } });
  const known = key();
  const first = await begin(city, applicant.id, known);
  const answers = await Promise.all(Array.from({ length: 5 }, () => begin(city)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 429, 429, 429]);
  const refused = await begin(city);
  expect([refused.status, refused.headers['retry-after'], refused.body.code, refused.body.title]).toEqual([
    429,
    untilMidnight,
    'too-many-drafts',
    'Vous avez commencé beaucoup de dossiers aujourd’hui',
  ]);
  // The same request again began nothing new.
  expect((await begin(city, applicant.id, known)).body.id).toBe(first.body.id);
  const params = { applicationId: first.body.id };
  const typed = { params: { ...params, section: 'project' }, body: { content: { title: 'Suite' }, revision: 0 } };
  expect((await city.send('saveSection', applicant.id, typed)).status).toBe(200);
  // One that is thrown away was begun all the same.
  expect((await city.send('discardDraft', applicant.id, { params })).status).toBe(200);
  expect((await begin(city)).status).toBe(429);
  expect((await begin(city, colleague.id)).status).toBe(200);
  city.ports.clock.set('2026-03-18T22:59:59.999Z');
  expect((await begin(city)).headers['retry-after']).toBe('1');
  city.ports.clock.set('2026-03-18T23:00:00.000Z');
  expect((await begin(city)).status).toBe(200);
});

test('one person promises only so many documents in a day, in all files together; no form is given for one more', async () => {
  const city = await openCity({ perDay: { ...usualPerDay, documents: 6 } });
  // Each comes with two documents.
  const [one, other] = [await draftFile(city), await draftFile(city)];
  const promise = (applicationId: string, who: string = applicant.id) =>
    city.send('addAttachment', who, {
      params: { applicationId },
      body: promiseOf('accounts', examplePdf('accounts')),
    });
  const remove = (applicationId: string, attachmentId: string) =>
    city.send('removeAttachment', applicant.id, { params: { applicationId, attachmentId } });
  const attached = async (applicationId: string) =>
    (await city.ask('getApplication', applicant.id, { params: { applicationId } })).attachments.length;

  const answers = await Promise.all([one, other, one, other].map((id) => promise(id)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 429, 429]);
  expect((await attached(one)) + (await attached(other))).toBe(6);
  const kept = answers.findIndex(({ status }) => status === 200);
  expect((await remove(kept % 2 ? other : one, answers[kept]?.body.attachment.id)).status).toBe(200);
  const refused = await promise(one);
  expect([refused.status, refused.headers['retry-after'], refused.body.code, refused.body.upload]).toEqual([
    429,
    untilMidnight,
    'too-many-documents',
    undefined,
  ]);
  expect((await promise(one, colleague.id)).status).toBe(200);
  expect((await attached(one)) + (await attached(other))).toBe(6);
  city.ports.clock.set('2026-03-18T23:00:00.000Z');
  expect((await promise(other)).status).toBe(200);
});
