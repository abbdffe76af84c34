import { TransactWriteCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test, vi } from 'vitest';
import { noteScan, noteStanding, type ScanResult } from '../../../functions/scan-attachment/scan.ts';
import { noteFindings } from '../../../functions/store/attachment-findings.ts';
import { objectKey } from '../../../functions/store/attachments.ts';
import { readEvents } from '../../../functions/store/events.ts';
import { attachmentKey } from '../../../functions/store/keys.ts';
import { get } from '../../../functions/store/read.ts';
import { listWaitingDocuments, settleWaiting } from '../../../functions/store/waiting-documents.ts';
import { sweepAttachments } from '../../../functions/sweep-attachments/sweep.ts';
import { watchDocuments } from '../../../functions/watch-documents/watch.ts';
import { exampleRecusal } from '../../../schemas/examples/jury.ts';
import { expectWholeChain } from '../../support/chain.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { asRead, attach, checkFile, declare, draftFile, fileIn, key } from '../../support/files.ts';

const { applicant, staff } = people;
const start = '2026-03-02T09:00:00.000Z';

type Change = Pick<UpdateCommandInput, 'UpdateExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'>;
/** Has a document's item as a release before would have left it. */
const store = (city: City, document: { applicationId: string; attachmentId: string }, change: Change) =>
  city.ports.db.send(
    new UpdateCommand({
      TableName: city.ports.tableName,
      Key: attachmentKey(document.applicationId, document.attachmentId),
      ...change,
    }),
  );

/** A document that was handed over while the scanner says nothing. */
const waiting = async (city: City, filename = 'comptes.pdf') => {
  const applicationId = await fileIn(city, 'complements');
  const attachmentId = await attach(city, applicationId, 'accounts', filename, 'nothing');
  await city.ask('provideComplements', applicant.id, {
    params: { applicationId },
    body: { idempotencyKey: key() },
  });
  return { applicationId, attachmentId };
};
const told = (
  city: City,
  { applicationId, attachmentId }: { applicationId: string; attachmentId: string },
  scanResultStatus: ScanResult['scanResultDetails']['scanResultStatus'],
) =>
  noteScan(city.ports, {
    s3ObjectDetails: { objectKey: objectKey(applicationId, attachmentId) },
    scanResultDetails: { scanResultStatus },
  });
const rows = async (city: City, who: string = staff.id) =>
  (await city.ask('listWaitingDocuments', who)).items.map(({ about, ...row }) => ({ ...row, about }));
const documentOf = async (city: City, { applicationId, attachmentId }: Awaited<ReturnType<typeof waiting>>) =>
  (await city.ask('getStaffFile', staff.id, { params: { applicationId } })).attachments.find(
    ({ id }) => id === attachmentId,
  );

