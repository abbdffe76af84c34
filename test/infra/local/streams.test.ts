import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { streamAttempts } from '../../../infra/limits.ts';
import { type DynamoDb, startDynamoDb } from '../../../infra/local/dynamodb.ts';
import { readStreams, type StreamFailure, type Streams } from '../../../infra/local/streams.ts';

const region = 'eu-west-3';
const credentials = { accessKeyId: 'LOCALSTREAMS', secretAccessKey: 'b' };
let store: DynamoDb;
let documents: DynamoDBDocumentClient;
let folder: string;
const running: Streams[] = [];

beforeAll(async () => {
  store = await startDynamoDb({ port: 0, credentials, region, tableName: 'streamed' });
  documents = DynamoDBDocumentClient.from(store.client);
  folder = await mkdtemp(join(tmpdir(), 'streams-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((streams) => streams.stop()));
});
afterAll(async () => {
  await store.stop();
  await rm(folder, { recursive: true });
});

/** Readers are handed what stands in logs. */
const logged = (pk: string) => `LOG#${pk}`;
const put = async (pk: string, count: number) => {
  for (let n = 0; n < count; n++)
    await documents.send(
      new PutCommand({ TableName: 'streamed', Item: { pk: logged(pk), sk: String(n).padStart(3, '0') } }),
    );
};
const keyOf = (record: DynamoDBRecord) => ({ pk: record.dynamodb?.Keys?.pk?.S, sk: record.dynamodb?.Keys?.sk?.S });
const sequenceOf = (record: DynamoDBRecord) => record.dynamodb?.SequenceNumber ?? '';

/** Reads with this handler; what was written for other tests is passed over. */
const read = (pk: string, handle: (own: DynamoDBRecord[]) => unknown, cursorFile?: string) => {
  const failures: StreamFailure[] = [];
  const streams = readStreams({
    url: store.url,
    region,
    credentials,
    streamArn: store.streamArn,
    cursorFile,
    readers: [
      {
        name: `reader-${pk}`,
        invoke: async ({ Records }: DynamoDBStreamEvent) => {
          const own = Records.filter((record) => keyOf(record).pk === logged(pk));
          return own.length > 0 ? handle(own) : undefined;
        },
        giveUp: async (failure) => void failures.push(failure),
      },
    ],
  });
  running.push(streams);
  return { failures, streams };
};

test('records arrive in their order, with keys and an instant in seconds', async () => {
  const seen: DynamoDBRecord[] = [];
  read('order', (own) => void seen.push(...own));
  await put('order', 30);
  await vi.waitFor(() => expect(seen).toHaveLength(30), 5000);
  expect(seen.map((record) => Number(keyOf(record).sk))).toEqual([...Array(30).keys()]);
  expect(seen[0]).toMatchObject({
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    eventSourceARN: store.streamArn,
    dynamodb: { Keys: { pk: { S: logged('order') }, sk: { S: '000' } } },
  });
  expect(seen[0]?.dynamodb?.NewImage).toBeUndefined();
  expect(Math.abs((seen[0]?.dynamodb?.ApproximateCreationDateTime ?? 0) - Date.now() / 1000)).toBeLessThan(60);
});

test('a batch that fails in part is handed out again from the first record that failed', async () => {
  const batches: string[][] = [];
  await put('partly', 5);
  read('partly', (own) => {
    batches.push(own.map((record) => keyOf(record).sk ?? ''));
    const failed = batches.length === 1 ? own.filter((record) => keyOf(record).sk === '002') : [];
    return { batchItemFailures: failed.map((record) => ({ itemIdentifier: sequenceOf(record) })) };
  });
  await vi.waitFor(() => expect(batches).toHaveLength(2), 5000);
  expect(batches).toEqual([
    ['000', '001', '002', '003', '004'],
    ['002', '003', '004'],
  ]);
});

test('a reader that throws gets the batch again', async () => {
  let calls = 0;
  await put('throws', 2);
  read('throws', () => {
    calls += 1;
    if (calls === 1) throw new Error('once');
  });
  await vi.waitFor(() => expect(calls).toBe(2), 5000);
});

test('a record that never succeeds is given up by itself, and the others go on', async () => {
  const taken: string[] = [];
  let refusals = 0;
  await put('poison', 3);
  const { failures } = read('poison', (own) => {
    const bad = own.find((record) => keyOf(record).sk === '001');
    if (bad) {
      refusals += 1;
      taken.push(...own.slice(0, own.indexOf(bad)).map((record) => keyOf(record).sk ?? ''));
      return { batchItemFailures: [{ itemIdentifier: sequenceOf(bad) }] };
    }
    taken.push(...own.map((record) => keyOf(record).sk ?? ''));
  });
  await vi.waitFor(() => expect(failures).toHaveLength(1), 25_000);
  await vi.waitFor(() => expect(taken).toEqual(['000', '002']), 5000);
  expect(refusals).toBe(streamAttempts);
  expect(failures[0]?.DDBStreamBatchInfo).toMatchObject({ batchSize: 1, streamArn: store.streamArn });
}, 40_000);

test('reading goes on after a restart where it stood', async () => {
  const cursorFile = join(folder, 'cursors.json');
  const first: string[] = [];
  await put('restart', 3);
  const before = read('restart', (own) => void first.push(...own.map((record) => keyOf(record).sk ?? '')), cursorFile);
  await vi.waitFor(() => expect(first).toHaveLength(3), 5000);
  await before.streams.stop();
  const second: string[] = [];
  await put('restart', 1);
  await documents.send(new PutCommand({ TableName: 'streamed', Item: { pk: logged('restart'), sk: 'new' } }));
  read('restart', (own) => void second.push(...own.map((record) => keyOf(record).sk ?? '')), cursorFile);
  await vi.waitFor(() => expect(second).toContain('new'), 5000);
  expect(second).not.toContain('001');
});

test('whoever reaches the port without our access key finds an empty store', async () => {
  const stranger = new DynamoDBClient({
    endpoint: store.url,
    region,
    credentials: { accessKeyId: 'STRANGER', secretAccessKey: 'b' },
  });
  expect((await stranger.send(new ListTablesCommand({}))).TableNames).toEqual([]);
  stranger.destroy();
});
