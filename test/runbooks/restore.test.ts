import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, expect, test } from 'vitest';
import { eventKey, streamedActs, streamedEvents } from '../../functions/store/keys.ts';
import { get } from '../../functions/store/read.ts';
import { readStreams } from '../../infra/local/streams.ts';
import { makeTable } from '../../infra/ops/table.ts';
import { people } from '../support/city.ts';
import { fileIn } from '../support/files.ts';
import { follow, openService } from './walk.ts';

const folder = mkdtempSync(join(tmpdir(), 'walk-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('chain: an instant that was changed in the table is found, its event named, and it is whole once it is put back', async () => {
  const { platform, ports, city } = await openService({ functions: [], consumers: false, schedules: false });
  try {
    const id = await fileIn(city, 'deciding');
    const key = eventKey('application', id, 2);
    const at = (await get(ports, key))?.at;
    const set = (instant: unknown) =>
      ports.db.send(
        new UpdateCommand({
          TableName: ports.tableName,
          Key: key,
          UpdateExpression: 'SET #at = :at',
          ExpressionAttributeNames: { '#at': 'at' },
          ExpressionAttributeValues: { ':at': instant },
        }),
      );
    await set('2020-01-01T00:00:00.000Z');
    const broken = await follow('chain', { words: { FILE: join(folder, 'broken.jsonl') } });
    expect(broken.said).toContain(`Fault: application ${id}, event 2: changed.`);
    expect(broken.well).toEqual([true, false]);
    await set(at);
    const mended = await follow('chain', { words: { FILE: join(folder, 'mended.jsonl.gz') } });
    expect(mended.said.at(-1)).toBe('The chain is whole.');
    expect(existsSync(join(folder, 'mended.jsonl.gz'))).toBe(true);
  } finally {
    await platform.stop();
  }
});

test('backup and restore: a lost table comes back from the bucket, item by item, and nobody gets a mail twice', async () => {
  const { platform, ports, city } = await openService({ functions: ['notify', 'send', 'relay'], schedules: false });
  try {
    const { mail, dynamodb, bucket } = platform.engines;
    const supported = await fileIn(city, 'supported');
    await fileIn(city, 'checking', 1);
    // Until every letter of these two lives has left: five of the one, one of the other.
    await expect.poll(() => mail.mails().length, { timeout: 120_000 }).toBe(6);
    const staff = people.staff.id;
    const before = await city.ask('getStaffFile', staff, { params: { applicationId: supported } });
    const words = { BUCKET: bucket.name, FILE: 'items.jsonl.gz' };
    const backup = await follow('backup', { words });
    expect(backup.well).toEqual([true, true, true]);
    expect(backup.said.filter((line) => line.startsWith('Different'))).toEqual([]);

    await dynamodb.client.send(new DeleteTableCommand({ TableName: ports.tableName }));
    const lost = await city.send('getStaffFile', staff, { params: { applicationId: supported } });
    expect(lost.status).toBe(500);

    await makeTable(dynamodb.client, ports.tableName);
    const { Table } = await dynamodb.client.send(new DescribeTableCommand({ TableName: ports.tableName }));
    // The readers of the new table's stream run while it is filled, as on AWS.
    const woken: string[] = [];
    const stream = readStreams({
      url: dynamodb.url,
      region: 'eu-west-3',
      credentials: {
        accessKeyId: process.env.AWS_ACCESS_KEY_ID ?? '',
        secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY ?? '',
      },
      streamArn: Table?.LatestStreamArn ?? '',
      readers: [
        {
          name: 'relay',
          streamed: [...streamedEvents, ...streamedActs],
          invoke: async (event) => {
            woken.push(...event.Records.map(({ eventName }) => eventName ?? ''));
            return platform.functions.invoke('relay', event);
          },
          giveUp: async () => undefined,
        },
      ],
    });
    try {
      const restored = await follow('restore', { words });
      expect(restored.well).toEqual([true, true, true, true]);
      expect(restored.said).toContain('The chain is whole.');
      expect(restored.said).toContain('notify was woken 0 times.');
      expect(await city.ask('getStaffFile', staff, { params: { applicationId: supported } })).toEqual(before);
      // Every record of the restoration has been handed out, and what it woke has been done.
      await fileIn(city, 'checking', 2);
      await expect.poll(() => mail.mails().length, { timeout: 120_000 }).toBe(7);
      expect(woken.length).toBeGreaterThan(20);
      expect(mail.mails()).toHaveLength(7);
    } finally {
      await stream.stop();
    }
  } finally {
    await platform.stop();
  }
});
