import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEvents } from '../../../functions/store/events.ts';
import { aggregateOf, formerEventKey, isEventKey, isLogKey, type Key, seqOf } from '../../../functions/store/keys.ts';
import type { StorePorts } from '../../../functions/store/ports.ts';
import type { Item } from '../../../functions/store/read.ts';
import { migrate, readProgress, tryMigration } from '../../../infra/ops/migrate.ts';
import { migrations } from '../../../infra/ops/migrations.ts';
import { scan } from '../../../infra/ops/table.ts';
import { acts } from '../../factories/lives.ts';
import { commitAct, storeApplication } from '../../factories/stored.ts';
import { Killed, mortal } from '../../support/actors.ts';
import { expectWholeChain } from '../../support/chain.ts';
import { runs } from '../../support/chance.ts';
import { testPorts } from '../../support/ports.ts';
import { tableOf } from './table-of.ts';

const { assign } = acts();
const [toLog] = migrations as [(typeof migrations)[0]];

/** Puts events back to where the release before wrote them. */
const asBefore = async (ports: StorePorts, id: string, keep: (seq: number) => boolean = () => true): Promise<void> => {
  const aggregate = { type: 'application', id } as const;
  for await (const stored of scan(tableOf(ports))) {
    const item = unmarshall(stored) as Item;
    if (!isLogKey(item) || aggregateOf(item.pk)?.id !== id || !keep(seqOf(item))) continue;
    const { db, tableName: TableName } = ports;
    const Item = { ...item, ...formerEventKey(aggregate.type, id, seqOf(item)) };
    await db.send(new PutCommand({ TableName, Item }));
    await db.send(new DeleteCommand({ TableName, Key: { pk: item.pk, sk: item.sk } }));
  }
};

const eventKeys = async (ports: StorePorts): Promise<{ former: number; moved: number }> => {
  const counts = { former: 0, moved: 0 };
  for await (const stored of scan(tableOf(ports))) {
    const key = unmarshall(stored) as Key;
    if (isEventKey(key)) counts[isLogKey(key) ? 'moved' : 'former']++;
  }
  return counts;
};

test('a dry run counts and changes nothing; the run moves every event, as it is, and is done', async () => {
  const ports = await testPorts();
  const ids = [await storeApplication(ports, 'evaluating'), await storeApplication(ports, 'ready')];
  const before = await Promise.all(ids.map((id) => readEvents(ports, { type: 'application', id })));
  for (const id of ids) await asBefore(ports, id);
  expect(await eventKeys(ports)).toEqual({ former: 9, moved: 0 });
  // Read where they are, too.
  for (const [index, id] of ids.entries())
    expect(await readEvents(ports, { type: 'application', id })).toEqual(before[index]);
  expect((await tryMigration(ports, toLog)).concerned).toBe(9);
  expect(await eventKeys(ports)).toEqual({ former: 9, moved: 0 });
  expect(await readProgress(ports, toLog.name)).toBeUndefined();

  const done = await migrate(ports, toLog);
  expect([done.total, done.doneAt]).toEqual([9, ports.now().toISOString()]);
  expect(await eventKeys(ports)).toEqual({ former: 0, moved: 9 });
  for (const [index, id] of ids.entries()) {
    expect(await readEvents(ports, { type: 'application', id })).toEqual(before[index]);
    await expectWholeChain(ports, id);
  }
  expect((await migrate(ports, toLog)).total).toBe(9);
});

test('it changes no more items than it is told to, and goes on from there', async () => {
  const ports = await testPorts();
  const id = await storeApplication(ports, 'evaluating');
  await asBefore(ports, id);
  const said: string[] = [];
  expect((await migrate(ports, toLog, { most: 2, say: (line) => said.push(line) })).doneAt).toBeUndefined();
  expect(await eventKeys(ports)).toEqual({ former: 3, moved: 2 });
  expect(said.length).toBeGreaterThan(0);
  expect((await migrate(ports, toLog)).total).toBe(5);
  await expectWholeChain(ports, id);
});

test('an event that stands in the log otherwise stops it, with nothing lost', async () => {
  const ports = await testPorts();
  const id = await storeApplication(ports, 'ready');
  const events = await readEvents(ports, { type: 'application', id });
  const Item = { ...events[1], hash: '0'.repeat(64), ...formerEventKey('application', id, 2) };
  await ports.db.send(new PutCommand({ TableName: ports.tableName, Item }));
  await expect(migrate(ports, toLog)).rejects.toThrow('The log holds another event');
  expect(await eventKeys(ports)).toEqual({ former: 1, moved: 4 });
});

test('killed between any two calls while files go on, it is finished by running it again', async () => {
  const ports = await testPorts();
  await fc.assert(
    fc.asyncProperty(fc.nat(12), fc.nat(4), async (calls, cut) => {
      const id = await storeApplication(ports, 'evaluating');
      // Both releases wrote: some events stand beside the head, later ones in the log.
      await asBefore(ports, id, (seq) => seq <= cut + 1);
      const [died] = await Promise.allSettled([
        migrate(mortal(ports, calls), toLog),
        commitAct(ports, id, assign('j4')),
      ]);
      if (died.status === 'rejected') expect(died.reason).toBeInstanceOf(Killed);
      await migrate(ports, toLog);
      const core = await expectWholeChain(ports, id);
      expect([core.version, core.jury?.jurorIds]).toEqual([6, ['j1', 'j2', 'j3', 'j4']]);
    }),
    { numRuns: runs(10) },
  );
  expect((await eventKeys(ports)).former).toBe(0);
});
