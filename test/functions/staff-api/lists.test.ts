import { describe, expect, test } from 'vitest';
import { callQueue } from '../../../functions/store/keys.ts';
import { aContent } from '../../factories/application.ts';
import { acts } from '../../factories/lives.ts';
import { storeApplication } from '../../factories/stored.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { checkFile, fileIn, submitFile } from '../../support/files.ts';

const { staff } = people;
const encode = (place: unknown) => Buffer.from(JSON.stringify(place)).toString('base64url');
const decode = (cursor: string) => JSON.parse(Buffer.from(cursor, 'base64url').toString());

describe('the queue', () => {
  const page = (city: City, state: string, cursor?: string) =>
    city.ask('listQueue', staff.id, { query: { callId: city.callId, state, ...(cursor && { cursor }) } });

  test('shows the longest waiting first, a page at a time', async () => {
    const city = await openCity();
    const ids: string[] = [];
    for (let count = 0; count < 53; count++) {
      city.ports.clock.advance({ hours: 1 });
      ids.push(await storeApplication(city.ports, 'checking'));
    }
    const first = await page(city, 'checking');
    const second = await page(city, 'checking', first.nextCursor);
    const third = await page(city, 'checking', second.nextCursor);
    expect([first, second, third].map(({ items }) => items.map(({ id }) => id))).toEqual([
      ids.slice(0, 25),
      ids.slice(25, 50),
      ids.slice(50),
    ]);
    expect(third.nextCursor).toBeUndefined();
    expect((await page(city, 'ready')).items).toEqual([]);
  });

  test('shows final files newest first', async () => {
    const city = await openCity();
    const ids: string[] = [];
    const { submit, withdraw } = acts();
    for (let count = 0; count < 3; count++) {
      city.ports.clock.advance({ hours: 1 });
      ids.unshift(await storeApplication(city.ports, [submit(), withdraw()]));
    }
    expect((await page(city, 'withdrawn')).items.map(({ id }) => id)).toEqual(ids);
  });

  test('shows of a file what staff choose by', async () => {
    const city = await openCity();
    const id = await submitFile(city, 2);
    const { project, budget } = aContent(2);
    const file = await city.ask('getStaffFile', staff.id, { params: { applicationId: id } });
    expect(await page(city, 'checking')).toEqual({
      items: [
        {
          id,
          number: file.number,
          state: 'checking',
          stepId: 'completeness',
          stepKind: 'check',
          stepLabel: file.call.steps[0]?.label,
          startedAt: '2026-03-18T09:00:00.000Z',
          submittedAt: '2026-03-18T09:00:00.000Z',
          updatedAt: '2026-03-18T09:00:00.000Z',
          silenceRejectsOn: '2026-05-18',
          runsOutOn: '2026-05-18',
          title: project.title,
          organisationName: 'Les Ateliers du Canal',
          sector: project.sector,
          supportKind: project.supportKind,
          territories: project.territories,
          amountAskedCents: budget.amountAskedCents,
        },
      ],
    });
  });

  test('moves a file from one state to the next', async () => {
    const city = await openCity();
    const id = await submitFile(city);
    await checkFile(city, id);
    await checkFile(city, id);
    expect((await page(city, 'checking')).items).toEqual([]);
    expect((await page(city, 'ready')).items.map((item) => item.id)).toEqual([id]);
  });

  test('never shows drafts', async () => {
    const city = await openCity();
    await fileIn(city, 'draft');
    const drafts = await city.send('listQueue', staff.id, { query: { callId: city.callId, state: 'draft' } });
    expect([drafts.status, drafts.body.fields[0].path]).toEqual([422, ['state']]);
  });

  test('reads nothing else for a forged place: it is refused, or a place of the same list', async () => {
    const city = await openCity();
    for (let count = 0; count < 26; count++) await storeApplication(city.ports, 'checking');
    const other = await storeApplication(city.ports, 'ready');
    const first = await page(city, 'checking');
    const place = decode(first.nextCursor as string);
    expect(place.stateKey).toBe(callQueue(city.callId, 'checking'));
    const forged = [
      'x',
      '%%%',
      encode(null),
      encode([]),
      encode({}),
      encode('place'),
      encode({ ...place, stateKey: callQueue(city.callId, 'ready') }),
      encode({ ...place, pk: 'PERSON#demo-staff-1', sk: 'PROFILE', stateKey: 'CALLS' }),
      encode({ pk: place.pk, sk: place.sk }),
      encode({ ...place, extra: 'x' }),
      encode({ ...place, pk: 1 }),
      'A'.repeat(1001),
    ];
    for (const cursor of forged) {
      const { status, body } = await city.send('listQueue', staff.id, {
        query: { callId: city.callId, state: 'checking', cursor },
      });
      expect([cursor, status, body.fields?.[0]?.path]).toEqual([cursor, 422, ['cursor']]);
    }
    // A made-up place inside the list only starts elsewhere in it.
    const { body } = await city.send('listQueue', staff.id, {
      query: {
        callId: city.callId,
        state: 'checking',
        cursor: encode({ ...place, stateSort: '0', pk: 'APP#0', sk: 'HEAD' }),
      },
    });
    expect(body.items.length).toBe(25);
    expect(JSON.stringify(body)).not.toContain(other);
  });
});

