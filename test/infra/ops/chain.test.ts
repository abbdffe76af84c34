import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadFile } from '../../../functions/store/applications.ts';
import { notesOf } from '../../../functions/store/chain-notes.ts';
import {
  decisionKey,
  eventKey,
  HEAD,
  isEventKey,
  type Key,
  partitionOf,
  revisionKey,
} from '../../../functions/store/keys.ts';
import { drillRestore, succeeded } from '../../../infra/ops/restore-drill.ts';
import { exportTable, readExport } from '../../../infra/ops/table.ts';
import { isWhole, verifyExport } from '../../../infra/ops/verify.ts';
import { exampleCorrection, exampleWithdrawal } from '../../../schemas/examples/jury.ts';
import { aDecision } from '../../factories/application.ts';
import { type City, openCity, people } from '../../support/city.ts';
import { asRead, fileIn, versionOf } from '../../support/files.ts';
import { tableOf } from './table-of.ts';

let folder: string;
let city: City;
let supported: string;
let file: string;
let lines: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chain-'));
  city = await openCity();
  supported = await fileIn(city, 'supported');
  await fileIn(city, 'complements', 1);
  const params = { applicationId: supported };
  await city.ask('recordAgreement', people.staff.id, {
    params,
    body: await asRead(city, supported, { signedOn: '2026-03-18' }),
  });
  const decision = aDecision('supported', { amountCents: 90_000 });
  const version = await versionOf(city, supported);
  await city.ask('correctDecision', people.staff.id, { params, body: { decision, why: exampleCorrection, version } });
  file = join(folder, 'whole.jsonl');
  await exportTable(tableOf(city.ports), file);
  lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
}, 120_000);
afterAll(() => rm(folder, { recursive: true }));

const verifyLines = async (changed: readonly string[]) => {
  const path = join(folder, 'changed.jsonl');
  await writeFile(path, `${changed.join('\n')}\n`);
  return verifyExport([path]);
};

test('an export of a lived-in table is whole, and every content that is kept matches its digest', async () => {
  const report = await verifyExport([file]);
  expect(report).toMatchObject({ faults: [], unreadable: [], erased: [], replaced: 0 });
  // Two organisations, a call, two applications, three jurors' evaluations, and the session that heard them.
  expect(report.aggregates).toBe(2 + 1 + 2 + 3 + 1);
  // Two organisations and a call; a revision, two checks, a hearing, two decisions, an agreement; a revision and a check; three
  // evaluations; a session's title and its attendance.
  expect(report.contents).toBe(3 + 7 + 2 + 3 + 2);
  expect(isWhole(report)).toBe(true);
});

test('what is sorted into files to be verified says nothing that people wrote, and nobody’s name', async () => {
  const notes: string[] = [];
  for await (const line of readExport(file))
    if (!('unreadable' in line)) notes.push(...notesOf(line.item).map((note) => JSON.stringify(note)));
  expect(notes.length).toBeGreaterThan(lines.length / 2);
  const stored = lines.join('');
  for (const written of ['contactName', '"email"', '"name"', exampleCorrection]) {
    expect(stored).toContain(written);
    expect(notes.filter((note) => note.includes(written))).toEqual([]);
  }
});

test('any single byte changed in any event is found, and the event named', async () => {
  const events: { index: number; type: string; id: string; seq: number }[] = [];
  for await (const line of readExport(file))
    if (!('unreadable' in line) && isEventKey(line.item)) {
      const { aggregate, seq } = line.item as unknown as { aggregate: { type: string; id: string }; seq: number };
      events.push({ index: line.number - 1, ...aggregate, seq });
    }
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...events),
      fc.nat(),
      fc.integer({ min: 33, max: 126 }),
      async (event, at, code) => {
        const line = lines[event.index] as string;
        const place = at % line.length;
        fc.pre(line[place] !== String.fromCharCode(code));
        const changed = line.slice(0, place) + String.fromCharCode(code) + line.slice(place + 1);
        const report = await verifyLines(lines.with(event.index, changed));
        const named = report.faults.map(({ aggregate, seq }) => `${aggregate.type} ${aggregate.id} ${seq}`);
        // The last event of a chain that is gone is named by the head that knew it.
        expect(named).toContain(`${event.type} ${event.id} ${event.seq}`);
      },
    ),
    { numRuns: 300 },
  );
});

