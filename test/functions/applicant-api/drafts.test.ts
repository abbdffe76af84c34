import { describe, expect, test } from 'vitest';
import { loadFile } from '../../../functions/store/applications.ts';
import { applicationKey, discardedKey } from '../../../functions/store/keys.ts';
import { readPartition } from '../../../functions/store/read.ts';
import { anId } from '../../factories/application.ts';
import { anOrganisation } from '../../factories/people.ts';
import { interleave } from '../../support/actors.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { attach, draftFile, key, submitFile } from '../../support/files.ts';

const { applicant, colleague, stranger } = people;
const organisationId = anOrganisation(0).id;

describe('a draft', () => {
  test('begins empty, belongs to its organisation, and can be saved, submitted or thrown away', async () => {
    const city = await openCity();
    const body = { callId: city.callId, organisationId, idempotencyKey: key() };
    const file = await city.ask('startApplication', applicant.id, { body });
    expect({ ...file, call: undefined, organisation: undefined }).toEqual({
      id: file.id,
      version: 1,
      state: 'draft',
      callId: city.callId,
      callVersion: 1,
      startedAt: '2026-03-18T09:00:00.000Z',
      expiresOn: '2027-03-18',
      sections: {},
      attachments: [],
      availableActions: ['save', 'submit', 'discard'],
    });
    const params = { applicationId: file.id };
    expect(await city.ask('listLetters', applicant.id, { params })).toEqual({ items: [] });
    expect(await city.ask('getTimeline', applicant.id, { params })).toEqual({
      items: [{ seq: 1, type: 'application.started', at: '2026-03-18T09:00:00.000Z', by: 'applicant', values: {} }],
    });
    expect(file.organisation).toEqual({ ...anOrganisation(0).content, id: organisationId, version: 1 });
    expect(file.call).toEqual({ ...city.content, callId: city.callId, version: 1, publishedAt: file.startedAt });
  });

  test('comes back as it was left, also for a colleague', async () => {
    const city = await openCity();
    const id = await draftFile(city);
    const params = { applicationId: id };
    const typed = { title: 'À moitié', territories: ['fives'], summary: '' };
    const saved = await city.ask('saveSection', applicant.id, {
      params: { ...params, section: 'project' },
      body: { content: typed, revision: 1 },
    });
    expect(saved).toEqual({ content: typed, revision: 2, savedAt: '2026-03-18T09:00:00.000Z' });
    for (const who of [applicant, colleague]) {
      const file = await city.ask('getApplication', who.id, { params });
      expect(file.sections.project).toEqual(saved);
      expect(file.attachments.map(({ documentId, state }) => [documentId, state])).toEqual([
        ['statutes', 'clean'],
        ['bank-details', 'clean'],
      ]);
    }
    const list = await city.ask('listApplications', colleague.id, { query: { organisationId } });
    expect(list).toEqual({
      items: [
        {
          id,
          state: 'draft',
          startedAt: '2026-03-18T09:00:00.000Z',
          updatedAt: '2026-03-18T09:00:00.000Z',
          title: 'À moitié',
          organisationName: 'Les Ateliers du Canal',
          sector: '',
          supportKind: '',
          amountAskedCents: 0,
          expiresOn: '2027-03-18',
          availableActions: ['save', 'submit', 'discard'],
        },
      ],
    });
  });

  test('keeps what another tab saved: a save from an older revision is told so and loses nothing', async () => {
    const city = await openCity();
    const params = { applicationId: await draftFile(city), section: 'project' };
    const save = (title: string, revision: number) =>
      city.send('saveSection', applicant.id, { params, body: { content: { title }, revision } });
    expect((await save('Premier onglet', 1)).body.revision).toBe(2);
    for (const revision of [0, 1, 3]) {
      const { status, body } = await save('Second onglet', revision);
      expect([status, body.code]).toEqual([409, 'stale-revision']);
    }
    const { sections } = await city.ask('getApplication', applicant.id, {
      params: { applicationId: params.applicationId },
    });
    expect(sections.project).toEqual({
      content: { title: 'Premier onglet' },
      revision: 2,
      savedAt: '2026-03-18T09:00:00.000Z',
    });
  });

  test('of two saves at once from the same revision one is kept', async () => {
    const city = await openCity();
    const params = { applicationId: await draftFile(city), section: 'project' };
    const answers = await Promise.all(
      ['a', 'b'].map((title) =>
        city.send('saveSection', applicant.id, { params, body: { content: { title }, revision: 1 } }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  test('takes anything typed, but no section that the form does not have', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    const content = { budget: 'not yet', x: [{ y: null }] };
    const ok = await city.send('saveSection', applicant.id, {
      params: { applicationId, section: 'budget' },
      body: { content, revision: 1 },
    });
    expect([ok.status, ok.body.content]).toEqual([200, content]);
    const wrong = await city.send('saveSection', applicant.id, {
      params: { applicationId, section: 'hobbies' },
      body: { content, revision: 0 },
    });
    expect([wrong.status, wrong.body.fields.map(({ path }: { path: string[] }) => path)]).toEqual([422, [['section']]]);
  });

  test('started twice with the same key, also at once, is one draft', async () => {
    const city = await openCity();
    const body = { callId: city.callId, organisationId, idempotencyKey: key() };
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => city.ask('startApplication', applicant.id, { body })),
    );
    const again = await city.ask('startApplication', applicant.id, { body });
    expect(new Set([...answers, again].map(({ id }) => id)).size).toBe(1);
    const { items } = await city.ask('listApplications', applicant.id, { query: { organisationId } });
    expect(items.map(({ id }) => id)).toEqual([again.id]);
    const other = await city.ask('startApplication', applicant.id, { body: { ...body, idempotencyKey: key() } });
    expect(other.id).not.toBe(again.id);
  });

  test('needs a call that exists and an organisation of one’s own', async () => {
    const city = await openCity();
    const start = (change: object) =>
      city.send('startApplication', applicant.id, {
        body: { callId: city.callId, organisationId, idempotencyKey: key(), ...change },
      });
    expect((await start({ callId: anId('cal', 9) })).status).toBe(404);
    expect((await start({ organisationId: anOrganisation(1).id })).status).toBe(404);
    expect((await start({ organisationId: anId('org', 99) })).status).toBe(404);
    expect((await start({ idempotencyKey: 'once' })).body.fields).toEqual([
      { path: ['idempotencyKey'], message: expect.any(String) },
    ]);
  });

  test('that is thrown away is gone for good, to the last byte; a mark stays for what comes late', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    const params = { applicationId };
    expect(await city.ask('discardDraft', applicant.id, { params })).toEqual({ done: true });
    expect((await city.send('getApplication', applicant.id, { params })).status).toBe(404);
    expect((await city.send('discardDraft', applicant.id, { params })).status).toBe(404);
    expect((await city.ask('listApplications', applicant.id, { query: { organisationId } })).items).toEqual([]);
    const left = await readPartition(city.ports, applicationKey(applicationId).pk);
    const at = city.ports.now().toISOString();
    expect(left).toEqual([
      {
        ...discardedKey(applicationId),
        v: 1,
        discardedAt: at,
        events: 1,
        dueKey: 'DISCARDED',
        dueSort: `${at}#${applicationId}`,
      },
    ]);
    expect(city.bucket.objects.size).toBe(0);
  });

  test('can be thrown away only while it is one', async () => {
    const city = await openCity();
    const params = { applicationId: await submitFile(city) };
    const { status, body } = await city.send('discardDraft', applicant.id, { params });
    expect([status, body.code, body.state, body.availableActions]).toEqual([
      409,
      'state-passed',
      'checking',
      ['withdraw'],
    ]);
  });

  test('thrown away while a consumer follows it is thrown away all the same', async () => {
    const city = await openCity();
    const params = { applicationId: await draftFile(city) };
    const [{ status }] = await Promise.all([
      city.send('discardDraft', applicant.id, { params }),
      ...Array.from({ length: 3 }, () => city.wake(params.applicationId).catch(() => undefined)),
    ]);
    expect(status).toBe(200);
    expect((await city.send('getApplication', applicant.id, { params })).status).toBe(404);
  });

  test('of another organisation is as one that does not exist', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    for (const id of [applicationId, anId('app', 999)]) {
      const { status, body } = await city.send('getApplication', stranger.id, { params: { applicationId: id } });
      expect([status, body]).toEqual([
        404,
        {
          type: 'urn:permanent-call:problem:not-found',
          title: expect.any(String),
          status: 404,
          code: 'not-found',
          detail: expect.any(String),
        },
      ]);
    }
    expect((await city.send('listApplications', stranger.id, { query: { organisationId } })).status).toBe(404);
  });
});

