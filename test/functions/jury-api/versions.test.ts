import { expect, test } from 'vitest';
import { anEvaluation } from '../../factories/application.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { fileIn } from '../../support/files.ts';
import { jurorFile, staffFile } from '../../support/whole-file.ts';

const submit = (city: City, applicationId: string, juror: string, body: unknown) =>
  city.ask('submitEvaluation', juror, { params: { applicationId, stepId: 'evaluation' }, body });

test('a correction keeps what it corrected, for its author and for staff, and for nobody else', async () => {
  const city = await openCity();
  const [author, peer] = city.jurors as [string, string];
  const applicationId = await fileIn(city, 'evaluating');
  const params = { applicationId, stepId: 'evaluation' };
  expect((await city.send('listOwnVersions', author, { params })).status).toBe(404);

  const first = anEvaluation(0);
  const second = anEvaluation(1, 3);
  await submit(city, applicationId, author, first);
  city.ports.clock.advance({ days: 2 });
  await submit(city, applicationId, author, second);
  expect((await jurorFile(city, applicationId, author)).own.evaluation?.versions).toBe(2);

  const both = {
    versions: [
      { version: 1, submittedAt: '2026-03-18T09:00:00.000Z', content: first },
      { version: 2, submittedAt: '2026-03-20T09:00:00.000Z', content: second },
    ],
  };
  expect(await city.ask('listOwnVersions', author, { params })).toEqual(both);
  const staffParams = { ...params, jurorId: author };
  expect(await city.ask('listEvaluationVersions', people.staff.id, { params: staffParams })).toEqual(both);
  const seen = await staffFile(city, applicationId);
  expect(seen.evaluations.map(({ versions }) => versions)).toEqual([2]);

  // A peer asks for the peer's own, and has none.
  expect((await city.send('listOwnVersions', peer, { params })).status).toBe(404);
  const none = { ...params, jurorId: peer };
  expect((await city.send('listEvaluationVersions', people.staff.id, { params: none })).status).toBe(404);
});