test('a line taken out or put in twice is found', async () => {
  const index = lines.findIndex((line) => line.includes('"application.submitted"'));
  expect((await verifyLines(lines.toSpliced(index, 1))).faults[0]).toMatchObject({ seq: 2, what: 'missing' });
  const line = lines[index] as string;
  expect((await verifyLines([...lines, line])).faults[0]).toMatchObject({ seq: 2, what: 'twice' });
});

const withItem = async (key: Key, change: (text: string) => string) => {
  const index = lines.findIndex((line) => line.includes(`"${key.pk}"`) && line.includes(`"${key.sk}"`));
  expect(index).toBeGreaterThanOrEqual(0);
  return verifyLines(lines.with(index, change(lines[index] as string)));
};

test('a head that says something else than its events is found', async () => {
  const key = { pk: partitionOf('application', supported), sk: HEAD };
  const report = await withItem(key, (line) => line.replace('"grantedCents":{"N":"', '"grantedCents":{"N":"9'));
  expect(report.faults).toMatchObject([{ aggregate: { id: supported }, what: 'replays to another head' }]);
});

test('a frozen content that was changed is found, and one that was erased is told apart', async () => {
  const key = revisionKey(supported, 1);
  const changed = await withItem(key, (line) => line.replace('"contactName":{"S":"', '"contactName":{"S":"X'));
  expect(changed.faults).toMatchObject([{ aggregate: { id: supported }, seq: 2, what: 'content changed' }]);
  const erased = await withItem(key, (line) => line.replace('"salt"', '"former"'));
  expect(erased).toMatchObject({ faults: [], erased: [{ aggregate: { id: supported }, seq: 2 }] });
  expect(isWhole(erased)).toBe(true);
});

test('what was said of a correction and of a withdrawal is held to its digest', async () => {
  const corrected = await loadFile(city.ports, supported);
  const seq = corrected?.decisions.at(-1)?.seq ?? 0;
  const key = decisionKey(supported, seq);
  const why = await withItem(key, (line) => line.replace('mal reporté', 'bien reporté'));
  expect(why.faults).toMatchObject([{ aggregate: { id: supported }, seq, what: 'content changed' }]);
  const other = await openCity();
  const id = await fileIn(other, 'supported');
  const body = { reasons: exampleWithdrawal, heard: true, version: await versionOf(other, id) };
  await other.ask('withdrawDecision', people.staff.id, { params: { applicationId: id }, body });
  const path = join(folder, 'withdrawn.jsonl');
  await exportTable(tableOf(other.ports), path);
  expect((await verifyExport([path])).faults).toEqual([]);
  await writeFile(path, (await readFile(path, 'utf8')).replace('ne se ferait pas', 'se ferait'));
  expect((await verifyExport([path])).faults).toMatchObject([{ aggregate: { id }, what: 'content changed' }]);
});

test('a line that is no item is named by its number', async () => {
  await appendFile(join(folder, 'torn.jsonl'), `${lines[0]}\n{"Item":{"pk":\n`);
  expect((await verifyExport([join(folder, 'torn.jsonl')])).unreadable).toEqual([2]);
});

test('a restore drill finds the same items in a new table and leaves only the old one', async () => {
  const drill = await drillRestore(tableOf(city.ports));
  expect(drill).toMatchObject({ items: lines.length, differing: [] });
  expect(succeeded(drill)).toBe(true);
  // Tables of other tests stand beside it.
  const { client, name } = tableOf(city.ports);
  const { TableNames = [] } = await client.send(
    new ListTablesCommand({ ExclusiveStartTableName: name.slice(0, -1), Limit: 3 }),
  );
  expect(TableNames.filter((other) => other.startsWith(name))).toEqual([name]);
});

test('a restore drill on a table whose chain is broken says so', async () => {
  const broken = await openCity();
  const id = await fileIn(broken, 'checking');
  const { db, tableName: TableName } = broken.ports;
  await db.send(
    new UpdateCommand({
      TableName,
      Key: eventKey('application', id, 2),
      UpdateExpression: 'SET #at = :at',
      ExpressionAttributeNames: { '#at': 'at' },
      ExpressionAttributeValues: { ':at': '2020-01-01T00:00:00.000Z' },
    }),
  );
  const drill = await drillRestore(tableOf(broken.ports));
  expect(drill.chain.faults).toMatchObject([{ aggregate: { id }, seq: 2, what: 'changed' }]);
  expect(succeeded(drill)).toBe(false);
});
