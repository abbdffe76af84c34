import { createHash } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { noteScan, type ScanResult } from '../../functions/scan-attachment/scan.ts';
import { loadFile } from '../../functions/store/applications.ts';
import { attachmentOf, loadAttachment, objectKey } from '../../functions/store/attachments.ts';
import { applicationKey, attachmentKey } from '../../functions/store/keys.ts';
import { readPartition } from '../../functions/store/read.ts';
import { sweepAttachments } from '../../functions/sweep-attachments/sweep.ts';
import { verifyAttachment, verifyBytes } from '../../functions/verify-attachment/verify.ts';
import { maxAttachmentBytes } from '../../schemas/attachment.ts';
import { examplePdf } from '../../schemas/examples/pdf.ts';
import { anId } from '../factories/application.ts';
import { type City, openCity, people } from '../support/city.ts';
import { draftFile, key } from '../support/files.ts';

const { applicant, stranger, staff } = people;
const pdf = examplePdf('Statuts');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64');
const promiseOf = (bytes: Uint8Array, change: object = {}) => ({
  documentId: 'statutes',
  filename: 'statuts.pdf',
  contentType: 'application/pdf' as const,
  sizeBytes: bytes.length,
  sha256: sha256(bytes),
  ...change,
});

/** Promises a document and lets these bytes arrive. */
const upload = async (city: City, applicationId: string, bytes: Uint8Array, promised: object = promiseOf(bytes)) => {
  const { attachment, upload } = await city.ask('addAttachment', applicant.id, {
    params: { applicationId },
    body: promised,
  });
  const name = upload.fields.key as string;
  expect(name).toBe(objectKey(applicationId, attachment.id));
  city.bucket.objects.set(name, bytes);
  await verifyAttachment(city.ports, city.bucket, name);
  return { id: attachment.id, name };
};
const stateOf = async (city: City, applicationId: string, id: string) => {
  const item = await loadAttachment(city.ports, applicationId, id);
  if (!item) return undefined;
  const { state, reason } = attachmentOf(item);
  return reason ? `${state}: ${reason}` : state;
};
const scanned = (name: string, status: ScanResult['scanResultDetails']['scanResultStatus']): ScanResult => ({
  s3ObjectDetails: { objectKey: name },
  scanResultDetails: { scanResultStatus: status },
});

describe('bytes that arrived', () => {
  const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
  test.each<[string, Uint8Array, object, string]>([
    ['are what was promised', pdf, {}, 'right'],
    ['are none', new Uint8Array(), {}, 'empty'],
    ['are too many', new Uint8Array(maxAttachmentBytes + 1), {}, 'too-large'],
    ['are other than promised', pdf, { sha256: sha256(jpeg) }, 'checksum'],
    ['are more than promised', pdf, { sizeBytes: pdf.length - 1 }, 'checksum'],
    ['are a picture that calls itself a PDF', jpeg, {}, 'wrong-type'],
    ['are a text that calls itself a PDF', new TextEncoder().encode('hello'), {}, 'wrong-type'],
    ['are a picture', jpeg, { contentType: 'image/jpeg' }, 'right'],
  ])('%s', async (_sentence, bytes, change, verdict) => {
    expect(await verifyBytes(bytes, promiseOf(bytes, change))).toBe(verdict);
  });
});

