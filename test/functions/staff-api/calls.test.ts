import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadFile } from '../../../functions/store/applications.ts';
import { chainVerifier } from '../../../functions/store/chain.ts';
import type { Item } from '../../../functions/store/read.ts';
import type { CallContent } from '../../../schemas/call.ts';
import { callLille } from '../../../schemas/examples/call-lille.ts';
import { anOrganisation } from '../../factories/people.ts';
import { interleave } from '../../support/actors.ts';
import { runs } from '../../support/chance.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { figuresAnew } from '../../support/figures.ts';
import { draftFile, fileIn, key, submitFile } from '../../support/files.ts';
import type { TestPorts } from '../../support/ports.ts';

const { applicant, staff } = people;
const at = (city: City) => ({ params: { callId: city.callId } });
const save = (city: City, content: unknown, revision: number, basedOn = 1) =>
  city.send('saveCallDraft', staff.id, { ...at(city), body: { content, revision, basedOn } });
const publish = (city: City, revision: number, basedOn: number, ports?: TestPorts) =>
  city.send('publishCall', staff.id, { ...at(city), body: { revision, basedOn } }, ports);
const typed = async (city: City) => (await city.send('getCallDraft', staff.id, at(city))).body;
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

describe('the draft of a call', () => {
  test('begins where its current version is, keeps whatever is typed, and says by whom', async () => {
    const city = await openCity();
    const begun = await typed(city);
    expect([begun.current.version, begun.content, begun.revision]).toEqual([1, undefined, 0]);
    const content = { title: { fr: 'Appel', en: '' }, steps: [{ kind: 'perhaps' }], note: null };
    const saved = await save(city, content, 0);
    expect([saved.status, saved.body]).toEqual([200, { revision: 1, savedAt: '2026-03-18T09:00:00.000Z' }]);
    const { current: _current, ...draft } = await typed(city);
    expect(draft).toEqual({
      callId: city.callId,
      content,
      revision: 1,
      basedOn: 1,
      savedAt: '2026-03-18T09:00:00.000Z',
      savedBy: staff.name,
    });
    expect((await city.send('listCalls', undefined)).body.items[0].title).toEqual(city.content.title);
  });

  test('is not overwritten unseen: two tabs that save over the same one', async () => {
    const city = await openCity();
    const answers = await Promise.all([save(city, { title: 'one' }, 0), save(city, { title: 'two' }, 0)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('stale-revision');
    expect((await save(city, {}, 0)).status).toBe(409);
    expect((await save(city, {}, 1)).body.revision).toBe(2);
  });

  test('once thrown away or published cannot be saved over by a tab that still holds it', async () => {
    const city = await openCity();
    await save(city, { title: 'typed' }, 0);
    const discarding = { ...at(city), body: { revision: 1 } };
    expect((await city.send('discardCallDraft', staff.id, discarding)).body).toEqual({ done: true });
    expect((await city.send('discardCallDraft', staff.id, discarding)).body.code).toBe('stale-revision');
    expect((await typed(city)).content).toBeUndefined();
    expect((await save(city, { title: 'old' }, 1)).body.code).toBe('stale-revision');
    expect((await save(city, city.content, 2)).body.revision).toBe(3);
    expect((await publish(city, 3, 1)).body.version).toBe(2);
    expect((await save(city, city.content, 3)).body.code).toBe('stale-revision');
    const { content, revision, current } = await typed(city);
    expect([content, revision, current.version]).toEqual([undefined, 4, 2]);
  });

  test('is refused when its texts are too long, and for a call that nobody knows', async () => {
    const city = await openCity();
    expect((await save(city, { title: 'x'.repeat(200_001) }, 0)).status).toBe(422);
    const nowhere = { params: { callId: 'cal_00000000000000000000000009' } };
    const body = { content: {}, revision: 0, basedOn: 0 };
    expect((await city.send('saveCallDraft', staff.id, { ...nowhere, body })).status).toBe(404);
    for (const id of ['getCallDraft', 'listCallVersions'] as const)
      expect((await city.send(id, staff.id, nowhere)).status).toBe(404);
    const unknown = { params: { callId: city.callId, version: '2' } };
    expect((await city.send('getCallVersion', staff.id, unknown)).status).toBe(404);
    expect((await city.send('getCallVersion', staff.id, { params: { ...unknown.params, version: '0' } })).status).toBe(
      422,
    );
  });
});

describe('publishing a draft', () => {
  test('makes it the current version; the one before stays as it was', async () => {
    const city = await openCity();
    const changed = { ...city.content, silenceMonths: 3 };
    await save(city, changed, 0);
    city.ports.clock.set('2026-04-01T10:00:00.000Z');
    const { status, body } = await publish(city, 1, 1);
    expect(status).toBe(200);
    expect(body).toEqual({
      ...plain(changed),
      callId: city.callId,
      version: 2,
      publishedAt: '2026-04-01T10:00:00.000Z',
    });
    expect((await city.send('listCalls', undefined)).body.items).toEqual([body]);
    const first = await city.ask('getCallVersion', staff.id, { params: { callId: city.callId, version: '1' } });
    expect([first.version, first.silenceMonths]).toEqual([1, 2]);
    expect((await city.ask('listCallVersions', staff.id, at(city))).items).toEqual([
      { version: 2, publishedAt: '2026-04-01T10:00:00.000Z', publishedBy: staff.name, filesInFlight: 0 },
      { version: 1, publishedAt: '2026-03-18T09:00:00.000Z', filesInFlight: 0 },
    ]);
  });

  test('that breaks a rule names the places, and publishes nothing', async () => {
    const city = await openCity();
    const [check, , score, , decide] = city.content.steps;
    if (score?.kind !== 'score') throw new Error('No scored step');
    const criteria = score.criteria.map((criterion, index) =>
      index === 1 ? { ...criterion, anchors: [] } : criterion,
    );
    await save(city, { ...city.content, steps: [check, { ...score, criteria: criteria.slice(1) }, decide] }, 0);
    const { status, body } = await publish(city, 1, 1);
    expect([status, body.fields]).toEqual([
      422,
      [
        {
          path: ['steps', 1, 'criteria', 0, 'anchors'],
          message: 'Décrivez chaque note de l’échelle une fois, de 0 à la note maximale',
        },
        {
          path: ['steps', 1, 'criteria'],
          message: expect.stringContaining(`${100 - (score.criteria[0]?.weight ?? 0)}`),
        },
      ],
    ]);
    const { content, revision } = await typed(city);
    expect([content.steps.length, revision]).toEqual([3, 1]);
    expect((await city.send('getCall', undefined, at(city))).body.version).toBe(1);
    const nothing = await city.send('publishCall', staff.id, { ...at(city), body: { basedOn: 1 } });
    expect([nothing.status, nothing.body.fields[0].path]).toEqual([422, ['revision']]);
  });

  test('happens once, and of what was read: by two staff, or while it is saved', async () => {
    const city = await openCity();
    await save(city, { ...city.content, silenceMonths: 3 }, 0);
    const answers = await Promise.all([publish(city, 1, 1), publish(city, 1, 1)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await publish(city, 1, 1)).body.code).toBe('conflict');
    await save(city, city.content, 2, 2);
    await save(city, { ...city.content, silenceMonths: 4 }, 3, 2);
    expect((await publish(city, 3, 2)).body.code).toBe('stale-revision');
    expect((await publish(city, 4, 2)).body.silenceMonths).toBe(4);
  });
});

describe('files in flight', () => {
  test('keep their version, and are counted by it until they are over', async () => {
    const city = await openCity();
    const [first, second] = [await submitFile(city), await submitFile(city)];
    const draft = await draftFile(city);
    for (const id of [first, second, draft]) await city.wake(id);
    await save(city, { ...city.content, silenceMonths: 3 }, 0);
    await publish(city, 1, 1);
    const third = await submitFile(city);
    await city.wake(third);
    const counts = async () =>
      (await city.ask('listCallVersions', staff.id, at(city))).items.map(({ filesInFlight }) => filesInFlight);
    expect(await counts()).toEqual([1, 2]);
    const one = await city.ask('getStaffFile', staff.id, { params: { applicationId: first } });
    expect([one.callVersion, one.call.silenceMonths]).toEqual([1, 2]);
    await city.ask('withdrawApplication', applicant.id, { params: { applicationId: second }, body: {} });
    await city.wake(second);
    expect(await counts()).toEqual([1, 1]);
    const decided = await fileIn(city, 'supported');
    await city.wake(decided);
    expect(await counts()).toEqual([1, 1]);
    await figuresAnew(city.ports);
    expect(await counts()).toEqual([1, 1]);
  });

  test('pin one version, whichever way a submission and a publication cross', async () => {
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 1 }), { minLength: 12, maxLength: 12 }), async (order) => {
        const city = await openCity();
        // The second version asks for no document and answers later: a file under it can be told from its content.
        const content: CallContent = { ...city.content, steps: city.content.steps.slice(1), silenceMonths: 4 };
        await save(city, content, 0);
        const applicationId = await draftFile(city);
        const [submitted, published] = await interleave(city.ports, order, [
          (ports) =>
            city.send(
              'submitApplication',
              applicant.id,
              { params: { applicationId }, body: { idempotencyKey: key() } },
              ports,
            ),
          (ports) => publish(city, 1, 1, ports),
        ]);
        if (submitted?.status !== 'fulfilled' || published?.status !== 'fulfilled') throw new Error('An actor failed');
        expect([submitted.value.status, published.value.status]).toEqual([200, 200]);
        const { callVersion, stepId, silenceRejectsOn, call } = submitted.value.body;
        seen.add(callVersion);
        expect([stepId, silenceRejectsOn, call.version, call.silenceMonths]).toEqual(
          callVersion === 1 ? ['completeness', '2026-05-18', 1, 2] : ['eligibility', '2026-07-18', 2, 4],
        );
        const events = (await loadFile(city.ports, applicationId))?.events ?? [];
        const pinned = events.filter(({ type }) => type === 'application.submitted').map(({ data }) => data);
        expect(pinned).toMatchObject([{ callVersion, stepId }]);
        expect(events.at(-1)?.type).toBe('application.submitted');
      }),
      { numRuns: runs(12), endOnFailure: true },
    );
    expect([...seen].toSorted()).toEqual([1, 2]);
  });
});

