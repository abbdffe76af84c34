import { createHash } from 'node:crypto';
import { request } from 'node:http';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createBucket } from '../../../functions/services/bucket.ts';
import { createScanner } from '../../../functions/services/scanner.ts';
import { type Bucket, startBucket } from '../../../infra/local/bucket.ts';
import type { Bus } from '../../../infra/local/bus.ts';
import { type Fauxqs, startFauxqs } from '../../../infra/local/fauxqs.ts';
import { listen } from '../../../infra/local/listen.ts';

const region = 'eu-west-3';
const credentials = { accessKeyId: 'LOCALTEST', secretAccessKey: 'a secret of this test' };
const site = 'http://127.0.0.1:3999';
const pdf = Buffer.from('%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n');
const events: Parameters<Bus['put']>[0][] = [];
/** Events of one object: the scan of an earlier test's may come in between. */
const eventsOf = (key: string) => events.filter(({ detail }) => JSON.stringify(detail).includes(`"${key}"`));
let later = 0;
let engine: Fauxqs;
let bucket: Bucket;
let s3: S3Client;

beforeAll(async () => {
  engine = await startFauxqs({ listening: await listen(0), region });
  bucket = await startBucket({
    listening: await listen(0),
    engineUrl: engine.url,
    name: 'documents',
    credentials,
    region,
    siteOrigins: [site],
    bus: { put: async (event) => void events.push(event), consume: () => [] },
    now: () => Date.now() + later,
  });
  s3 = new S3Client({ endpoint: bucket.url, region, credentials });
});
beforeEach(() => {
  events.length = 0;
  later = 0;
});
afterAll(async () => {
  s3.destroy();
  await bucket.stop();
  await engine.stop();
});

const form = (bytes: Buffer, key = 'files/a.pdf', client = s3) =>
  createPresignedPost(client, {
    Bucket: 'documents',
    Key: key,
    Fields: { 'Content-Type': 'application/pdf', 'x-amz-checksum-sha256': sha256(bytes) },
    Conditions: [
      ['content-length-range', 1, pdf.length],
      { 'Content-Type': 'application/pdf' },
      { 'x-amz-checksum-sha256': sha256(bytes) },
    ],
    Expires: 60,
  });
const post = async (
  { url, fields }: { url: string; fields: Record<string, string> },
  bytes: Buffer,
  changes: Record<string, string> = {},
) => {
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...changes })) body.append(name, value);
  body.append('file', new Blob([new Uint8Array(bytes)]), 'a.pdf');
  const answer = await fetch(url, { method: 'POST', body, headers: { origin: site } });
  const code = /<Code>(.+)<\/Code>/.exec(await answer.text())?.[1];
  return { status: answer.status, code, allowed: answer.headers.get('access-control-allow-origin') };
};
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64');
const stranger = () =>
  new S3Client({ endpoint: bucket.url, region, credentials: { ...credentials, secretAccessKey: 'guessed' } });

test('a presigned form stores the file and lets the site read the answer', async () => {
  expect(await post(await form(pdf), pdf)).toEqual({ status: 204, code: undefined, allowed: site });
  const stored = await s3.send(new GetObjectCommand({ Bucket: 'documents', Key: 'files/a.pdf' }));
  expect(Buffer.from((await stored.Body?.transformToByteArray()) ?? [])).toEqual(pdf);
  expect(stored.ContentType).toBe('application/pdf');
});