describe('documents that wait for the scanner', () => {
  test('are listed with their files, the longest first, until there is a verdict', async () => {
    const city = await openCity({ now: start });
    const first = await waiting(city);
    city.ports.clock.advance({ hours: 1 });
    const second = await waiting(city, 'autres.pdf');
    const { number, title, organisationName } = await city
      .ask('getStaffFile', staff.id, {
        params: { applicationId: first.applicationId },
      })
      .then((file) => ({ number: file.number, title: file.title, organisationName: file.organisation.name }));
    expect((await rows(city)).map(({ id }) => id)).toEqual([first.attachmentId, second.attachmentId]);
    expect((await rows(city))[0]).toEqual({
      id: first.attachmentId,
      waitsSince: start,
      about: {
        id: first.applicationId,
        number,
        title,
        organisationName,
        label: city.content.documents.find(({ id }) => id === 'accounts')?.label,
        filename: 'comptes.pdf',
      },
    });
    expect(await documentOf(city, first)).toMatchObject({ state: 'received', waitsSince: start, releasable: false });
    await told(city, first, 'NO_THREATS_FOUND');
    await told(city, second, 'UNSUPPORTED');
    expect(await rows(city)).toEqual([]);
    expect(await documentOf(city, first)).toMatchObject({ state: 'clean', releasable: false });
    expect(await documentOf(city, second)).toMatchObject({ state: 'unscannable', releasable: true });
  });

  test('say what the scanner met, and go on waiting; a fault that is told late says nothing', async () => {
    const city = await openCity({ now: start });
    const document = await waiting(city);
    await told(city, document, 'ACCESS_DENIED');
    expect(await rows(city)).toMatchObject([{ id: document.attachmentId, fault: 'ACCESS_DENIED' }]);
    expect(await documentOf(city, document)).toMatchObject({ state: 'received', fault: 'ACCESS_DENIED' });
    await told(city, document, 'NO_THREATS_FOUND');
    await told(city, document, 'ACCESS_DENIED');
    expect(await rows(city)).toEqual([]);
    const stored = await get(city.ports, attachmentKey(document.applicationId, document.attachmentId));
    expect([stored?.scan, stored?.fault, stored?.dueKey]).toEqual(['clean', undefined, undefined]);
  });

  test('of drafts are told of by their age alone, and those of a file that the agent is recused from by its number', async () => {
    const city = await openCity({ now: start });
    const draft = await draftFile(city);
    const inDraft = await attach(city, draft, 'accounts', 'brouillon.pdf', 'nothing');
    const document = await waiting(city, 'secret.pdf');
    await city.ask('stepBack', staff.id, {
      params: { applicationId: document.applicationId },
      body: { ...exampleRecusal, confirm: true },
    });
    const answer = await city.ask('listWaitingDocuments', staff.id);
    const { number } = answer.items[1]?.about ?? { number: '' };
    expect(number).not.toBe('');
    expect(answer.items).toEqual([
      { id: inDraft, waitsSince: start },
      {
        id: document.attachmentId,
        waitsSince: start,
        about: {
          id: document.applicationId,
          number,
          recusedSince: start,
          title: '',
          organisationName: '',
          filename: '',
        },
      },
    ]);
    const { applicationId, attachmentId } = document;
    expect(
      await city.send('rescanDocument', staff.id, { params: { applicationId, attachmentId }, body: {} }),
    ).toMatchObject({ status: 403, body: { code: 'recused' } });
    expect(
      await city.send('rescanDocument', staff.id, {
        params: { applicationId: draft, attachmentId: inDraft },
        body: {},
      }),
    ).toMatchObject({ status: 404 });
  });

  test('are counted once they have waited for an hour', async () => {
    const city = await openCity({ now: start });
    await waiting(city);
    city.ports.clock.set('2026-03-02T09:59:59.999Z');
    expect(await watchDocuments(city.ports)).toBe(0);
    city.ports.clock.set('2026-03-02T10:00:00.000Z');
    expect(await watchDocuments(city.ports)).toBe(1);
  });

  test('that are taken off wait no more, and are swept', async () => {
    const city = await openCity({ now: start });
    const applicationId = await draftFile(city);
    const attachmentId = await attach(city, applicationId, 'accounts', 'comptes.pdf', 'nothing');
    city.ports.clock.advance({ days: 2 });
    expect(await sweepAttachments(city.ports, city.bucket)).toMatchObject({ removed: 0 });
    expect(await rows(city)).toHaveLength(1);
    await city.ask('removeAttachment', applicant.id, { params: { applicationId, attachmentId } });
    expect(await rows(city)).toEqual([]);
    expect(await watchDocuments(city.ports)).toBe(0);
  });

  test('since before they were listed are listed by a backfill, once', async () => {
    const city = await openCity({ now: start });
    const document = await waiting(city);
    await store(city, document, { UpdateExpression: 'REMOVE dueKey, dueSort, verifiedAt' });
    expect((await listWaitingDocuments(city.ports, undefined)).items).toEqual([]);
    expect(await settleWaiting(city.ports, document)).toBe(true);
    expect(await settleWaiting(city.ports, document)).toBe(false);
    expect((await rows(city)).map(({ id }) => id)).toEqual([document.attachmentId]);
    await told(city, document, 'NO_THREATS_FOUND');
    expect(await settleWaiting(city.ports, document)).toBe(false);
    expect(await rows(city)).toEqual([]);
  });

  test('that a release without the list judged are neither counted nor shown, and a backfill takes them off', async () => {
    const city = await openCity({ now: start });
    const document = await waiting(city);
    await store(city, document, {
      UpdateExpression: 'SET #scan = :clean',
      ExpressionAttributeNames: { '#scan': 'scan' },
      ExpressionAttributeValues: { ':clean': 'clean' },
    });
    city.ports.clock.advance({ days: 2 });
    expect(await watchDocuments(city.ports)).toBe(0);
    expect(await rows(city)).toEqual([]);
    expect(await settleWaiting(city.ports, document)).toBe(true);
    expect(await settleWaiting(city.ports, document)).toBe(false);
    const stored = await get(city.ports, attachmentKey(document.applicationId, document.attachmentId));
    expect(stored?.dueKey).toBeUndefined();
  });

  test('are found rightly whatever comes at the same time', async () => {
    const city = await openCity({ now: start });
    const applicationId = await draftFile(city);
    for (let round = 0; round < 8; round++) {
      const attachmentId = await attach(city, applicationId, 'accounts', 'comptes.pdf', 'nothing');
      const note = (found: Parameters<typeof noteFindings>[3]) =>
        noteFindings(city.ports, applicationId, attachmentId, found);
      await Promise.all([
        note({ verified: 'right' }),
        note({ fault: 'FAILED' }),
        note({ scan: 'unscannable' }),
        note({ scan: 'clean' }),
      ]);
      const stored = await get(city.ports, attachmentKey(applicationId, attachmentId));
      expect([stored?.verified, stored?.scan, stored?.fault, stored?.dueKey]).toEqual([
        'right',
        'clean',
        undefined,
        undefined,
      ]);
    }
  });
});

