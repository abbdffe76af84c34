import { expect, test } from 'vitest';
import { exampleRecusal } from '../../../schemas/examples/jury.ts';
import { openCity, people } from '../../support/city.ts';
import { fileIn, versionOf } from '../../support/files.ts';

const { applicant, staff } = people;

test('an applicant who asks again and again reads nothing of who joins, leaves or is recused from the jury', async () => {
  const city = await openCity();
  const applicationId = await fileIn(city, 'evaluating');
  const params = { applicationId };
  const read = async () => {
    const file = await city.ask('getApplication', applicant.id, { params });
    const { id } = file.organisation;
    const list = await city.ask('listApplications', applicant.id, { query: { organisationId: id } });
    const story = await city.ask('getTimeline', applicant.id, { params });
    return { file, list, story };
  };
  const before = await read();
  const { jury } = await city.ask('getStaffFile', staff.id, { params });
  const [first = '', second = ''] = jury?.jurorIds ?? [];
  const joining = city.jurors.find((id) => !jury?.jurorIds.includes(id)) ?? '';
  const version = await versionOf(city, applicationId);

  city.ports.clock.advance({ hours: 1 });
  await city.ask('assignJuror', staff.id, { params, body: { jurorId: joining } });
  await city.ask('recuse', first, { params, body: { ...exampleRecusal, confirm: true } });
  await city.ask('relieveJuror', staff.id, {
    params: { ...params, jurorId: second },
    body: { reason: 'Un empêchement.' },
  });
  expect((await versionOf(city, applicationId)) - version).toBe(3);
  await city.ask('stepBack', staff.id, { params, body: { ...exampleRecusal, confirm: true } });
  expect(await read()).toEqual(before);
});