test('a stored file is told to the bus as S3 and then as GuardDuty tell it', async () => {
  await post(await form(pdf, 'files/told.pdf'), pdf);
  expect(eventsOf('files/told.pdf').map((event) => event['detail-type'])).toEqual(['Object Created']);
  expect(eventsOf('files/told.pdf')[0]).toMatchObject({
    source: 'aws.s3',
    resources: ['arn:aws:s3:::documents'],
    detail: {
      bucket: { name: 'documents' },
      object: { key: 'files/told.pdf', size: pdf.length, etag: createHash('md5').update(pdf).digest('hex') },
      reason: 'POST Object',
    },
  });
  await vi.waitFor(() => expect(eventsOf('files/told.pdf')).toHaveLength(2), 5000);
  expect(eventsOf('files/told.pdf')[1]).toMatchObject({
    source: 'aws.guardduty',
    detail: {
      scanStatus: 'COMPLETED',
      s3ObjectDetails: { bucketName: 'documents', objectKey: 'files/told.pdf' },
      scanResultDetails: { scanResultStatus: 'NO_THREATS_FOUND', threats: null },
    },
  });
});

const verdictOf = async (key: string, bytes: Buffer) => {
  await s3.send(new PutObjectCommand({ Bucket: 'documents', Key: key, Body: bytes }));
  await vi.waitFor(() => expect(eventsOf(key)).toHaveLength(2), 5000);
  return (eventsOf(key)[1]?.detail as { scanResultDetails?: unknown } | undefined)?.scanResultDetails;
};

test('the EICAR test string is found', async () => {
  const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
  expect(await verdictOf('files/eicar', Buffer.concat([pdf, Buffer.from(eicar)]))).toEqual({
    scanResultStatus: 'THREATS_FOUND',
    threats: [{ name: 'EICAR-Test-File (not a virus)' }],
  });
});

test('what is locked by a password cannot be scanned', async () => {
  const locked = Buffer.from('504b03041400090008000000', 'hex');
  expect(await verdictOf('files/locked', locked)).toEqual({ scanResultStatus: 'UNSUPPORTED', threats: null });
});

const rescan = (key: string, name = 'documents', secretAccessKey = credentials.secretAccessKey) => {
  process.env.AWS_ENDPOINT_URL_GUARDDUTY = bucket.url;
  Object.assign(process.env, {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  });
  return createScanner(name).scanAgain(key);
};

test('a scanner that stopped says so and looks at nothing; once it works again, a rescan brings the verdict', async () => {
  await bucket.scanner.stop();
  await s3.send(new PutObjectCommand({ Bucket: 'documents', Key: 'files/later', Body: pdf }));
  await rescan('files/later');
  await bucket.scanner.drained();
  const types = () => events.map((event) => event['detail-type']);
  const [stopped, created, works] = [
    'GuardDuty Malware Protection Resource Status Error',
    'Object Created',
    'GuardDuty Malware Protection Resource Status Active',
  ];
  expect(types()).toEqual([stopped, created]);
  expect(events[0]?.detail).toMatchObject({
    s3BucketDetails: { bucketName: 'documents' },
    resourceStatus: 'ERROR',
    statusReasons: [{ code: 'UNAUTHORIZED_TO_ASSUME_ROLE' }],
  });
  await bucket.scanner.start();
  expect(types()).toEqual([stopped, created, works]);
  await rescan('files/later');
  await vi.waitFor(() => expect(eventsOf('files/later')).toHaveLength(2), 5000);
  expect(eventsOf('files/later')[1]).toMatchObject({
    'detail-type': 'GuardDuty Malware Protection Object Scan Result',
    detail: {
      s3ObjectDetails: { objectKey: 'files/later' },
      scanResultDetails: { scanResultStatus: 'NO_THREATS_FOUND' },
    },
  });
});

