import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runs } from '../../support/chance.ts';

/**
 * The whole platform in a program of its own, without any last resort: a fault that no part catches ends it, as it would
 * end `npm start`. Each of its ports is asked what nobody should ask.
 */
const program = `
  import { startPlatform } from './infra/local/platform.ts';
  const { urls, env, engines } = await startPlatform({ functions: ['public-api', 'relay'] });
  const { site, bucket, inbox, issuers } = urls;
  console.log(JSON.stringify({
    site, bucket, inbox, identity: issuers.office, database: engines.dynamodb.url, queues: env.AWS_ENDPOINT_URL_SQS,
  }));`;

let child: ChildProcess;
let urls: Record<string, string>;
const names = ['site', 'identity', 'bucket', 'inbox', 'database', 'queues'];
const portOf = (name: string) => Number(new URL(urls[name] ?? '').port);

beforeAll(async () => {
  const started = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
    cwd: fileURLToPath(new URL('../../../', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = started;
  const [line = '{}'] = await started.stdout.setEncoding('utf8').take(1).toArray();
  urls = JSON.parse(String(line)) as Record<string, string>;
});
afterAll(async () => {
  const over = new Promise((resolve) => child.once('close', resolve));
  if (child.exitCode === null) {
    child.kill();
    await over;
  }
});

interface Asked {
  bytes: string;
  /** After how many of them the client leaves; it stays for the answer when absent. */
  leaves?: number | undefined;
}

/** Long polls of the queues end by themselves after this, and whoever asked has left by then. */
const PATIENCE_MS = 1500;

/** Asks, and waits for the first words of an answer, or for the end of the connection. */
const ask = (port: number, { bytes, leaves }: Asked): Promise<void> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      if (leaves === undefined) socket.write(bytes, 'latin1');
      else socket.write(bytes.slice(0, leaves), 'latin1', () => socket.destroy());
    });
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on('error', () => {}).once('data', () => socket.destroy());
    socket.once('close', () => resolve());
  });

const request = (start: string, headers: Record<string, string>, body = ''): string =>
  [start, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', body].join('\r\n');

/** What each engine answers to anybody who asks as it wants to be asked. */
const served: Record<string, () => Promise<number>> = {
  site: async () => (await fetch(`${urls.site}/api/public/calls`)).status,
  identity: async () => (await fetch(`${urls.identity}/.well-known/openid-configuration`)).status,
  bucket: async () => (await fetch(`${urls.bucket}/documents/a`)).status,
  inbox: async () => (await fetch(urls.inbox ?? '')).status,
  database: async () => (await fetch(urls.database ?? '', { method: 'POST', body: '{}' })).status,
  queues: async () => (await fetch(`${urls.queues}/permanent-call-attachments`)).status,
};
const expectAllServed = async () => {
  const statuses = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await served[name]?.()] as const)),
  );
  expect(child.exitCode).toBe(null);
  expect(statuses).toEqual({ site: 200, identity: 200, bucket: 403, inbox: 200, database: 400, queues: 200 });
};

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const account = { 'x-amz-target': 'AWSCognitoIdentityProviderService.AdminCreateUser' };
const signed = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=LOCAL00/20260101/eu-west-3/s3/aws4_request, SignedHeaders=host, Signature=00',
};

/** Each of these has ended a service at one time, or comes close to one that has. */
const known: [string, (host: string) => Asked][] = [
  [
    'JSON that breaks off',
    (host) => ({
      bytes: request('POST /v2/email/outbound-emails HTTP/1.1', { host, ...json, 'content-length': '1' }, '{'),
    }),
  ],
  [
    'null for an object',
    (host) => ({
      bytes: request('POST /v2/email/outbound-emails HTTP/1.1', { host, ...json, 'content-length': '4' }, 'null'),
    }),
  ],
  [
    'an account asked for in half a word',
    (host) => ({ bytes: request('POST / HTTP/1.1', { host, ...account, ...signed, 'content-length': '1' }, '{') }),
  ],
  [
    'a mail without words',
    (host) => ({
      bytes: request('POST / HTTP/1.1', { host, ...form, ...signed, 'content-length': '16' }, 'Action=SendEmail'),
    }),
  ],
  [
    'an act that nobody knows',
    (host) => ({
      bytes: request('POST / HTTP/1.1', { host, ...form, ...signed, 'content-length': '11' }, 'Action=None'),
    }),
  ],
  ['a mail that is not there', (host) => ({ bytes: request('GET /get-emlContent?messageId=none HTTP/1.1', { host }) })],
  ['a proxy asked for', (host) => ({ bytes: request('GET http://x.example/ HTTP/1.1', { host }) })],
  ['half an address', (host) => ({ bytes: request('GET http://[ HTTP/1.1', { host }) })],
  ['a body where none belongs', (host) => ({ bytes: request('GET / HTTP/1.1', { host, 'content-length': '1' }, 'x') })],
  ['a trace', (host) => ({ bytes: request('TRACE / HTTP/1.1', { host }) })],
  ['everything', (host) => ({ bytes: request('OPTIONS * HTTP/1.1', { host }) })],
  ['two slashes', (host) => ({ bytes: request('GET // HTTP/1.1', { host }) })],
  ['a letter that is none', (host) => ({ bytes: request('GET /%ff HTTP/1.1', { host, ...signed }) })],
  [
    'an upgrade',
    (host) => ({ bytes: request('GET / HTTP/1.1', { host, connection: 'upgrade', upgrade: 'websocket' }) }),
  ],
  ['a tunnel', (host) => ({ bytes: request('CONNECT x.example:443 HTTP/1.1', { host }) })],
  ['no HTTP', () => ({ bytes: '\u0016\u0003\u0001\r\n\r\n' })],
  [
    'a client that leaves in the middle of its body',
    (host) => ({ bytes: request('POST / HTTP/1.1', { host, 'content-length': '999' }, 'half'), leaves: 80 }),
  ],
  [
    'one that leaves in the middle of an account',
    (host) => ({
      bytes: request('POST / HTTP/1.1', { host, ...account, 'content-length': '999' }, '{"User'),
      leaves: 140,
    }),
  ],
];