test('a list of many files comes in pages, the last changed first', async () => {
  const city = await openCity();
  const ids: string[] = [];
  for (let count = 0; count < 30; count++) {
    city.ports.clock.advance({ hours: 1 });
    const body = { callId: city.callId, organisationId, idempotencyKey: key() };
    ids.unshift((await city.ask('startApplication', applicant.id, { body })).id);
  }
  const first = await city.ask('listApplications', applicant.id, { query: { organisationId } });
  expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 25));
  const second = await city.ask('listApplications', applicant.id, {
    query: { organisationId, cursor: first.nextCursor as string },
  });
  expect(second).toEqual({ items: expect.any(Array) });
  expect(second.items.map(({ id }) => id)).toEqual(ids.slice(25));
});

test('a document that was not submitted can be removed with its bytes', async () => {
  const city = await openCity();
  const applicationId = await draftFile(city);
  const attachmentId = await attach(city, applicationId, 'accounts');
  const params = { applicationId, attachmentId };
  expect(await city.ask('removeAttachment', applicant.id, { params })).toEqual({ done: true });
  expect((await city.send('removeAttachment', applicant.id, { params })).status).toBe(404);
  const { attachments } = await city.ask('getApplication', applicant.id, { params: { applicationId } });
  expect(attachments.map(({ documentId }) => documentId)).toEqual(['statutes', 'bank-details']);
  expect([...city.bucket.objects.keys()].some((name) => name.endsWith(attachmentId))).toBe(false);
});