describe('a rescan', () => {
  test('gives one document to the scanner, and not again while its verdict may come', async () => {
    const city = await openCity({ now: start });
    const document = await waiting(city);
    const rescan = () => city.ask('rescanDocument', staff.id, { params: document, body: {} });
    const { attachments } = await rescan();
    expect(attachments.find(({ id }) => id === document.attachmentId)).toMatchObject({
      state: 'received',
      rescanAt: start,
    });
    await rescan();
    expect(city.scanner.given).toEqual([objectKey(document.applicationId, document.attachmentId)]);
    city.ports.clock.advance({ hours: 1 });
    await rescan();
    expect(city.scanner.given).toHaveLength(2);
    // Both verdicts come, and the second says what the first said.
    await told(city, document, 'NO_THREATS_FOUND');
    await told(city, document, 'NO_THREATS_FOUND');
    expect((await documentOf(city, document))?.state).toBe('clean');
    expect(await city.send('rescanDocument', staff.id, { params: document, body: {} })).toMatchObject({
      status: 409,
      body: { code: 'state-passed' },
    });
  });

  test('of a document that could not be read may end in a verdict', async () => {
    const city = await openCity({ now: start });
    const document = await waiting(city);
    await told(city, document, 'UNSUPPORTED');
    await city.ask('rescanDocument', staff.id, { params: document, body: {} });
    await told(city, document, 'THREATS_FOUND');
    expect(await documentOf(city, document)).toMatchObject({ state: 'rejected', reason: 'malware', releasable: false });
  });

  test('of all that wait goes page by page, drafts too, and names who asked', async () => {
    const city = await openCity({ now: start });
    const draft = await draftFile(city);
    for (let place = 0; place < 27; place++) await attach(city, draft, 'accounts', `comptes-${place}.pdf`, 'nothing');
    const { attachmentId, applicationId } = await waiting(city);
    const all = async (cursor?: string): Promise<number[]> => {
      const { asked, refused, nextCursor } = await city.ask('rescanWaiting', staff.id, { body: { cursor } });
      expect(refused).toBe(0);
      return [asked, ...(nextCursor ? await all(nextCursor) : [])];
    };
    expect(await all()).toEqual([25, 3]);
    expect(new Set(city.scanner.given).size).toBe(28);
    expect(city.scanner.given).toContain(objectKey(applicationId, attachmentId));
    expect(await all()).toEqual([0, 0]);
    const { items } = await city.ask('listAudit', people.staff.id);
    expect(items.filter(({ opening }) => opening === 'rescan')).toMatchObject([{ personId: staff.id, at: start }]);
  });

  test('that the scanner refuses says so, and can be asked again at once', async () => {
    const city = await openCity({ now: start });
    const document = await waiting(city);
    vi.spyOn(console, 'error').mockImplementation(() => {});
    city.scanner.state.isDown = true;
    expect(await city.send('rescanDocument', staff.id, { params: document, body: {} })).toMatchObject({
      status: 409,
      body: { code: 'scanner-refused' },
    });
    expect(await city.ask('rescanWaiting', staff.id, { body: {} })).toEqual({ asked: 0, refused: 1 });
    city.scanner.state.isDown = false;
    expect(await city.ask('rescanWaiting', staff.id, { body: {} })).toEqual({ asked: 1, refused: 0 });
    vi.restoreAllMocks();
  });
});