describe('a document', () => {
  test('is received, then clean, in either order of the two events, and however often they come', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    const { id, name } = await upload(city, applicationId, pdf);
    expect(await stateOf(city, applicationId, id)).toBe('received');
    await noteScan(city.ports, scanned(name, 'NO_THREATS_FOUND'));
    await verifyAttachment(city.ports, city.bucket, name);
    await noteScan(city.ports, scanned(name, 'NO_THREATS_FOUND'));
    expect(await stateOf(city, applicationId, id)).toBe('clean');

    const { attachment } = await city.ask('addAttachment', applicant.id, {
      params: { applicationId },
      body: promiseOf(pdf),
    });
    const other = objectKey(applicationId, attachment.id);
    city.bucket.objects.set(other, pdf);
    await noteScan(city.ports, scanned(other, 'NO_THREATS_FOUND'));
    expect(await stateOf(city, applicationId, attachment.id)).toBe('pending');
    await verifyAttachment(city.ports, city.bucket, other);
    expect(await stateOf(city, applicationId, attachment.id)).toBe('clean');
  });

  test.each([
    ['THREATS_FOUND', 'rejected: malware'],
    ['UNSUPPORTED', 'unscannable'],
    // Faults of the scanner's say nothing of the document.
    ['ACCESS_DENIED', 'received'],
    ['FAILED', 'received'],
  ] as const)('that the scanner finds %s is %s', async (status, state) => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    const { id, name } = await upload(city, applicationId, pdf);
    await noteScan(city.ports, scanned(name, status));
    expect(await stateOf(city, applicationId, id)).toBe(state);
  });

  test('that was found harmful or wrong stays so, whatever comes later', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    const harmful = await upload(city, applicationId, pdf);
    await noteScan(city.ports, scanned(harmful.name, 'THREATS_FOUND'));
    await noteScan(city.ports, scanned(harmful.name, 'NO_THREATS_FOUND'));
    expect(await stateOf(city, applicationId, harmful.id)).toBe('rejected: malware');
    const wrong = await upload(city, applicationId, pdf, promiseOf(pdf, { contentType: 'image/png' }));
    await noteScan(city.ports, scanned(wrong.name, 'NO_THREATS_FOUND'));
    await verifyAttachment(city.ports, city.bucket, wrong.name);
    expect(await stateOf(city, applicationId, wrong.id)).toBe('rejected: wrong-type');
  });

  test('is promised only for a document that the call names, of a kind and size that it takes', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    const promise = async (change: object) => {
      const { status, body } = await city.send('addAttachment', applicant.id, {
        params: { applicationId },
        body: promiseOf(pdf, change),
      });
      return [status, [...new Set(body.fields?.map(({ path }: { path: string[] }) => path.join('.')))]];
    };
    expect(await promise({ documentId: 'passport' })).toEqual([422, ['documentId']]);
    expect(await promise({ contentType: 'text/html' })).toEqual([422, ['contentType']]);
    expect(await promise({ sizeBytes: 0 })).toEqual([422, ['sizeBytes']]);
    expect(await promise({ sizeBytes: maxAttachmentBytes + 1 })).toEqual([422, ['sizeBytes']]);
    expect(await promise({ sha256: 'abc' })).toEqual([422, ['sha256']]);
    expect(await promise({ filename: ' ' })).toEqual([422, ['filename']]);
  });

  test('is one of forty at most', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    const add = () => city.send('addAttachment', applicant.id, { params: { applicationId }, body: promiseOf(pdf) });
    for (let count = 2; count < 40; count++) expect((await add()).status).toBe(200);
    const { status, body } = await add();
    expect([status, body.fields]).toEqual([
      422,
      [
        {
          path: ['documentId'],
          message: 'Joignez au plus 40 fichiers\u00a0: retirez-en un avant d’en ajouter un autre',
        },
      ],
    ]);
  });

  test('is one of forty also among many that are promised side by side', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    for (let count = 2; count < 34; count++) await upload(city, applicationId, pdf);
    const answers = await Promise.all(
      Array.from({ length: 16 }, () =>
        city.send('addAttachment', applicant.id, { params: { applicationId }, body: promiseOf(pdf) }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(6);
    expect([...new Set(answers.map(({ status }) => status))].toSorted()).toEqual([200, 422]);
    expect((await loadFile(city.ports, applicationId))?.attachments).toHaveLength(40);
  });

  test('bears the ending of what it is, whatever it is called, for its owner, for staff, and in its link', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    const { attachment } = await city.ask('addAttachment', applicant.id, {
      params: { applicationId },
      body: promiseOf(pdf, { filename: '../b\u202eilan\ud800.html' }),
    });
    expect(attachment.filename).toBe('bilan.html.pdf');
    // One from before names were put right.
    await city.ports.db.send(
      new UpdateCommand({
        TableName: city.ports.tableName,
        Key: attachmentKey(applicationId, attachment.id),
        UpdateExpression: 'SET filename = :name',
        ExpressionAttributeValues: { ':name': 'ancien\u202e.hta' },
      }),
    );
    await city.receive(applicationId, attachment.id);
    const { attachments } = await city.ask('getApplication', applicant.id, { params: { applicationId } });
    expect(attachments.at(-1)?.filename).toBe('ancien.hta.pdf');
    const params = { applicationId, attachmentId: attachment.id };
    expect((await city.ask('getApplicantAttachment', applicant.id, { params })).url).toMatch(/as=ancien\.hta\.pdf$/);
    await city.ask('submitApplication', applicant.id, { params: { applicationId }, body: { idempotencyKey: key() } });
    const file = await city.ask('getStaffFile', staff.id, { params: { applicationId } });
    expect(file.attachments.at(-1)?.filename).toBe('ancien.hta.pdf');
    expect((await city.ask('getStaffAttachment', staff.id, { params })).url).toMatch(/as=ancien\.hta\.pdf$/);
  });

  test('is given to its owner once received, and to others only when clean', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    const { id, name } = await upload(city, applicationId, pdf);
    const params = { applicationId, attachmentId: id };
    const link = async (operation: 'getApplicantAttachment' | 'getStaffAttachment', who: string) => {
      const { status, body } = await city.send(operation, who, { params });
      return body.url ?? `${status} ${body.code}`;
    };
    const url = `https://bucket.test/${name}?as=statuts.pdf`;
    expect(await link('getApplicantAttachment', applicant.id)).toBe(url);
    expect(await link('getApplicantAttachment', stranger.id)).toBe('404 not-found');
    await city.ask('submitApplication', applicant.id, { params: { applicationId }, body: { idempotencyKey: key() } });
    expect(await link('getStaffAttachment', staff.id)).toBe('409 attachments-not-ready');
    await noteScan(city.ports, scanned(name, 'UNSUPPORTED'));
    expect(await link('getStaffAttachment', staff.id)).toBe('409 attachments-not-ready');
    const released = await city.ask('releaseAttachment', staff.id, { params, body: {} });
    expect(released.attachments.find((attachment) => attachment.id === id)).toMatchObject({
      state: 'clean',
      letThrough: { scan: 'unscannable', at: city.ports.now().toISOString(), byName: staff.name },
    });
    expect(await link('getStaffAttachment', staff.id)).toBe(url);
    // Looked at in a tab of its own, without being kept.
    const looked = await city.ask('getStaffAttachment', staff.id, { params, query: { to: 'look' } });
    expect(looked.url).not.toBe(url);
    expect(looked.url).toContain(name);
    const again = await city.send('releaseAttachment', staff.id, { params, body: {} });
    expect([again.status, again.body.code]).toEqual([409, 'state-passed']);
    await noteScan(city.ports, scanned(name, 'THREATS_FOUND'));
    expect(await link('getApplicantAttachment', applicant.id)).toBe('409 attachments-not-ready');
  });
});

