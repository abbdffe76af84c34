import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AdminCreateUserCommand, CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openData } from '../../../infra/local/data.ts';
import { listen } from '../../../infra/local/listen.ts';
import { type Platform, type PlatformOptions, portsFrom, startPlatform } from '../../../infra/local/platform.ts';

const root = new URL('../../../', import.meta.url);
let folder: string;
let platform: Platform | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'platform-'));
});
afterEach(async () => {
  await platform?.stop();
  platform = undefined;
});
afterAll(() => rm(folder, { recursive: true }));

const start = async (options: PlatformOptions) => {
  platform = await startPlatform(options);
  return platform;
};
const s3Of = ({ env }: Platform) =>
  new S3Client({
    endpoint: env.AWS_ENDPOINT_URL_S3 ?? '',
    region: env.AWS_REGION ?? '',
    credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID ?? '', secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '' },
  });

/** Whether something answers on a port. */
const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true) ?? socket.destroy());
    socket.once('error', () => resolve(false));
  });

test('a real function answers through the gateway from a thread that has its own variables only', async () => {
  const { urls, functions } = await start({ functions: ['public-api'] });
  const answer = await fetch(`${urls.api}/public/calls`);
  expect([answer.status, await answer.json()]).toEqual([200, { items: [] }]);
  await functions.crash('public-api');
  expect((await fetch(`${urls.api}/public/calls`)).status).toBe(200);
  expect((await fetch(`${urls.api}/staff/jurors`)).status).toBe(404);
});

test('items, documents, mails and keys are as they were after a restart', async () => {
  const dataDir = join(folder, 'kept');
  const first = await start({ dataDir, functions: [] });
  expect(first.isNew).toBe(true);
  const Item = { pk: 'a', sk: 'b', text: 'Été' };
  const TableName = first.engines.dynamodb.tableName;
  await DynamoDBDocumentClient.from(first.engines.dynamodb.client).send(new PutCommand({ TableName, Item }));
  const object = { Bucket: first.engines.bucket.name, Key: 'files/a' };
  await s3Of(first).send(new PutObjectCommand({ ...object, Body: 'bytes' }));
  const token = await first.engines.identity.mintToken({ sub: 'ana', audience: 'staff' });
  await first.stop();

  const second = await start({ dataDir, functions: [] });
  expect(second.isNew).toBe(false);
  const documents = DynamoDBDocumentClient.from(second.engines.dynamodb.client);
  expect((await documents.send(new GetCommand({ TableName, Key: { pk: 'a', sk: 'b' } }))).Item).toEqual(Item);
  const stored = await s3Of(second).send(new GetObjectCommand(object));
  expect(await stored.Body?.transformToString()).toBe('bytes');
  const again = await second.engines.identity.mintToken({ sub: 'ana', audience: 'staff' });
  expect(again.split('.')[0]).toBe(token.split('.')[0]);
});

const put = ({ engines }: Platform, Item: Record<string, string>) =>
  DynamoDBDocumentClient.from(engines.dynamodb.client).send(
    new PutCommand({ TableName: engines.dynamodb.tableName, Item }),
  );
const read = async ({ engines }: Platform, Key: Record<string, string>) => {
  const documents = DynamoDBDocumentClient.from(engines.dynamodb.client);
  return (await documents.send(new GetCommand({ TableName: engines.dynamodb.tableName, Key }))).Item;
};

test('a folder whose filling was cut short is begun again, and filled once it comes to its end', async () => {
  const dataDir = join(folder, 'filled');
  const half = { pk: 'half', sk: 'done' };
  const whole = { pk: 'whole', sk: 'done' };
  const filling = startPlatform({
    dataDir,
    functions: [],
    fill: async (empty) => {
      await put(empty, half);
      throw new Error('cut short');
    },
  });
  await expect(filling).rejects.toThrow('cut short');
  const second = await start({ dataDir, functions: [], fill: async (empty) => void (await put(empty, whole)) });
  expect([await read(second, half), await read(second, whole)]).toEqual([undefined, whole]);
  await second.stop();
  const third = await start({ dataDir, functions: [], fill: () => Promise.reject(new Error('filled twice')) });
  expect(await read(third, whole)).toEqual(whole);
});

