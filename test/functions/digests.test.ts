import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { anchorAggregate } from '../../functions/anchor/anchor.ts';
import { publishDigests } from '../../functions/publish-digest/publish.ts';
import { digestOfDay, readAnchors } from '../../functions/store/digests.ts';
import { GENESIS, hashOf } from '../../functions/store/hash.ts';
import { anchorKey, digestKey, eventKey } from '../../functions/store/keys.ts';
import { runOps } from '../../infra/ops/commands.ts';
import { exportTable } from '../../infra/ops/table.ts';
import { describeReport, isWhole, verifyExport } from '../../infra/ops/verify.ts';
import { tableOf } from '../infra/ops/table-of.ts';
import { counting } from '../support/actors.ts';
import { type City, openCity, people } from '../support/city.ts';
import { checkFile, draftFile, fileIn } from '../support/files.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'digests-'));
});
afterAll(() => rm(folder, { recursive: true }));

let city: City;
beforeEach(async () => {
  // Ten in the morning in Paris.
  city = await openCity({ now: '2026-03-18T09:00:00.000Z' });
});

const anchorFile = (id: string) => anchorAggregate(city.ports, { type: 'application', id });
const verify = async (kept: Parameters<typeof verifyExport>[1] = []) => {
  const file = join(folder, 'items.jsonl');
  await exportTable(tableOf(city.ports), file);
  return verifyExport([file], kept);
};

describe('the digest of a day', () => {
  test('is published two hours after midnight in Paris, over where each chain stood', async () => {
    const [first, second] = [await fileIn(city, 'checking'), await fileIn(city, 'ready', 1)];
    for (const id of [first, second]) await anchorFile(id);
    city.ports.clock.set('2026-03-19T00:59:59.000Z');
    expect(await publishDigests(city.ports)).toEqual([]);
    city.ports.clock.set('2026-03-19T01:00:00.000Z');
    const [published, ...more] = await publishDigests(city.ports);
    expect(more).toEqual([]);
    const anchors = await readAnchors(city.ports, '2026-03-18');
    expect(anchors.map(({ id, seq }) => [id, seq]).sort()).toEqual(
      [
        [first, 2],
        [second, 4],
      ].sort(),
    );
    expect(published).toEqual({
      day: '2026-03-18',
      anchors: 2,
      previous: GENESIS,
      digest: digestOfDay('2026-03-18', GENESIS, anchors),
      publishedAt: '2026-03-19T01:00:00.000Z',
    });
    expect(await city.ask('listDigests', '')).toEqual({ items: [published] });
    expect(await publishDigests(city.ports)).toEqual([]);
  });

  test('comes for every day that was missed, each after the one before, also where nothing happened', async () => {
    await anchorFile(await fileIn(city, 'checking'));
    city.ports.clock.set('2026-03-21T12:00:00.000Z');
    const published = await publishDigests(city.ports);
    expect(published.map(({ day, anchors }) => [day, anchors])).toEqual([
      ['2026-03-18', 1],
      ['2026-03-19', 0],
      ['2026-03-20', 0],
    ]);
    expect(published.map(({ previous }) => previous)).toEqual([GENESIS, published[0]?.digest, published[1]?.digest]);
    expect((await city.ask('listDigests', '')).items.map(({ day }) => day)).toEqual([
      '2026-03-20',
      '2026-03-19',
      '2026-03-18',
    ]);
  });

  test('leaves nothing out, however long nobody published: the chain begins on the first day on which anything happened', async () => {
    await anchorFile(await fileIn(city, 'checking'));
    city.ports.clock.set('2026-08-01T07:00:00.000Z');
    await anchorFile(await fileIn(city, 'checking', 1));
    city.ports.clock.set('2026-08-02T12:00:00.000Z');
    const published = await publishDigests(city.ports);
    expect(published).toHaveLength(137);
    expect([published[0]?.day, published[0]?.previous, published.at(-1)?.day]).toEqual([
      '2026-03-18',
      GENESIS,
      '2026-08-01',
    ]);
    expect(published.filter(({ anchors }) => anchors > 0).map(({ day, anchors }) => [day, anchors])).toEqual([
      ['2026-03-18', 1],
      ['2026-08-01', 1],
    ]);
    const report = await verify();
    expect([isWhole(report), report.digests.days]).toEqual([true, 137]);
  });

  test('goes on where the last one ended, without looking back', async () => {
    await anchorFile(await fileIn(city, 'checking'));
    city.ports.clock.set('2026-03-19T07:00:00.000Z');
    await publishDigests(city.ports);
    city.ports.clock.set('2026-07-19T07:00:00.000Z');
    const gone = await publishDigests(city.ports);
    expect([gone.length, gone[0]?.day, gone.at(-1)?.day]).toEqual([122, '2026-03-19', '2026-07-18']);
    city.ports.clock.advance({ days: 1 });
    const own = counting(city.ports);
    expect((await publishDigests(own.ports)).map(({ day }) => day)).toEqual(['2026-07-19']);
    // The last digest, the day's anchors, and the digest itself.
    expect(own.calls()).toBe(3);
  });

  test('is published once by two runs at once', async () => {
    await anchorFile(await fileIn(city, 'checking'));
    city.ports.clock.set('2026-03-20T12:00:00.000Z');
    const both = await Promise.all([publishDigests(city.ports), publishDigests(city.ports)]);
    expect(
      both
        .flat()
        .map(({ day }) => day)
        .sort(),
    ).toEqual(['2026-03-18', '2026-03-19']);
    expect((await verify()).digests.faults).toEqual([]);
  });

  test('leaves out a draft, which may be thrown away', async () => {
    const draft = await draftFile(city, 2);
    expect(await anchorFile(draft)).toBe(1);
    expect(await readAnchors(city.ports, '2026-03-18')).toEqual([]);
    await city.ask('discardDraft', people.applicant.id, { params: { applicationId: draft } });
  });

  test('takes what comes after midnight into the next day: a published day never changes', async () => {
    const id = await fileIn(city, 'checking');
    await anchorFile(id);
    city.ports.clock.set('2026-03-19T07:00:00.000Z');
    const [published] = await publishDigests(city.ports);
    await checkFile(city, id);
    await anchorFile(id);
    city.ports.clock.set('2026-03-20T07:00:00.000Z');
    const [next] = await publishDigests(city.ports);
    expect([published?.day, next?.day, next?.previous, next?.anchors]).toEqual([
      '2026-03-18',
      '2026-03-19',
      published?.digest,
      1,
    ]);
    const report = await verify();
    expect([isWhole(report), report.digests]).toEqual([true, { days: 2, last: '2026-03-19', faults: [] }]);
    expect(describeReport(report)).toContain('2 daily digests, the last of 2026-03-19.');
  });
});