describe('a scanner that gives no verdict', () => {
  test('lets staff open a document after a day, in an event that says so; harm that it finds later closes it again', async () => {
    const city = await openCity({ now: start });
    const document = await waiting(city);
    const release = () => city.send('releaseAttachment', staff.id, { params: document, body: {} });
    city.ports.clock.set('2026-03-03T08:59:59.999Z');
    expect(await release()).toMatchObject({ status: 409, body: { code: 'state-passed' } });
    city.ports.clock.set('2026-03-03T09:00:00.000Z');
    expect(await documentOf(city, document)).toMatchObject({ state: 'received', releasable: true });
    expect((await release()).status).toBe(200);
    const letThrough = { scan: 'none', at: '2026-03-03T09:00:00.000Z' };
    expect(await documentOf(city, document)).toMatchObject({
      state: 'clean',
      releasable: false,
      letThrough: { ...letThrough, byName: staff.name },
    });
    const events = await readEvents(city.ports, { type: 'application', id: document.applicationId });
    expect(events.at(-1)).toMatchObject({
      type: 'application.attachment-released',
      data: { attachmentId: document.attachmentId, unscanned: true },
      actor: { role: 'staff', personId: staff.id },
    });
    await expectWholeChain(city.ports, document.applicationId);
    // A verdict may still come: it stays listed, after those that are closed, and rings no more.
    const closed = await waiting(city, 'autres.pdf');
    await noteFindings(city.ports, document.applicationId, document.attachmentId, { verified: 'right' });
    expect((await rows(city)).map(({ id, waitsSince, letThrough }) => ({ id, waitsSince, letThrough }))).toEqual([
      { id: closed.attachmentId, waitsSince: '2026-03-03T09:00:00.000Z', letThrough: undefined },
      { id: document.attachmentId, waitsSince: start, letThrough },
    ]);
    city.ports.clock.advance({ days: 30 });
    expect(await watchDocuments(city.ports)).toBe(1);
    await told(city, document, 'THREATS_FOUND');
    expect(await documentOf(city, document)).toMatchObject({ state: 'rejected', reason: 'malware' });
    expect(await documentOf(city, document)).not.toHaveProperty('letThrough');
    expect((await rows(city)).map(({ id }) => id)).toEqual([closed.attachmentId]);
  });

  test('is asked again about what was let through, one by one and all together, until there is a verdict', async () => {
    const city = await openCity({ now: start });
    const document = await waiting(city);
    city.ports.clock.advance({ hours: 24 });
    await city.ask('releaseAttachment', staff.id, { params: document, body: {} });
    expect(await city.ask('rescanDocument', staff.id, { params: document, body: {} })).toMatchObject({
      id: document.applicationId,
    });
    city.ports.clock.advance({ hours: 1 });
    expect(await city.ask('rescanWaiting', staff.id, { body: {} })).toEqual({ asked: 1, refused: 0 });
    const object = objectKey(document.applicationId, document.attachmentId);
    expect(city.scanner.given).toEqual([object, object]);
    await told(city, document, 'FAILED');
    expect(await rows(city)).toMatchObject([{ id: document.attachmentId, fault: 'FAILED' }]);
    await told(city, document, 'NO_THREATS_FOUND');
    expect(await rows(city)).toEqual([]);
    expect(await documentOf(city, document)).toMatchObject({ state: 'clean' });
    expect(await documentOf(city, document)).not.toHaveProperty('letThrough');
    expect(await city.send('rescanDocument', staff.id, { params: document, body: {} })).toMatchObject({ status: 409 });
  });

  test('lets nothing through whose bytes are found wrong meanwhile, and undoes nothing else that is noted then', async () => {
    const city = await openCity({ now: start });
    const release = async (document: Awaited<ReturnType<typeof waiting>>, meanwhile: () => Promise<unknown>) => {
      let isFirst = true;
      const send = async (command: Parameters<typeof city.ports.db.send>[0]) => {
        if (isFirst && command instanceof TransactWriteCommand) {
          isFirst = false;
          await meanwhile();
        }
        return city.ports.db.send(command);
      };
      const db = Object.create(city.ports.db, { send: { value: send } });
      return (await city.send('releaseAttachment', staff.id, { params: document, body: {} }, { ...city.ports, db }))
        .status;
    };
    const [wrong, unreadable, faulty] = [await waiting(city), await waiting(city), await waiting(city)];
    city.ports.clock.advance({ hours: 24 });
    const note = (document: typeof wrong, found: Parameters<typeof noteFindings>[3]) => () =>
      noteFindings(city.ports, document.applicationId, document.attachmentId, found);
    expect(await release(wrong, note(wrong, { verified: 'checksum' }))).toBe(409);
    expect(await documentOf(city, wrong)).toMatchObject({ state: 'rejected', reason: 'checksum' });
    expect(await release(unreadable, note(unreadable, { scan: 'unscannable' }))).toBe(200);
    expect(await documentOf(city, unreadable)).toMatchObject({ letThrough: { scan: 'unscannable' } });
    const events = await readEvents(city.ports, { type: 'application', id: unreadable.applicationId });
    expect(events.at(-1)?.data).toEqual({ attachmentId: unreadable.attachmentId });
    expect(await release(faulty, note(faulty, { fault: 'ACCESS_DENIED' }))).toBe(200);
    expect(await documentOf(city, faulty)).toMatchObject({ letThrough: { scan: 'none' }, fault: 'ACCESS_DENIED' });
  });

  test('leaves documents that a former release let through as they are, until a backfill lists them', async () => {
    const city = await openCity({ now: start });
    const document = await waiting(city);
    await store(city, document, {
      UpdateExpression: 'SET released = :true REMOVE dueKey, dueSort',
      ExpressionAttributeValues: { ':true': true },
    });
    expect((await documentOf(city, document))?.letThrough).toEqual({ scan: 'none' });
    expect(await rows(city)).toEqual([]);
    expect(await settleWaiting(city.ports, document)).toBe(true);
    expect(await settleWaiting(city.ports, document)).toBe(false);
    expect(await rows(city)).toMatchObject([{ id: document.attachmentId, letThrough: { scan: 'none' } }]);
    city.ports.clock.advance({ days: 30 });
    expect(await watchDocuments(city.ports)).toBe(0);
  });

  test('is told of to the jury as well, who opens what was let through', async () => {
    const city = await openCity({ now: start });
    const document = await waiting(city);
    const { applicationId } = document;
    city.ports.clock.advance({ hours: 24 });
    await city.ask('releaseAttachment', staff.id, { params: document, body: {} });
    await checkFile(city, applicationId);
    await checkFile(city, applicationId, 'passed');
    const [juror = ''] = city.jurors;
    await city.ask('openStep', staff.id, {
      params: { applicationId },
      body: await asRead(city, applicationId, { jurorIds: city.jurors.slice(0, 3) }),
    });
    await declare(city, applicationId, juror);
    const shown = async () => {
      const { attachments } = await city.ask('getJurorFile', juror, { params: { applicationId } });
      return attachments.map(({ documentId, letThrough }) => [documentId, letThrough]);
    };
    expect(await shown()).toEqual([
      ['statutes', undefined],
      ['accounts', { scan: 'none', at: '2026-03-03T09:00:00.000Z' }],
    ]);
    expect((await city.send('getJurorAttachment', juror, { params: document, query: {} })).status).toBe(200);
    await told(city, document, 'NO_THREATS_FOUND');
    expect(await shown()).toEqual([
      ['statutes', undefined],
      ['accounts', undefined],
    ]);
  });

  test('holds up neither handing over nor the clock of the law: it runs as if there were a verdict', async () => {
    const city = await openCity({ now: start });
    const applicationId = await draftFile(city);
    const attachmentId = await attach(city, applicationId, 'accounts', 'comptes.pdf', 'nothing');
    const params = { applicationId };
    await city.ask('submitApplication', applicant.id, { params, body: { idempotencyKey: key() } });
    const clock = async () => {
      const { state, runsOutOn, silenceRejectsOn } = await city.ask('getStaffFile', staff.id, { params });
      return { state, runsOutOn, silenceRejectsOn };
    };
    const submitted = await clock();
    expect(submitted).toEqual({ state: 'checking', runsOutOn: '2026-05-02', silenceRejectsOn: '2026-05-02' });
    city.ports.clock.advance({ days: 3 });
    await city.ask('rescanDocument', staff.id, { params: { applicationId, attachmentId }, body: {} });
    expect(await clock()).toEqual(submitted);
    await city.ask('releaseAttachment', staff.id, { params: { applicationId, attachmentId }, body: {} });
    expect(await clock()).toEqual(submitted);
    await told(city, { applicationId, attachmentId }, 'NO_THREATS_FOUND');
    expect(await clock()).toEqual(submitted);
  });

  test('says how it stands, by the latest of its words, and since when', async () => {
    const city = await openCity({ now: start });
    const standing = async () => (await city.ask('listWaitingDocuments', staff.id)).scanner;
    let told = 0;
    const say = (
      state: 'active' | 'warning' | 'error',
      at: string,
      detail: unknown = { resourceStatus: state },
      event = `scanner-${++told}`,
    ) => noteStanding(city.ports, { state, at, event, detail });
    expect(await standing()).toBeUndefined();
    expect((await say('active', '2026-03-02T10:00:00Z')).isNews).toBe(true);
    const faulty = { statusReasons: [{ code: 'INSUFFICIENT_TEST_OBJECT_PERMISSIONS', message: 'Words' }] };
    expect((await say('warning', '2026-03-02T11:00:00Z', faulty)).isNews).toBe(true);
    const since = '2026-03-02T11:00:00.000Z';
    const reasons = ['INSUFFICIENT_TEST_OBJECT_PERMISSIONS'];
    expect(await standing()).toEqual({ state: 'warning', since, reasons });
    // What it repeats is not news; what comes late changes nothing; what is no code is not kept.
    expect((await say('warning', '2026-03-02T12:00:00Z', faulty)).isNews).toBe(false);
    expect((await say('active', '2026-03-02T10:30:00Z')).isNews).toBe(false);
    expect(await standing()).toEqual({ state: 'warning', since, reasons });
    await say('error', '2026-03-02T13:00:00Z', { statusReasons: [{ code: 'somebody@example.org' }, {}] });
    expect(await standing()).toEqual({ state: 'error', since: '2026-03-02T13:00:00.000Z', reasons: [] });
    await say('active', '2026-03-02T14:00:00Z', { statusReasons: 'none' });
    expect(await standing()).toEqual({ state: 'active', since: '2026-03-02T14:00:00.000Z', reasons: [] });

    // Its clock tells seconds: of two words within one, the one that came last holds.
    await say('error', '2026-03-02T15:00:00Z', {}, 'last-error');
    expect((await say('active', '2026-03-02T15:00:00Z', {}, 'last-active')).isNews).toBe(true);
    expect((await standing())?.state).toBe('active');
    // Told again, since whoever noted it may have died before saying so; what it only repeated is no more news than before.
    expect((await say('active', '2026-03-02T15:00:00Z', {}, 'last-active')).isNews).toBe(true);
    await say('active', '2026-03-02T16:00:00Z', {}, 'repeated');
    expect((await say('active', '2026-03-02T16:00:00Z', {}, 'repeated')).isNews).toBe(false);
  });
});