test.each(known)('%s is answered or dropped on every port, and all of them go on', async (_name, asked) => {
  for (const name of names) await ask(portOf(name), asked(`127.0.0.1:${portOf(name)}`));
  await expectAllServed();
});

const one = (...from: string[]) => fc.constantFrom(...from);
const methods = one('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'M-SEARCH');
const paths = fc.oneof(
  {
    weight: 4,
    arbitrary: one(
      ...[
        '/',
        '//',
        '*',
        '/%',
        '/%00',
        '/%ff',
        '/..%2f..',
        '/?',
        '/?a=%',
        '/api',
        '/api/public/calls',
        '/api/public/calls/%00',
        '/api/staff/files',
        '/config.json',
        '/assets/../../package.json',
        '/office/auth',
        '/office/token',
        '/office/session/end',
        '/office/interaction/x',
        '/applicant/jwks',
        '/applicant/me',
        '/documents',
        '/documents/a?uploads',
        '/documents?list-type=2',
        '/clear-store',
        '/mails/x',
        '/mails/%ff',
        '/store',
        '/v2/email/outbound-emails',
        '/000000000000/notify',
        '/000000000000/none',
        'http://x.example/',
        'x',
      ],
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme-ascii', maxLength: 30 }).map((text) => `/${encodeURI(text)}`) },
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: one('%', '/', '.', '?', '#', '[', ':', '@', 'a', '\\'), maxLength: 12 })
      .map((text) => `/${text}`),
  },
);
const bodies = fc.oneof(
  one(
    '',
    '{',
    'null',
    '[]',
    '"',
    '{}',
    '{"a":',
    'Action=SendEmail',
    'Action=SendRawEmail&RawMessage.Data=%',
    'Action=SendMessage',
    'grant_type=authorization_code',
    'grant_type=refresh_token&refresh_token=x&client_id=office-pages',
    '--x\r\n\r\n',
    '<a>',
    '[['.repeat(5000),
  ),
  fc.string({ unit: 'binary-ascii', maxLength: 200 }),
);
const someHeaders = fc.dictionary(
  one(
    'content-type',
    'x-amz-target',
    'authorization',
    'origin',
    'cookie',
    'transfer-encoding',
    'expect',
    'content-encoding',
    'range',
    'if-none-match',
    'accept-encoding',
    'x-amz-content-sha256',
    'x-amz-date',
    'content-length',
    'connection',
    'host',
  ),
  one(
    'application/json',
    'application/x-amz-json-1.0',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'multipart/form-data',
    'text/xml',
    'AmazonSQS.SendMessage',
    'AmazonSQS.CreateQueue',
    'DynamoDB_20120810.PutItem',
    'SNS',
    account['x-amz-target'],
    signed.authorization,
    'Bearer x',
    'Bearer e30.e30.e30',
    'AWS',
    'http://evil.example',
    'chunked',
    '100-continue',
    'gzip',
    'bytes=9-1',
    '20260101T000000Z',
    '0',
    '99',
    '-1',
    'close',
    'evil.example',
    '"',
  ),
  { maxKeys: 5 },
);

test('whatever is sent to any port, all of them go on', async () => {
  const anything = fc.record({
    port: one(...names),
    method: methods,
    path: paths,
    headers: someHeaders,
    body: bodies,
    leaves: fc.option(fc.nat(300), { nil: undefined, freq: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(anything, { minLength: 10, maxLength: 20 }), async (requests) => {
      await Promise.all(
        requests.map(({ port, method, path, headers, body, leaves }) => {
          const host = `127.0.0.1:${portOf(port)}`;
          const length = { 'content-length': String(Buffer.byteLength(body, 'latin1')) };
          return ask(portOf(port), {
            bytes: request(`${method} ${path} HTTP/1.1`, { host, ...length, ...headers }, body),
            leaves,
          });
        }),
      );
      await expectAllServed();
    }),
    { numRuns: runs(20) },
  );
});
