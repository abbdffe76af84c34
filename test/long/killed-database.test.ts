import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, expect, test } from 'vitest';
import { startDynamoDb } from '../../infra/local/dynamodb.ts';

const folder = mkdtempSync(join(tmpdir(), 'killed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const options = {
  port: 0,
  folder,
  credentials: { accessKeyId: 'killed', secretAccessKey: 'test' },
  region: 'eu-west-3',
  tableName: 'killed',
};
/** Writers at once, and how many transactions are acknowledged before each kill. */
const WRITERS = 8;
const KILLED_AFTER = [50, 120, 200];

/** The engine's own process: the Java that keeps its data in this folder. Linux alone tells. */
const engineProcess = (): number => {
  const found = readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const command = readFileSync(join('/proc', name, 'cmdline'), 'utf8').split('\0');
      return /java$/.test(command[0] ?? '') && command.some((word) => word.includes(folder));
    } catch {
      return false;
    }
  });
  expect(found).toHaveLength(1);
  return Number(found[0]);
};

test.runIf(process.platform === 'linux')(
  'a database that is killed in the middle of its writes, three times, keeps no half of one, and loses at most the very last',
  async () => {
    const acknowledged: string[] = [];
    /** Acknowledged in the last moment before a kill: seen once, this engine answered before it kept. */
    const last = new Set<string>();
    let next = 0;
    for (const count of KILLED_AFTER) {
      const engine = await startDynamoDb(options);
      const db = DynamoDBDocumentClient.from(engine.client);
      let killed = false;
      const before = acknowledged.length;
      const writer = async () => {
        while (!killed) {
          const pk = `write-${next++}`;
          const Put = (sk: string) => ({ Put: { TableName: engine.tableName, Item: { pk, sk } } });
          try {
            await db.send(new TransactWriteCommand({ TransactItems: [Put('head'), Put('event')] }));
            acknowledged.push(pk);
          } catch {
            // Not acknowledged: it may be there or not, but never half.
            return;
          }
          if (!killed && acknowledged.length - before >= count) {
            killed = true;
            process.kill(engineProcess(), 'SIGKILL');
          }
        }
      };
      await Promise.all(Array.from({ length: WRITERS }, writer));
      expect(killed).toBe(true);
      for (const pk of acknowledged.slice(-2 * WRITERS)) last.add(pk);
      await engine.stop();
    }

    const engine = await startDynamoDb(options);
    try {
      const db = DynamoDBDocumentClient.from(engine.client);
      const read = async (pk: string, sk: string) =>
        (await db.send(new GetCommand({ TableName: engine.tableName, Key: { pk, sk }, ConsistentRead: true }))).Item;
      const missing: string[] = [];
      const halves: string[] = [];
      const known = new Set(acknowledged);
      for (let index = 0; index < next; index++) {
        const pk = `write-${index}`;
        const there = (await Promise.all(['head', 'event'].map((sk) => read(pk, sk)))).filter(Boolean).length;
        if (known.has(pk) && there === 0 && !last.has(pk)) missing.push(pk);
        if (there === 1) halves.push(pk);
      }
      expect(acknowledged.length).toBeGreaterThanOrEqual(370);
      expect({ missing, halves }).toEqual({ missing: [], halves: [] });
    } finally {
      await engine.stop();
    }
  },
);