test('a folder whose first start failed before anything was filled is filled by the next', async () => {
  const dataDir = join(folder, 'failed');
  const taken = await listen(0);
  const ports = { ...portsFrom(0), dynamodb: taken.port };
  const fill = async (empty: Platform) => void (await put(empty, { pk: 'a', sk: 'b' }));
  await expect(startPlatform({ dataDir, ports, functions: [], fill })).rejects.toThrow(
    `Port ${taken.port} is not free`,
  );
  await taken.close();
  const next = await start({ dataDir, functions: [], fill });
  expect(await read(next, { pk: 'a', sk: 'b' })).toEqual({ pk: 'a', sk: 'b' });
});

test('a command that needs data makes no folder where there are none', async () => {
  const dataDir = join(folder, 'none');
  const opening = startPlatform({ dataDir, mustBeFilled: true, functions: [] });
  await expect(opening).rejects.toThrow(`The folder ${dataDir} has no data yet`);
  expect(existsSync(dataDir)).toBe(false);
});

test('a second start on a folder is refused, and told where the first one is; the next may have it', async () => {
  const dataDir = join(folder, 'held');
  const { urls } = await start({ dataDir, functions: [] });
  await expect(startPlatform({ dataDir, functions: [] })).rejects.toMatchObject({
    fr: expect.stringContaining(
      `Le service tourne déjà sur le dossier ${dataDir}, à l'adresse ${urls.site} (processus ${process.pid})`,
    ),
  });
  await platform?.stop();
  await start({ dataDir, functions: [] });
});

test('a folder held by a program that was killed is free', async () => {
  const dataDir = join(folder, 'left');
  await mkdir(dataDir);
  const script = `
    import { openData } from './infra/local/data.ts';
    openData(${JSON.stringify(dataDir)}).announce('http://127.0.0.1:1');
    console.log('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await child.stdout.take(1).toArray();
  expect(() => openData(dataDir)).toThrow('at http://127.0.0.1:1');
  const over = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await over;
  openData(dataDir).close();
});

test('what is kept is nobody else’s of this machine', async () => {
  const dataDir = join(folder, 'closed', 'data');
  openData(dataDir).close();
  expect([dataDir, join(folder, 'closed')].map((path) => statSync(path).mode & 0o077)).toEqual([0, 0]);
});

test.each([
  ['is missing', (file: string) => rm(file)],
  ['is empty', (file: string) => writeFile(file, '')],
  ['is no file', (file: string) => rm(file).then(() => mkdir(file))],
])('a city is not served as an empty one when its database %s', async (_how, damage) => {
  const dataDir = await mkdtemp(join(folder, 'lost-'));
  await (await start({ dataDir, functions: [] })).stop();
  const name = readdirSync(join(dataDir, 'dynamodb')).find((each) => each.endsWith('.db')) ?? '';
  const file = join(dataDir, 'dynamodb', name);
  await damage(file);
  await expect(startPlatform({ dataDir, functions: [] })).rejects.toMatchObject({
    name: 'StartFault',
    fr: expect.stringMatching(new RegExp(`^La base de données n'est plus là : ${file} .*Remettez une copie`)),
  });
});

test('an object whose description was cut short is named, and the others are there once it is removed', async () => {
  const dataDir = join(folder, 'objects');
  const first = await start({ dataDir, functions: [] });
  for (const Key of ['one', 'two'])
    await first.engines.bucket.client.send(
      new PutObjectCommand({ Bucket: first.engines.bucket.name, Key, Body: Key, ContentType: 'text/plain' }),
    );
  await first.stop();
  const objects = readdirSync(join(dataDir, 's3'), { recursive: true, encoding: 'utf8' });
  const file = join(dataDir, 's3', objects.find((each) => each.endsWith('one.meta.json')) ?? '');
  for (const cut of ['', 'null', (await readFile(file, 'utf8')).slice(0, 30)]) {
    await writeFile(file, cut);
    await expect(startPlatform({ dataDir, functions: [] })).rejects.toMatchObject({
      name: 'StartFault',
      fr: expect.stringMatching(new RegExp(`^${file} est illisible .*supprimez-le`)),
    });
  }
  await rm(file);
  const { client, name } = (await start({ dataDir, functions: [] })).engines.bucket;
  const two = await client.send(new GetObjectCommand({ Bucket: name, Key: 'two' }));
  expect(await two.Body?.transformToString()).toBe('two');
  await expect(client.send(new GetObjectCommand({ Bucket: name, Key: 'one' }))).rejects.toThrow();
});