test('a rescan of what is not there, of another bucket, or signed by nobody known is refused', async () => {
  await expect(rescan('files/nothing')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await expect(rescan('files/later', 'others')).rejects.toMatchObject({ name: 'BadRequestException' });
  await expect(rescan('files/later', 'documents', 'guessed')).rejects.toMatchObject({
    $metadata: { httpStatusCode: 403 },
  });
});

test('an empty object is scanned like any other', async () => {
  expect(await verdictOf('files/empty', Buffer.alloc(0))).toEqual({
    scanResultStatus: 'NO_THREATS_FOUND',
    threats: null,
  });
});

test.each([
  ['signed with another key', () => form(pdf, 'no', stranger()), pdf, {}, 403, 'SignatureDoesNotMatch'],
  ['too large', () => form(Buffer.alloc(pdf.length + 1)), Buffer.alloc(pdf.length + 1), {}, 400, 'EntityTooLarge'],
  ['empty', () => form(Buffer.alloc(0)), Buffer.alloc(0), {}, 400, 'EntityTooSmall'],
  ['of another type', () => form(pdf), pdf, { 'Content-Type': 'text/html' }, 403, 'AccessDenied'],
  ['under another key', () => form(pdf), pdf, { key: 'files/other.pdf' }, 403, 'AccessDenied'],
  ['with a field that no condition names', () => form(pdf), pdf, { 'x-amz-meta-note': 'a' }, 403, 'AccessDenied'],
  ['with other bytes than promised', () => form(pdf), Buffer.from('%PDF-other'), {}, 400, 'BadDigest'],
])('a form is refused when %s', async (_why, make, bytes, changes, status, code) => {
  expect(await post(await make(), bytes, changes)).toEqual({ status, code, allowed: site });
  expect(events.filter((event) => event.source === 'aws.s3')).toEqual([]);
});

test('a form is refused once it has expired', async () => {
  const expired = await form(pdf);
  later = 61_000;
  expect(await post(expired, pdf)).toMatchObject({ status: 403, code: 'AccessDenied' });
});

test('a form without a policy is refused', async () => {
  expect(await post({ url: `${bucket.url}/documents`, fields: { key: 'a' } }, pdf)).toMatchObject({ status: 403 });
});

const link = (client: S3Client) =>
  getSignedUrl(
    client,
    new GetObjectCommand({
      Bucket: 'documents',
      Key: 'files/été (1).pdf',
      ResponseContentDisposition: "attachment; filename*=UTF-8''budget%20(1).pdf",
    }),
    { expiresIn: 60 },
  );

test('a presigned link downloads under the name it was signed for, until it expires', async () => {
  await s3.send(new PutObjectCommand({ Bucket: 'documents', Key: 'files/été (1).pdf', Body: pdf }));
  const url = await link(s3);
  const answer = await fetch(url);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''budget%20(1).pdf");
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(pdf);
  later = 61_000;
  expect((await fetch(url)).status).toBe(403);
});

test('a link that was altered or signed with another key is refused', async () => {
  const url = await link(s3);
  expect((await fetch(url.replace('files', 'other'))).status).toBe(403);
  expect((await fetch(url.replace('X-Amz-Expires=60', 'X-Amz-Expires=600'))).status).toBe(403);
  expect((await fetch(await link(stranger()))).status).toBe(403);
  expect((await fetch(`${bucket.url}/documents/files/a.pdf`)).status).toBe(403);
});

test('calls of the SDK are checked too', async () => {
  await s3.send(new PutObjectCommand({ Bucket: 'documents', Key: "files/it's a*key!", Body: 'x' }));
  const head = await s3.send(new HeadObjectCommand({ Bucket: 'documents', Key: "files/it's a*key!" }));
  expect(head.ContentLength).toBe(1);
  const listed = await s3.send(new ListObjectsV2Command({ Bucket: 'documents', Prefix: 'files/it' }));
  expect(listed.KeyCount).toBe(1);
  await s3.send(new DeleteObjectCommand({ Bucket: 'documents', Key: "files/it's a*key!" }));
  await expect(stranger().send(new ListObjectsV2Command({ Bucket: 'documents' }))).rejects.toMatchObject({
    name: 'SignatureDoesNotMatch',
  });
});

/** The bucket as functions have it. */
const withOwn = async (use: (own: ReturnType<typeof createBucket>) => Promise<void>) => {
  for (const [name, value] of Object.entries({
    AWS_ENDPOINT_URL_S3: bucket.url,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  }))
    vi.stubEnv(name, value);
  try {
    await use(createBucket('documents'));
  } finally {
    vi.unstubAllEnvs();
  }
};

test('a form of the functions’ takes the one document that was promised under its own key, and five minutes long', () =>
  withOwn(async (own) => {
    const promised = { contentType: 'application/pdf', sizeBytes: pdf.length, sha256: sha256(pdf) } as const;
    const given = await own.uploadForm('attachments/app_9/att_9', promised);
    const other = Buffer.from(pdf.toString().replace('%PDF-1.7', '%PDF-1.6'));
    expect(await post(given, other)).toMatchObject({ status: 400, code: 'BadDigest' });
    expect(await post(given, other, { 'x-amz-checksum-sha256': sha256(other) })).toMatchObject({ status: 403 });
    expect(await post(given, Buffer.concat([pdf, pdf]))).toMatchObject({ status: 400, code: 'EntityTooLarge' });
    expect(await post(given, pdf, { key: 'attachments/app_9/att_8' })).toMatchObject({ status: 403 });
    expect(await post(given, pdf, { 'Content-Type': 'text/html' })).toMatchObject({ status: 403 });
    expect((await post(given, pdf)).status).toBe(204);
    later = given.expiresInSeconds * 1000 + 1000;
    expect(later).toBe(301_000);
    expect(await post(given, pdf)).toMatchObject({ status: 403, code: 'AccessDenied' });
  }));

test('the functions’ own bucket finds an object, all that begin alike, and nothing where nothing is', () =>
  withOwn(async (own) => {
    const names = ['attachments/app_1/att_1', 'attachments/app_1/att_2', 'attachments/app_2/att_1'];
    for (const Key of names) await s3.send(new PutObjectCommand({ Bucket: 'documents', Key, Body: 'x' }));
    expect(await own.list('attachments/app_1/')).toEqual(names.slice(0, 2));
    expect(await own.list('attachments/app_1/att_2')).toEqual(names.slice(1, 2));
    await own.remove('attachments/app_1/att_2');
    expect(await own.list('attachments/app_1/att_2')).toEqual([]);
  }));

test('only the site may call from a browser, and only to post and to read', async () => {
  const preflight = async (origin: string, method: string) =>
    (
      await fetch(`${bucket.url}/documents`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': method },
      })
    ).status;
  expect(await preflight(site, 'POST')).toBe(200);
  expect(await preflight(site, 'PUT')).toBe(403);
  expect(await preflight('http://elsewhere.example', 'POST')).toBe(403);
});

