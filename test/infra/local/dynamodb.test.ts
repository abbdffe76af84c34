import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ListTablesCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { compileArguments } from '../../../infra/local/dynamodb/engine.ts';
import { type DynamoDb, startDynamoDb } from '../../../infra/local/dynamodb.ts';
import { StartFault } from '../../../infra/local/fault.ts';

const credentials = { accessKeyId: 'LOCALTEST', secretAccessKey: 'a secret of this test' };
const region = 'eu-west-3';
const TableName = 'test';
const onLinux = test.runIf(process.platform === 'linux');
let folder: string;
let engine: DynamoDb | undefined;
const changes: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engine-'));
  changes.length = 0;
});
afterEach(async () => {
  await engine?.stop();
  engine = undefined;
  rmSync(folder, { recursive: true });
});

const onChange = (what: string) => changes.push(what);
const start = async (options: { folder?: string } = { folder }) => {
  engine = await startDynamoDb({ port: 0, credentials, region, tableName: TableName, onChange, ...options });
  return engine;
};
const item = (name: string) => ({ pk: { S: name }, sk: { S: name } });
const keptIn = async ({ client }: DynamoDb) =>
  ((await client.send(new ScanCommand({ TableName }))).Items ?? []).map(({ pk }) => pk?.S);

/** Ends the Java behind an address, with no warning. */
const killEngine = ({ url }: DynamoDb) => {
  const found = readdirSync('/proc').filter((pid) => {
    try {
      const [command = '', ...words] = readFileSync(join('/proc', pid, 'cmdline'), 'utf8').split('\0');
      return /java$/.test(command) && words.includes(new URL(url).port);
    } catch {
      return false;
    }
  });
  expect(found).toHaveLength(1);
  process.kill(Number(found[0]), 'SIGKILL');
};

test('whoever does not know the path gets nothing, whatever key they bear, and leaves nothing behind', async () => {
  const { url } = await start();
  const files = readdirSync(folder).toSorted();
  const { origin } = new URL(url);
  for (const accessKeyId of [credentials.accessKeyId, 'OTHERKEY'])
    for (const endpoint of [origin, `${origin}/elsewhere`]) {
      const stranger = new DynamoDBClient({
        endpoint,
        region,
        credentials: { accessKeyId, secretAccessKey: 'x' },
        maxAttempts: 1,
      });
      await expect(stranger.send(new ListTablesCommand({}))).rejects.toMatchObject({
        $metadata: { httpStatusCode: 403 },
      });
      stranger.destroy();
    }
  expect(readdirSync(folder).toSorted()).toEqual(files);
});

onLinux('it listens on the loopback address alone', async () => {
  const { url } = await start();
  const port = Number(new URL(url).port).toString(16).toUpperCase().padStart(4, '0');
  const listeners = ['tcp', 'tcp6'].flatMap((kind) =>
    readFileSync(`/proc/net/${kind}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local, , state]) => state === '0A' && local?.endsWith(`:${port}`))
      .map(([, local]) => local),
  );
  expect(listeners).toEqual([`0100007F:${port}`]);
});

test('its secret is not among the arguments of a command', async () => {
  const { url } = await start();
  const secret = new URL(url).pathname;
  const { stdout } = spawnSync('ps', ['-A', '-o', 'args'], { encoding: 'utf8' });
  expect(stdout).toContain('Door');
  expect(stdout).not.toContain(secret);
});

onLinux(
  'an engine that is killed is started again, with what it kept, and that is said',
  async () => {
    const running = await start();
    await running.client.send(new PutItemCommand({ TableName, Item: item('before') }));
    killEngine(running);
    await vi.waitFor(() => expect(changes).toEqual(['died', 'back']), 60_000);
    await running.client.send(new PutItemCommand({ TableName, Item: item('after') }));
    expect((await keptIn(running)).toSorted()).toEqual(['after', 'before']);
  },
  120_000,
);

onLinux(
  'one that kept to memory is gone for good, and that is said',
  async () => {
    killEngine(await start({}));
    await vi.waitFor(() => expect(changes).toEqual(['gone']), 60_000);
  },
  60_000,
);

test('files that are none of its own end the start with a sentence that names them', async () => {
  writeFileSync(join(folder, `${credentials.accessKeyId}_${region}.db`), 'not a database '.repeat(100));
  const fault = await start().catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(StartFault);
  expect((fault as StartFault).fr).toContain(`dans ${folder}`);
});

const compiler = spawnSync('javac', ['-version'], { encoding: 'utf8' }).stdout ?? '';
test.runIf(compiler.startsWith('javac 17.'))('the door is what its source makes', () => {
  expect(spawnSync('javac', compileArguments(folder)).status).toBe(0);
  const ours = new URL('../../../infra/local/dynamodb/Door.class', import.meta.url);
  expect(readFileSync(join(folder, 'Door.class')).equals(readFileSync(ours))).toBe(true);
});