test.each(['s3', 'sqs', 'identity', 'logs', 'mails.jsonl', 'running.json', 'lock'])(
  'another thing under the name of %s is named',
  async (name) => {
    const dataDir = await mkdtemp(join(folder, 'taken-'));
    const isFolder = ['mails.jsonl', 'running.json'].includes(name);
    await (isFolder ? mkdir(join(dataDir, name)) : writeFile(join(dataDir, name), 'x'.repeat(5000)));
    await expect(startPlatform({ dataDir, functions: [] })).rejects.toMatchObject({
      name: 'StartFault',
      fr: expect.stringContaining(join(dataDir, name)),
    });
  },
);

test.each([
  ['credentials.json', 'remettez-en une copie'],
  ['identity/keys.json', 'supprimez-le'],
  ['identity/identity.sqlite', 'supprimez-le'],
  ['sqs', 'supprimez ce dossier'],
])('a damaged %s is named, with its mend', async (file, mend) => {
  const dataDir = join(folder, `damaged-${file.replaceAll('/', '-')}`);
  await (await start({ dataDir, functions: [] })).stop();
  const path = join(dataDir, file);
  const damaged = statSync(path).isFile() ? [path] : readdirSync(path).map((name) => join(path, name));
  for (const each of damaged) await writeFile(each, '{"a": no data of ours'.repeat(50));
  await expect(startPlatform({ dataDir, functions: [] })).rejects.toMatchObject({
    name: 'StartFault',
    fr: expect.stringMatching(new RegExp(`^${path} est illisible .*${mend}`)),
  });
});

test('damaged places of the stream are made again, which is said, and reading goes on', async () => {
  const dataDir = join(folder, 'places');
  const woken: string[] = [];
  const reading = {
    dataDir,
    functions: ['measure'],
    handlers: {
      measure: ({ Records }: DynamoDBStreamEvent) =>
        void woken.push(...Records.map(({ dynamodb }) => dynamodb?.Keys?.sk?.S ?? '')),
    },
  };
  const first = await start(reading);
  await put(first, { pk: 'LOG#app', sk: 'one' });
  await vi.waitFor(() => expect(woken).toEqual(['one']), 60_000);
  await first.stop();
  await writeFile(join(dataDir, 'stream-cursors.json'), '{"half');
  const said: string[] = [];
  const second = await start({ ...reading, onNotice: ({ fr }) => void said.push(fr) });
  await put(second, { pk: 'LOG#app', sk: 'two' });
  await vi.waitFor(() => expect(woken).toEqual(['one', 'one', 'two']), 60_000);
  expect(said).toEqual([expect.stringMatching(/stream-cursors.json est illisible et se refait/)]);
});

test.runIf(process.platform === 'linux')(
  'a database that dies comes back, which is said, and what is written then wakes the readers',
  async () => {
    const dataDir = join(folder, 'revived');
    const woken: string[] = [];
    const said: string[] = [];
    const running = await start({
      dataDir,
      functions: ['measure', 'public-api'],
      handlers: {
        measure: ({ Records }: DynamoDBStreamEvent) =>
          void woken.push(...Records.map(({ dynamodb }) => dynamodb?.Keys?.sk?.S ?? '')),
      },
      onNotice: ({ en }) => void said.push(en),
    });
    await put(running, { pk: 'LOG#app', sk: 'before' });
    await vi.waitFor(() => expect(woken).toEqual(['before']), 60_000);
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const line = await readFile(join('/proc', pid, 'cmdline'), 'utf8').catch(() => '');
      const [command = '', ...words] = line.split('\0');
      if (/java$/.test(command) && words.includes(join(dataDir, 'dynamodb'))) process.kill(Number(pid), 'SIGKILL');
    }
    await vi.waitFor(() => expect(said.at(-1)).toBe('the database is back'), 60_000);
    await put(running, { pk: 'LOG#app', sk: 'after' });
    await vi.waitFor(() => expect(woken.at(-1)).toBe('after'), 60_000);
    expect((await fetch(`${running.urls.api}/public/calls`)).status).toBe(200);
  },
);