test('both ports are open on the loopback address alone', () => {
  expect([engine.url, bucket.url].map((url) => new URL(url).hostname)).toEqual(['127.0.0.1', '127.0.0.1']);
});

test('the engine behind is reached by nobody who does not know its door, and by no page under whatever name', async () => {
  const asked = (url: string, headers: Record<string, string> = {}) =>
    new Promise((resolve) => {
      request(url, { headers }, (answer) => resolve(answer.resume().statusCode)).end();
    });
  const own = `${engine.url}/documents`;
  expect(await asked(own)).toBe(200);
  expect(await asked(own, { host: 'evil.example' })).toBe(421);
  const { origin } = new URL(engine.url);
  expect(
    await Promise.all(['/', '/documents', '/_fauxqs/queues', '/health'].map((path) => asked(origin + path))),
  ).toEqual([403, 403, 403, 403]);
});

test('an address that is no encoding of anything is refused by name', async () => {
  const answer = await fetch(`${bucket.url}/documents/%ff`);
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('<Code>InvalidURI</Code>')]);
});

test('a body that comes with a reading request does no harm', async () => {
  await s3.send(new PutObjectCommand({ Bucket: 'documents', Key: 'files/read.pdf', Body: pdf }));
  const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket: 'documents', Key: 'files/read.pdf' }));
  const status = await new Promise((resolve) => {
    request(url, { headers: { 'content-length': '1' } }, (answer) => resolve(answer.resume().statusCode)).end('x');
  });
  expect(status).toBe(200);
});
