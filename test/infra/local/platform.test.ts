import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { listen } from '../../../infra/local/listen.ts';
import { type Platform, type PlatformOptions, startPlatform } from '../../../infra/local/platform.ts';

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
  const answer = await fetch(`${urls.api}/calls`);
  expect([answer.status, await answer.json()]).toEqual([200, { items: [] }]);
  await functions.crash('public-api');
  expect((await fetch(`${urls.api}/calls`)).status).toBe(200);
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

test('a folder whose filling was cut short is begun again', async () => {
  const dataDir = join(folder, 'filled');
  const first = await start({ dataDir, functions: [] });
  const { tableName: TableName, client } = first.engines.dynamodb;
  const Item = { pk: 'half', sk: 'done' };
  const filling = first.fill(async () => {
    await DynamoDBDocumentClient.from(client).send(new PutCommand({ TableName, Item }));
    throw new Error('cut short');
  });
  await expect(filling).rejects.toThrow('cut short');
  await first.stop();
  const second = await start({ dataDir, functions: [] });
  expect(second.isNew).toBe(true);
  const documents = DynamoDBDocumentClient.from(second.engines.dynamodb.client);
  expect((await documents.send(new GetCommand({ TableName, Key: Item }))).Item).toBeUndefined();
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
  await vi.waitFor(() => expect(woken).toEqual(['LOG#app']), 5000);
  await vi.waitFor(() => expect(measured).toHaveLength(1), 5000);
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
  });
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

test('a busy port, a missing Java and an unwritable folder are each said in one sentence', async () => {
  const taken = await listen(0);
  const busy = await startFails({ PORT: String(taken.port) });
  await taken.close();
  expect(busy.code).toBe(1);
  expect(busy.said[0]).toContain(`Le port ${taken.port} n'est pas libre`);
  expect(busy.said).toHaveLength(2);

  const java = await startFails({ JAVA_HOME: join(folder, 'nowhere') });
  expect(java.code).toBe(1);
  expect(java.said[0]).toContain('Java est introuvable : installez Java 17');
  expect(java.said).toHaveLength(2);

  await writeFile(join(folder, 'file'), '');
  const unwritable = await startFails({ DATA_DIR: join(folder, 'file', 'data') });
  expect(unwritable.code).toBe(1);
  expect(unwritable.said[0]).toContain("n'est pas accessible en écriture");
  expect(unwritable.said).toHaveLength(2);

  const wrong = await startFails({ PORT: 'web' });
  expect([wrong.code, wrong.said[0]]).toEqual([1, expect.stringContaining("PORT=web n'est pas un port")]);
}, 60_000);
