import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, test } from 'vitest';
import { getMany } from '../../functions/store/read.ts';
import { Unprocessed, untilDone } from '../../functions/store/unprocessed.ts';
import { importTable } from '../../infra/ops/table.ts';
import { testPorts } from '../support/ports.ts';

/** Waits that are noted instead of waited for; chance always draws a half. */
const noting = () => {
  const waits: number[] = [];
  return { waits, random: () => 0.5, sleep: async (milliseconds: number) => void waits.push(milliseconds) };
};
const keysOf = (count: number) => Array.from({ length: count }, (_, place) => ({ pk: `P#${place}`, sk: 'S' }));

describe('a batch that is left undone in part', () => {
  test('is asked for again after a wait that doubles as long as nothing comes, and begins anew once something does', async () => {
    const own = noting();
    const sent: number[] = [];
    const left = [5, 5, 5, 5, 2, 2, 0];
    await untilDone(own, [1, 2, 3, 4, 5, 6, 7, 8], async (batch) => {
      sent.push(batch.length);
      return batch.slice(0, left.shift());
    });
    expect(sent).toEqual([8, 5, 5, 5, 5, 2, 2]);
    expect(own.waits).toEqual([25, 50, 100, 200, 25, 50]);
  });

  test('is waited for two seconds at the most, and given up when nothing comes for long', async () => {
    const own = noting();
    await expect(untilDone(own, [1, 2], async (batch) => batch)).rejects.toEqual(
      new Unprocessed('2 of 2 were left undone'),
    );
    expect(own.waits).toEqual([25, 50, 100, 200, 400, 800, 1000, 1000, 1000, 1000, 1000, 1000]);
  });

  test('is asked for once and without a wait where nothing is left', async () => {
    const own = noting();
    await untilDone(own, [1], async () => []);
    expect(own.waits).toEqual([]);
  });
});

describe('under a throttle', () => {
  test('a read of many keys waits, and gives each item once', async () => {
    const ports = { ...(await testPorts()), ...noting() };
    let asked = 0;
    mockClient(ports.db)
      .on(BatchGetCommand)
      .callsFake(({ RequestItems }) => {
        const { Keys } = RequestItems[ports.tableName];
        // Ten a time, and nothing the second time.
        const given = asked++ === 1 ? 0 : 10;
        return {
          Responses: { [ports.tableName]: Keys.slice(0, given) },
          UnprocessedKeys: Keys.length > given ? { [ports.tableName]: { Keys: Keys.slice(given) } } : {},
        };
      });
    const found = await getMany(ports, keysOf(25));
    expect(found).toEqual(keysOf(25));
    expect(ports.waits).toEqual([25, 50, 25]);
  });

  test('a restoration waits, and writes each item once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'unprocessed-'));
    try {
      const file = join(folder, 'items.jsonl');
      const items = keysOf(25).map(({ pk, sk }) => JSON.stringify({ Item: { pk: { S: pk }, sk: { S: sk } } }));
      await writeFile(file, items.join('\n'));
      const written: string[] = [];
      const client = new DynamoDBClient({ region: 'eu-west-3' });
      mockClient(client)
        .on(BatchWriteItemCommand)
        .callsFake(({ RequestItems }) => {
          const puts = RequestItems.restored as { PutRequest: { Item: { pk: { S: string } } } }[];
          written.push(...puts.slice(0, 10).map(({ PutRequest }) => PutRequest.Item.pk.S));
          return { UnprocessedItems: puts.length > 10 ? { restored: puts.slice(10) } : {} };
        });
      const own = noting();
      expect(await importTable({ client, name: 'restored' }, [file], own)).toBe(25);
      expect(written).toEqual(keysOf(25).map(({ pk }) => pk));
      expect(own.waits).toEqual([25, 25]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