test('an account of the office is made for who bears the secret of this machine, and for nobody else', async () => {
  const { urls, env, engines } = await start({ functions: [] });
  const endpoint = env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER ?? '';
  const accessKeyId = env.AWS_ACCESS_KEY_ID ?? '';
  const create = (email: string, secretAccessKey: string) => {
    const cognito = new CognitoIdentityProviderClient({
      endpoint,
      region: 'eu-west-3',
      credentials: { accessKeyId, secretAccessKey },
    });
    return cognito.send(new AdminCreateUserCommand({ UserPoolId: env.USER_POOL_ID, Username: email }));
  };
  await expect(create('eve@ville.example', 'a guess')).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  const bare = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'x-amz-target': 'AWSCognitoIdentityProviderService.AdminCreateUser',
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20261128/eu-west-3/cognito-idp/aws4_request, SignedHeaders=host, Signature=00`,
    },
    body: JSON.stringify({ Username: 'eve@ville.example' }),
  });
  expect([bare.status, await bare.json()]).toMatchObject([400, { __type: 'UnrecognizedClientException' }]);
  expect(engines.mail.mails()).toEqual([]);
  const made = await create('ines@ville.example', env.AWS_SECRET_ACCESS_KEY ?? '');
  expect(made.User?.UserStatus).toBe('FORCE_CHANGE_PASSWORD');
  expect(engines.mail.mails().map(({ destination }) => destination.to)).toEqual([['ines@ville.example']]);
  expect(urls.inbox).toBe(env.AWS_ENDPOINT_URL_SES);
});

test('a write wakes the readers of the stream and, by a queue, a consumer', async () => {
  const woken: string[] = [];
  const measured: unknown[] = [];
  const { engines } = await start({
    functions: ['measure', 'relay', 'notify'],
    handlers: {
      measure: ({ Records }: DynamoDBStreamEvent) => void measured.push(...Records),
      relay: async ({ Records }: DynamoDBStreamEvent) => {
        for (const record of Records) {
          const queue = platform?.engines.queue.notify;
          if (queue) await platform?.engines.queues.send(queue, record.dynamodb?.Keys?.pk?.S);
        }
      },
      notify: ({ Records }: SQSEvent) => void woken.push(...Records.map(({ body }) => JSON.parse(body) as string)),
    },
  });
  const { client, tableName: TableName } = engines.dynamodb;
  await DynamoDBDocumentClient.from(client).send(new PutCommand({ TableName, Item: { pk: 'LOG#app', sk: 'x' } }));
  await vi.waitFor(() => expect(woken).toEqual(['LOG#app']), 60_000);
  await vi.waitFor(() => expect(measured).toHaveLength(1), 60_000);
});

test('pages are served with the production headers, compressed, and for every address of the site', async () => {
  const dir = join(folder, 'pages');
  await mkdir(join(dir, 'assets'), { recursive: true });
  await writeFile(join(dir, 'index.html'), '<!doctype html><p>Accueil</p>');
  await writeFile(join(dir, 'assets', 'a-1.js'), 'export {}');
  const { urls } = await start({ functions: [], pages: { dir } });
  const page = await fetch(`${urls.site}/staff/files/app_1`);
  expect([page.status, await page.text()]).toEqual([200, '<!doctype html><p>Accueil</p>']);
  expect(page.headers.get('content-encoding')).toBe('gzip');
  const better = await fetch(urls.site, { headers: { 'accept-encoding': 'gzip, deflate, br' } });
  expect([better.headers.get('content-encoding'), await better.text()]).toEqual([
    'br',
    '<!doctype html><p>Accueil</p>',
  ]);
  expect(page.headers.get('cache-control')).toBe('no-cache');
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain(`connect-src 'self' ${urls.bucket} ${new URL(urls.issuers.office).origin}`);
  expect(policy).not.toContain('unsafe');
  const etag = page.headers.get('etag') ?? '';
  expect((await fetch(urls.site, { headers: { 'if-none-match': etag } })).status).toBe(304);
  const script = await fetch(`${urls.site}/assets/a-1.js`);
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect((await fetch(`${urls.site}/assets/gone.js`)).status).toBe(404);
  expect((await fetch(urls.site, { method: 'POST' })).status).toBe(405);
  expect(await (await fetch(`${urls.site}/config.json`)).json()).toEqual({
    issuer: urls.issuers,
    clientIds: { applicant: 'applicant-pages', office: 'office-pages' },
    inboxUrl: urls.inbox,
    local: true,
    trial: true,
  });
});

/** Bytes that nobody's client sends, or that it leaves off in the middle; `host` stands for the port's own name. */
const oddRequests: (string | Buffer)[] = [
  ...['TRACE', 'OPTIONS', 'PROPFIND', 'DELETE', 'PATCH', 'QUERY'].map(
    (method) => `${method} / HTTP/1.1\r\nhost\r\n\r\n`,
  ),
  ...[
    '*',
    '//x',
    '/\\[',
    '/%',
    '/%ff',
    '/__proto__',
    '/constructor/x',
    '/%2e%2e/x',
    'http://[',
    '/?%',
    `/${'a'.repeat(9000)}`,
  ].map((target) => `GET ${target} HTTP/1.1\r\nhost\r\n\r\n`),
  'CONNECT x.example:443 HTTP/1.1\r\nhost\r\n\r\n',
  'GET / HTTP/1.1\r\nhost\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n',
  'GET / HTTP/1.1\r\nhost\r\ncontent-length: 3\r\n\r\nabc',
  `GET / HTTP/1.1\r\nhost\r\n${'x: y\r\n'.repeat(5000)}\r\n`,
  'GET / HTTP/1.1\r\nhost\r\n\r\n'.repeat(100),
  ...[
    'application/json',
    'application/x-amz-json-1.0',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    ';=',
  ].map(
    (type) => `POST / HTTP/1.1\r\nhost\r\ncontent-type: ${type}\r\nx-amz-target: a.b\r\ncontent-length: 4\r\n\r\nnull`,
  ),
  ...['ZZ\r\n', 'ffffffffffffffff\r\nabc', '3\r\nabc\r\n0\r\nx: y\r\n\r\n', '4\r\nhalf'].map(
    (chunks) => `POST / HTTP/1.1\r\nhost\r\ntransfer-encoding: chunked\r\n\r\n${chunks}`,
  ),
  'POST / HTTP/1.1\r\nhost\r\ncontent-length: 1000\r\n\r\nhalf',
  'POST /applicant/token HTTP/1.1\r\nhost\r\ncontent-length: 1000\r\n\r\nhalf',
  'POST /api/staff/session HTTP/1.1\r\nhost\r\nexpect: 100-continue\r\ncontent-length: 1000\r\n\r\n',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  Buffer.from('16030100c6010000c20303', 'hex'),
];

test('no bytes that come to any of its ports end the service', async () => {
  const { urls, engines, env } = await start({ functions: [], pages: { dir: folder } });
  const addresses = [urls.site, urls.bucket, urls.inbox, env.AWS_ENDPOINT_URL_SQS, env.AWS_ENDPOINT_URL_DYNAMODB];
  const ports = [...addresses, urls.issuers.applicant].map((url) => Number(new URL(url ?? '').port));
  /** Sends, and leaves once the other side has answered or ended, or has taken all and says nothing. */
  const send = (port: number, bytes: string | Buffer) =>
    new Promise<void>((resolve) => {
      const said =
        typeof bytes === 'string' ? bytes.replaceAll('\r\nhost\r\n', `\r\nhost: 127.0.0.1:${port}\r\n`) : bytes;
      const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(said, () => socket.end()));
      const leave = () => socket.destroy();
      socket
        .once('data', leave)
        .once('end', leave)
        .once('error', leave)
        .once('close', () => resolve());
    });
  for (const port of ports) await Promise.all(oddRequests.map((bytes) => send(port, bytes)));
  expect(await Promise.all(ports.map(answers))).toEqual(ports.map(() => true));
  expect((await fetch(`${urls.site}/config.json`)).status).toBe(200);
  expect((await fetch(`${urls.issuers.office}/jwks`)).status).toBe(200);
  expect((await fetch(urls.inbox)).status).toBe(200);
  await put({ engines } as Platform, { pk: 'LOG#odd', sk: 'one' });
});

test('a parent that is killed leaves no database behind', async () => {
  const script = `
    import { startPlatform } from './infra/local/platform.ts';
    const { urls, engines } = await startPlatform({ functions: [] });
    console.log(JSON.stringify([engines.dynamodb.url, urls.site]));`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await Promise.race([
    child.stdout.setEncoding('utf8').take(1).toArray(),
    sleep(120_000).then(() => ['[]']),
  ]);
  const ports = (JSON.parse(line) as string[]).map((url) => Number(new URL(url).port));
  expect(ports).toHaveLength(2);
  expect(await Promise.all(ports.map(answers))).toEqual([true, true]);
  child.kill('SIGKILL');
  await vi.waitFor(async () => expect(await Promise.all(ports.map(answers))).toEqual([false, false]), {
    timeout: 60_000,
    interval: 200,
  });
});

const startFails = async (env: Record<string, string>) => {
  const child = spawn(process.execPath, ['infra/local/start.ts'], {
    cwd: root,
    env: { ...process.env, PORT: '24300', DATA_DIR: join(folder, 'unused'), ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, said: said.trim().split('\n') };
};

test('a busy port, a Java that is missing or dies, and a folder that cannot be written to are each said in one sentence', async () => {
  const taken = await listen(0);
  const busy = await startFails({ PORT: String(taken.port) });
  await taken.close();
  expect(busy.code).toBe(1);
  expect(busy.said[0]).toContain(`Le port ${taken.port} n'est pas libre`);
  expect(busy.said).toHaveLength(2);

  const missing = await startFails({ JAVA_HOME: join(folder, 'nowhere') });
  expect(missing.code).toBe(1);
  expect(missing.said[0]).toContain('Java est introuvable : installez Java 17');
  expect(missing.said).toHaveLength(2);

  await writeFile(join(folder, 'file'), '');
  const unwritable = await startFails({ DATA_DIR: join(folder, 'file', 'data') });
  expect(unwritable.code).toBe(1);
  expect(unwritable.said[0]).toContain("n'est pas accessible en écriture");
  expect(unwritable.said).toHaveLength(2);

  const nowhere = await startFails({ DATA_DIR: '/proc/nope/data' });
  expect(nowhere.code).toBe(1);
  expect(nowhere.said[0]).toContain("Le dossier /proc/nope/data n'est pas accessible en écriture");

  const dying = join(folder, 'dying');
  await mkdir(join(dying, 'bin'), { recursive: true });
  const java = [
    '#!/bin/sh',
    'case "$1" in -version) echo \'openjdk version "21.0.1"\' >&2;;',
    '*) echo no room >&2; exit 3;; esac',
  ];
  await writeFile(join(dying, 'bin', 'java'), java.join('\n'), { mode: 0o755 });
  const died = await startFails({ JAVA_HOME: dying });
  expect(died.code).toBe(1);
  expect(died.said[0]).toMatch(/^La base de données ne démarre pas.*DynamoDB Local a dit : no room$/);
  expect(died.said).toHaveLength(2);

  const wrong = await startFails({ PORT: 'web' });
  expect([wrong.code, wrong.said[0]]).toEqual([1, expect.stringContaining("PORT=web n'est pas un port")]);
});