describe('what nobody needs any more', () => {
  test('is removed a day after it was promised and never came, and not before', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    await city.ask('addAttachment', applicant.id, { params: { applicationId }, body: promiseOf(pdf) });
    const { id } = await upload(city, applicationId, pdf);
    const documents = async () => {
      const { attachments } = await city.ask('getApplication', applicant.id, { params: { applicationId } });
      return attachments.map(({ state }) => state);
    };
    city.ports.clock.advance({ hours: 23 });
    expect((await sweepAttachments(city.ports, city.bucket)).removed).toBe(0);
    expect(await documents()).toEqual(['clean', 'clean', 'pending', 'received']);
    city.ports.clock.advance({ hours: 2 });
    expect((await sweepAttachments(city.ports, city.bucket)).removed).toBe(1);
    expect(await documents()).toEqual(['clean', 'clean', 'received']);
    expect(await stateOf(city, applicationId, id)).toBe('received');
  });

  test('of a draft that was thrown away is removed to the last byte, also what arrives late', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    const { attachment, upload } = await city.ask('addAttachment', applicant.id, {
      params: { applicationId },
      body: promiseOf(pdf),
    });
    await city.ask('discardDraft', applicant.id, { params: { applicationId } });
    const name = upload.fields.key as string;
    city.bucket.objects.set(name, pdf);
    await verifyAttachment(city.ports, city.bucket, name);
    await noteScan(city.ports, scanned(name, 'NO_THREATS_FOUND'));
    expect(city.bucket.objects.has(name)).toBe(false);
    expect(await loadAttachment(city.ports, applicationId, attachment.id)).toBeUndefined();
    expect(city.bucket.objects.size).toBe(0);
    // Neither does it matter whether the bucket told of it: a day later it is looked for by name.
    city.bucket.objects.set(name, pdf);
    expect((await sweepAttachments(city.ports, city.bucket)).drafts).toBe(0);
    expect(city.bucket.objects.size).toBe(0);
    city.bucket.objects.set(name, pdf);
    city.ports.clock.advance({ hours: 25 });
    expect((await sweepAttachments(city.ports, city.bucket)).drafts).toBe(1);
    expect(city.bucket.objects.size).toBe(0);
    expect(await readPartition(city.ports, applicationKey(applicationId).pk)).toEqual([]);
  });

  test('does not make anything of objects that are no documents', async () => {
    const city = await openCity();
    for (const name of ['site/index.html', `attachments/${anId('app', 1)}`, `exports/${anId('app', 1)}/att_1`]) {
      city.bucket.objects.set(name, pdf);
      await verifyAttachment(city.ports, city.bucket, name);
      await noteScan(city.ports, scanned(name, 'NO_THREATS_FOUND'));
    }
    expect(city.bucket.objects.size).toBe(3);
  });
});
