import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { loadFile } from '../../../functions/store/applications.ts';
import { applicationKey } from '../../../functions/store/keys.ts';
import { listAsKnown } from '../../../functions/store/own-lists.ts';
import { exampleCorrection, exampleRecusal } from '../../../schemas/examples/jury.ts';
import { aDecision } from '../../factories/application.ts';
import { anOrganisation } from '../../factories/people.ts';
import { openCity, people, siteUrl } from '../../support/city.ts';
import {
  announceFile,
  asRead,
  checkFile,
  decideFile,
  draftFile,
  fileIn,
  submitFile,
  versionOf,
} from '../../support/files.ts';
import { tellApplication } from '../../support/mails.ts';
import { textOfPdf } from '../../support/pdf.ts';

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

  // Nor is a gap left in what comes after.
  await city.ask('withdrawApplication', applicant.id, { params, body: {} });
  const { story, ...rest } = await read();
  expect(rest.file.state).toBe('withdrawn');
  expect(story.items.map(({ seq }) => seq)).toEqual(story.items.map((_, index) => index + 1));
});

test('the list of an organisation is ordered by what its applicants did, whatever is done to the files inside', async () => {
  const city = await openCity();
  const listed = async () => {
    const { items } = await city.ask('listApplications', applicant.id, {
      query: { organisationId: anOrganisation(0).id },
    });
    return items.map(({ id }) => id);
  };
  const first = await submitFile(city);
  city.ports.clock.advance({ hours: 1 });
  const second = await submitFile(city, 1);
  city.ports.clock.advance({ hours: 1 });
  const draft = await draftFile(city, 2);
  expect(await listed()).toEqual([draft, second, first]);
  city.ports.clock.advance({ hours: 1 });
  await checkFile(city, first);
  await city.ask('stepBack', staff.id, {
    params: { applicationId: first },
    body: { ...exampleRecusal, confirm: true },
  });
  expect(await listed()).toEqual([draft, second, first]);
  // A former release moved it with each act.
  await city.ports.db.send(
    new UpdateCommand({
      TableName: city.ports.tableName,
      Key: applicationKey(first),
      UpdateExpression: 'SET personSort = :sort',
      ExpressionAttributeValues: { ':sort': `${city.ports.now().toISOString()}#${first}` },
    }),
  );
  expect(await listed()).toEqual([first, draft, second]);
  expect([await listAsKnown(city.ports, first), await listAsKnown(city.ports, first)]).toEqual([true, false]);
  expect(await listAsKnown(city.ports, draft)).toBe(false);
  expect(await listed()).toEqual([draft, second, first]);
});

test('of a decision that was corrected before anybody knew of it no place is left free, in the story and among the letters', async () => {
  const city = await openCity();
  const applicationId = await fileIn(city, 'deciding');
  const params = { applicationId };
  const kept = { ...aDecision('supported', { amountCents: 900_000 }), announceOn: '2026-04-30' };
  await decideFile(city, applicationId, kept);
  const decision = { ...aDecision('refused'), announceOn: '2026-04-30' };
  const body = await asRead(city, applicationId, { decision, why: exampleCorrection });
  await city.ask('correctDecision', staff.id, { params, body });
  await announceFile(city, applicationId);
  await tellApplication(city.ports, { send: async () => 'm' }, siteUrl, applicationId);
  const [{ items: story }, { items: letters }] = await Promise.all([
    city.ask('getTimeline', applicant.id, { params }),
    city.ask('listLetters', applicant.id, { params }),
  ]);
  expect(story.map(({ seq }) => seq)).toEqual(story.map((_, index) => index + 1));
  const told = letters.map(({ seq }) => story.find((entry) => entry.seq === seq)?.type);
  expect(told).toEqual(['application.announced', 'application.submitted']);
  const [last] = letters;
  const print = await city.ask('getLetterPdf', applicant.id, { params: { applicationId, seq: String(last?.seq) } });
  const { number } = await city.ask('getApplication', applicant.id, { params });
  expect(print.filename).toBe(`${number}-${last?.seq}.pdf`);
  expect(textOfPdf(Buffer.from(print.base64, 'base64')).flat().join(' ')).toContain('La décision sur votre demande');
  // The place in the chain is nobody's outside.
  const { events } = (await loadFile(city.ports, applicationId)) ?? {};
  const chained = String(events?.at(-1)?.seq);
  expect((await city.send('getLetterPdf', applicant.id, { params: { applicationId, seq: chained } })).status).toBe(404);
  const juror = await city.ask('getJurorTimeline', city.jurors[0] ?? '', { params });
  expect(juror.items.map(({ seq }) => seq)).toEqual(juror.items.map((_, index) => index + 1));
});
