import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ReplayedEvent } from '../../../functions/domain/application/evolve.ts';
import { type Correction, corrections } from '../../../functions/domain/corrections.ts';
import { measureApplication, memoryVersion } from '../../../functions/measure/measure.ts';
import { readEvents } from '../../../functions/store/events.ts';
import { applicationKey, cursorKey, eventKey, type Key } from '../../../functions/store/keys.ts';
import { get } from '../../../functions/store/read.ts';
import { exportTable } from '../../../infra/ops/table.ts';
import { describeReport, isWhole, verifyExport } from '../../../infra/ops/verify.ts';
import type { ApplicationCore } from '../../../schemas/application.ts';
import { acts } from '../../factories/lives.ts';
import { commitAct, storeApplication } from '../../factories/stored.ts';
import { type TestPorts, testPorts } from '../../support/ports.ts';
import { tableOf } from './table-of.ts';

const { submit, check, open, recuse, assign } = acts();
const release = '2026-12-24';
/** The place of the event that was taken otherwise, in the lives below. */
const RECUSED = 6;

/** Code before this release left whoever stepped back on the jury. */
const recusedLeaveTheJury: Correction<ApplicationCore, ReplayedEvent> = {
  release,
  why: 'A juror who stepped back was still waited for.',
  types: ['application.juror-recused'],
  former(before, event) {
    if (!before || event.type !== 'application.juror-recused') throw new Error(`${event.type} is taken as ever`);
    const recusals = [...before.recusals, { jurorId: event.data.jurorId, at: event.at }];
    return { ...before, version: before.version + 1, updatedAt: event.at, recusals };
  },
};
const correct = () => void corrections.application.push(recusedLeaveTheJury);

let folder: string;
let ports: TestPorts;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'corrections-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  ports = await testPorts();
});
afterEach(() => void corrections.application.splice(0));

const change = (key: Key, name: string, value: unknown) =>
  ports.db.send(
    new UpdateCommand({
      TableName: ports.tableName,
      Key: { ...key },
      UpdateExpression: value === undefined ? 'REMOVE #name' : 'SET #name = :value',
      ExpressionAttributeNames: { '#name': name },
      ...(value !== undefined && { ExpressionAttributeValues: { ':value': value } }),
    }),
  );

const juryOf = async (id: string) => (await get(ports, applicationKey(id)))?.jury as { jurorIds: string[] };
const withJury = async (id: string, jurorIds: string[]) =>
  change(applicationKey(id), 'jury', { ...(await juryOf(id)), jurorIds });

/** A file whose juror stepped back. */
const recusedFile = async () => {
  const id = await storeApplication(ports, [submit(), check(), check(), open()]);
  await commitAct(ports, id, recuse('j1'));
  return id;
};

/** The same as code before the correction left it. */
const formerFile = async () => {
  const id = await recusedFile();
  await withJury(id, ['j1', 'j2', 'j3']);
  return id;
};

const verify = async () => {
  const file = join(folder, 'export.jsonl');
  await exportTable(tableOf(ports), file);
  return verifyExport([file]);
};

const place = (id: string, seq: number) => ({ aggregate: { type: 'application', id }, seq });

test('a head that code before a correction made is told apart from one that was changed', async () => {
  const id = await formerFile();
  expect(await verify()).toMatchObject({
    faults: [{ ...place(id, RECUSED), what: 'replays to another head' }],
    corrected: [],
  });
  correct();
  const report = await verify();
  expect(report).toMatchObject({ faults: [], corrected: [{ ...place(id, RECUSED), release }] });
  expect(isWhole(report)).toBe(true);
  expect(describeReport(report)).toContain(
    `Replays differently since release 2026-12-24: application ${id}, event ${RECUSED}.`,
  );

  await withJury(id, ['j1', 'j2', 'j9']);
  expect(await verify()).toMatchObject({
    faults: [{ ...place(id, RECUSED), what: 'replays to another head' }],
    corrected: [],
  });
});

test('a file that goes on under corrected code is verified by the rules of each event’s day', async () => {
  const id = await formerFile();
  correct();
  await commitAct(ports, id, assign('j4'));
  await commitAct(ports, id, recuse('j2'));
  expect((await juryOf(id)).jurorIds).toEqual(['j1', 'j3', 'j4']);
  const events = await readEvents(ports, { type: 'application', id });
  expect(events.map(({ rules }) => rules)).toEqual([...Array(RECUSED).fill(undefined), 2, 2]);
  expect(await verify()).toMatchObject({ faults: [], corrected: [{ ...place(id, RECUSED), release }] });
});

test('what was written under the corrected rules is held to them, and which these were cannot be changed', async () => {
  correct();
  const id = await recusedFile();
  expect((await juryOf(id)).jurorIds).toEqual(['j2', 'j3']);
  expect(await verify()).toMatchObject({ faults: [], corrected: [] });

  await withJury(id, ['j1', 'j2', 'j3']);
  expect((await verify()).faults).toEqual([{ ...place(id, RECUSED), what: 'replays to another head' }]);
  await change(eventKey('application', id, RECUSED), 'rules', undefined);
  expect((await verify()).faults).toEqual([{ ...place(id, RECUSED), what: 'changed' }]);
});

test('a head that was put right is held to the rules of today', async () => {
  const id = await formerFile();
  correct();
  await withJury(id, ['j2', 'j3']);
  expect(await verify()).toMatchObject({ faults: [], corrected: [] });
});

test('of two corrections the older one says what was stored before both', async () => {
  const id = await formerFile();
  correct();
  corrections.application.push({
    ...recusedLeaveTheJury,
    release: '2027-02-01',
    // Between the two releases nobody stayed on the jury.
    former: (before, event) => {
      const after = recusedLeaveTheJury.former(before, event);
      return { ...after, ...(after.jury && { jury: { ...after.jury, jurorIds: [] } }) };
    },
  });
  expect(await verify()).toMatchObject({ faults: [], corrected: [{ ...place(id, RECUSED), release }] });
  await withJury(id, []);
  expect(await verify()).toMatchObject({
    faults: [],
    corrected: [{ ...place(id, RECUSED), release: '2027-02-01' }],
  });
});

test('what figures remember of a file is made anew by the corrected rules', async () => {
  const id = await recusedFile();
  await measureApplication(ports, id);
  const key = cursorKey('application', id, 'measure');
  const memory = (await get(ports, key))?.memory as { jury: object };
  await change(key, 'memory', { ...memory, jury: { ...memory.jury, jurorIds: ['j1', 'j2', 'j3'] } });
  correct();
  await measureApplication(ports, id);
  expect(await get(ports, key)).toMatchObject({ memoryVersion: memoryVersion(), memory });
});