describe('a new call', () => {
  test('begins as a draft from another, is seen by staff alone, and opens when it is published', async () => {
    const city = await openCity();
    const idempotencyKey = key();
    const create = () => city.ask('createCall', staff.id, { body: { from: city.callId, idempotencyKey } });
    const { callId } = await create();
    expect(await create()).toEqual({ callId });
    const listed = async () =>
      (await city.ask('listStaffCalls', staff.id)).items.map(({ title, version, paused }) => [
        title.fr,
        version,
        paused,
      ]);
    const name = city.content.title.fr;
    expect(await listed()).toEqual([
      [name, 1, false],
      [name, undefined, true],
    ]);
    const params = { callId };
    expect((await city.send('getCall', undefined, { params })).status).toBe(404);
    const body = { callId, organisationId: anOrganisation(0).id, idempotencyKey: key() };
    expect((await city.send('startApplication', applicant.id, { body })).status).toBe(404);
    const content = { ...city.content, title: { fr: 'Appel jeunesse', en: 'Youth call' } };
    await city.ask('saveCallDraft', staff.id, { params, body: { content, revision: 1, basedOn: 0 } });
    expect((await listed())[1]).toEqual(['Appel jeunesse', undefined, true]);
    expect((await city.ask('publishCall', staff.id, { params, body: { revision: 2, basedOn: 0 } })).version).toBe(1);
    expect((await listed())[1]).toEqual(['Appel jeunesse', 1, false]);
    expect(
      (await city.send('startApplication', applicant.id, { body: { ...body, idempotencyKey: key() } })).status,
    ).toBe(200);
    const { Items } = await city.ports.db.send(new ScanCommand({ TableName: city.ports.tableName }));
    const verifier = chainVerifier();
    for (const item of Items as Item[]) verifier.take(item);
    expect(verifier.report().faults).toEqual([]);
  });

  test('begins from the example where there is none yet, and is gone when it is thrown away', async () => {
    const city = await openCity();
    const { callId } = await city.ask('createCall', staff.id, { body: { idempotencyKey: key() } });
    const params = { callId };
    expect((await city.ask('getCallDraft', staff.id, { params })).content).toEqual(plain(callLille));
    const { Items } = await city.ports.db.send(new ScanCommand({ TableName: city.ports.tableName }));
    const verifier = chainVerifier();
    for (const item of Items as Item[]) verifier.take(item);
    expect(verifier.report().faults).toEqual([]);
    await city.ask('discardCallDraft', staff.id, { params, body: { revision: 1 } });
    expect((await city.send('getCallDraft', staff.id, { params })).status).toBe(404);
    expect((await city.ask('listStaffCalls', staff.id)).items).toHaveLength(1);
  });
});

test('a paused call takes no new application, lets those begun be submitted, and opens again', async () => {
  const city = await openCity();
  const begun = await draftFile(city);
  const start = () =>
    city.send('startApplication', applicant.id, {
      body: { callId: city.callId, organisationId: anOrganisation(0).id, idempotencyKey: key() },
    });
  await save(city, { ...city.content, paused: true }, 0);
  await publish(city, 1, 1);
  expect((await city.send('listCalls', undefined)).body.items).toEqual([]);
  const refused = await start();
  expect([refused.status, refused.body.code]).toEqual([409, 'call-paused']);
  const submitted = await city.send('submitApplication', applicant.id, {
    params: { applicationId: begun },
    body: { idempotencyKey: key() },
  });
  expect([submitted.status, submitted.body.callVersion]).toEqual([200, 2]);
  expect((await city.ask('listStaffCalls', staff.id)).items.map(({ paused }) => paused)).toEqual([true]);
  await save(city, { ...city.content, paused: false }, 2, 2);
  await publish(city, 3, 2);
  expect((await start()).status).toBe(200);
});