test('what a colleague is told was saved is part of what is handed over at that moment, or it is not told so', async () => {
  const city = await openCity();
  const met = new Set<string>();
  for (let before = 0; before <= 9; before++) {
    const params = { applicationId: await draftFile(city) };
    const { sections } = await city.ask('getApplication', applicant.id, { params });
    const { content, revision = 0 } = sections.project ?? {};
    const title = 'Le titre du collègue';
    const answers = await interleave<{ status: number }, City['ports']>(
      city.ports,
      [...Array(before).fill(0), ...Array(60).fill(1), ...Array(60).fill(0)],
      [
        (ports) =>
          city.send(
            'saveSection',
            colleague.id,
            { params: { ...params, section: 'project' }, body: { content: { ...content, title }, revision } },
            ports,
          ),
        (ports) => city.send('submitApplication', applicant.id, { params, body: { idempotencyKey: key() } }, ports),
      ],
    );
    const statuses = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.status : 0));
    const file = await loadFile(city.ports, params.applicationId);
    const isIn = file?.revisions.at(-1)?.content?.project.title === title;
    expect(statuses[1]).toBe(200);
    if (statuses[0] === 200) expect(isIn).toBe(true);
    met.add(`${statuses[0]}`);
  }
  // Both ways were gone.
  expect([...met].toSorted()).toEqual(['200', '409']);
});