describe('verification offline', () => {
  /** Rewrites the last event of a file and everything in the table that would show it: event, head and chain are consistent. */
  const rewrite = async (id: string) => {
    const { db, tableName: TableName } = city.ports;
    const [anchor] = (await readAnchors(city.ports, '2026-03-18')).filter((entry) => entry.id === id);
    const seq = anchor?.seq ?? 0;
    const file = await city.ask('getStaffFile', people.staff.id, { params: { applicationId: id } });
    const at = '2026-03-18T09:30:00.000Z';
    const { readEvents } = await import('../../functions/store/consume.ts');
    const event = (await readEvents(city.ports, { type: 'application', id })).find((entry) => entry.seq === seq);
    const { hash: _hash, ...unhashed } = { ...event, at } as Record<string, unknown>;
    const hash = hashOf(unhashed);
    await db.send(new PutCommand({ TableName, Item: { ...unhashed, hash, ...eventKey('application', id, seq) } }));
    await db.send(
      new UpdateCommand({
        TableName,
        Key: { pk: eventKey('application', id, seq).pk, sk: 'HEAD' },
        UpdateExpression: 'SET lastHash = :hash, updatedAt = :at, submittedAt = :at',
        ExpressionAttributeValues: { ':hash': hash, ':at': at },
      }),
    );
    return { seq, hash, number: file.number };
  };

  test('names the event that was rewritten, although its own chain is consistent', async () => {
    const id = await fileIn(city, 'checking');
    await anchorFile(id);
    city.ports.clock.set('2026-03-19T07:00:00.000Z');
    await publishDigests(city.ports);
    const { seq } = await rewrite(id);
    const report = await verify();
    expect(report.faults).toEqual([]);
    expect(report.digests.faults).toEqual([
      { day: '2026-03-18', what: 'event changed since', aggregate: { type: 'application', id }, seq },
    ]);
    expect(describeReport(report)).toContain(
      `Fault: application ${id}, event ${seq}: changed since the digest of 2026-03-18.`,
    );
  });

  test('needs a digest that somebody kept once anchors and digests are rewritten too, and finds it out then', async () => {
    const id = await fileIn(city, 'checking');
    await anchorFile(id);
    city.ports.clock.set('2026-03-19T07:00:00.000Z');
    await publishDigests(city.ports);
    const kept = join(folder, 'kept.json');
    const answer = await city.ask('listDigests', '');
    await writeFile(kept, JSON.stringify(answer));

    const { seq, hash } = await rewrite(id);
    const { db, tableName: TableName } = city.ports;
    await db.send(
      new PutCommand({
        TableName,
        Item: { type: 'application', id, seq, hash, ...anchorKey('2026-03-18', 'application', id) },
      }),
    );
    const digest = digestOfDay('2026-03-18', GENESIS, await readAnchors(city.ports, '2026-03-18'));
    await db.send(new PutCommand({ TableName, Item: { ...answer.items[0], digest, ...digestKey('2026-03-18') } }));
    expect(isWhole(await verify())).toBe(true);
    const report = await verify(JSON.parse(await readFile(kept, 'utf8')).items);
    expect(report.digests.faults).toEqual([{ day: '2026-03-18', what: 'not what was kept' }]);

    const said: string[] = [];
    const file = join(folder, 'items.jsonl');
    expect(await runOps(['verify-chain', file, '--digests', kept], (line) => said.push(line))).toBe(false);
    expect(said).toContain('Fault: digest of 2026-03-18: not what was kept.');
  });

  test('finds a published day that was taken away', async () => {
    await anchorFile(await fileIn(city, 'checking'));
    city.ports.clock.set('2026-03-20T07:00:00.000Z');
    const [first, second] = await publishDigests(city.ports);
    const { DeleteCommand } = await import('@aws-sdk/lib-dynamodb');
    await city.ports.db.send(new DeleteCommand({ TableName: city.ports.tableName, Key: digestKey('2026-03-18') }));
    const report = await verify([first, second].flatMap((entry) => entry ?? []));
    expect(report.digests.faults).toEqual([{ day: '2026-03-18', what: 'missing' }]);
  });
});