test('files are counted by state, and drafts are nobody’s business', async () => {
  const city = await openCity();
  const ids = [
    await submitFile(city),
    await submitFile(city, 1),
    await fileIn(city, 'ready', 2),
    await fileIn(city, 'draft', 3),
  ];
  for (const id of ids) await city.wake(id);
  const counts = async () => (await city.ask('countQueue', staff.id, { query: { callId: city.callId } })).counts;
  expect(await counts()).toEqual({ checking: 2, ready: 1 });
  await checkFile(city, ids[0] as string);
  await checkFile(city, ids[0] as string);
  await city.wake(ids[0] as string);
  expect(await counts()).toEqual({ checking: 1, ready: 2 });
});

test('a file is found by its number as it is read out, and only then', async () => {
  const city = await openCity();
  const applicationId = await submitFile(city);
  const { number } = await city.ask('getStaffFile', staff.id, { params: { applicationId } });
  expect(await city.ask('findByNumber', staff.id, { params: { number: ` ${number?.toLowerCase()} ` } })).toEqual({
    applicationId,
  });
  expect((await city.send('findByNumber', staff.id, { params: { number: 'ESS-2026-00000' } })).status).toBe(404);
  expect((await city.send('findByNumber', staff.id, { params: { number: ' ' } })).status).toBe(422);
});

test('jurors are listed by name, and nothing else is told of them', async () => {
  const city = await openCity();
  expect(await city.ask('listJurors', staff.id)).toEqual({
    items: [
      { id: 'demo-juror-1', name: 'Jeanne Jury' },
      { id: 'demo-juror-2', name: 'Karim Jury' },
      { id: 'demo-juror-3', name: 'Louise Jury' },
      { id: 'demo-juror-4', name: 'Mathis Jury' },
    ],
  });
});

describe('a call', () => {
  test('is read by anybody at its current version', async () => {
    const city = await openCity();
    const version = { ...city.content, callId: city.callId, version: 1, publishedAt: '2026-03-18T09:00:00.000Z' };
    expect((await city.send('listCalls', undefined)).body).toEqual({ items: [version] });
    expect((await city.send('getCall', undefined, { params: { callId: city.callId } })).body).toEqual(version);
    const none = await city.send('getCall', undefined, { params: { callId: 'cal_00000000000000000000000009' } });
    expect(none.status).toBe(404);
    expect((await city.send('getCall', undefined, { params: { callId: 'lille' } })).status).toBe(422);
  });

  test('gets a new version from its last one, once', async () => {
    const city = await openCity();
    const publish = (basedOn: number, silenceMonths: number) =>
      city.send('publishCall', staff.id, {
        params: { callId: city.callId },
        body: { content: { ...city.content, silenceMonths }, basedOn },
      });
    const answers = await Promise.all([publish(1, 3), publish(1, 4)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const won = answers.find(({ status }) => status === 200)?.body;
    expect([won.version, (await city.send('listCalls', undefined)).body.items]).toEqual([2, [won]]);
    expect((await publish(1, 5)).body.code).toBe('conflict');
    expect((await publish(2, 5)).body.version).toBe(3);
    const first = await city.send('publishCall', staff.id, {
      params: { callId: 'cal_00000000000000000000000002' },
      body: { content: city.content, basedOn: 0 },
    });
    expect(first.body.version).toBe(1);
  });

  test('that breaks its rules is not published', async () => {
    const city = await openCity();
    const { status, body } = await city.send('publishCall', staff.id, {
      params: { callId: city.callId },
      body: { content: { ...city.content, steps: city.content.steps.toReversed() }, basedOn: 1 },
    });
    expect([status, body.fields.map(({ path }: { path: unknown[] }) => path.join('.')).toSorted()]).toEqual([
      422,
      ['content.steps.0.kind', 'content.steps.3.kind', 'content.steps.4.kind', 'content.steps.4.kind'],
    ]);
  });
});
