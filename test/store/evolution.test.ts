import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { withdraw } from '../../functions/domain/application/withdraw.ts';
import { measureApplication } from '../../functions/measure/measure.ts';
import { commitToFile, loadFile, loadHead } from '../../functions/store/applications.ts';
import { loadCall, loadCallVersion } from '../../functions/store/calls.ts';
import { type Consumer, consume } from '../../functions/store/consume.ts';
import { RevisionMoved, saveSection, saveWork } from '../../functions/store/drafts.ts';
import { readEvents } from '../../functions/store/events.ts';
import { hashOf } from '../../functions/store/hash.ts';
import type { ApplicationHead } from '../../functions/store/items.ts';
import * as keys from '../../functions/store/keys.ts';
import { loadAct, loadMessage, messageWrite } from '../../functions/store/messages.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import { get, type Item } from '../../functions/store/read.ts';
import { wakeWaiting } from '../../functions/wake-waiting/wake.ts';
import type { StoredEvent } from '../../schemas/event.ts';
import { aCall } from '../factories/call.ts';
import { acts } from '../factories/lives.ts';
import { commitAct, storeApplication } from '../factories/stored.ts';
import { testPorts } from '../support/ports.ts';

const { assign } = acts();
const at = '2026-05-04T08:00:00.000Z';

/** Puts the next event of a file as only newer code could: of a type that is not known here, its head moved with it. */
const writeUnknown = async (ports: StorePorts, id: string): Promise<void> => {
  const headKey = keys.applicationKey(id);
  const head = (await get(ports, headKey)) as Item;
  const seq = (head.version as number) + 1;
  const unhashed = {
    v: 1,
    aggregate: { type: 'application', id },
    seq,
    at,
    actor: { role: 'staff', personId: 'p1' },
    previousHash: head.lastHash,
    type: 'application.celebrated',
    data: { cake: true },
  };
  const event = { ...unhashed, hash: hashOf(unhashed) };
  const Item = { ...event, ...keys.eventKey('application', id, seq) };
  await ports.db.send(new PutCommand({ TableName: ports.tableName, Item }));
  await ports.db.send(
    new PutCommand({ TableName: ports.tableName, Item: { ...head, version: seq, lastHash: event.hash } }),
  );
};

const listing = (name: string, taken: string[]): Consumer<string> => ({
  name,
  take: ({ type }: StoredEvent, memory = '') => {
    taken.push(type);
    return { writes: [], memory: `${memory}.` };
  },
});

const cursorOf = (ports: StorePorts, id: string, consumer: string) =>
  get(ports, keys.cursorKey('application', id, consumer));

test('what newer code wrote on a head, deep inside it too, is there after a commit by this one', async () => {
  const ports = await testPorts();
  const id = await storeApplication(ports, 'evaluating');
  const before = (await get(ports, keys.applicationKey(id))) as Item;
  await ports.db.send(
    new UpdateCommand({
      TableName: ports.tableName,
      Key: keys.applicationKey(id),
      UpdateExpression: 'SET mood = :mood, jury.lunch = :lunch',
      ExpressionAttributeValues: { ':mood': { of: 'jury' }, ':lunch': 'tart' },
    }),
  );
  await commitAct(ports, id, assign('j4'));
  const after = (await get(ports, keys.applicationKey(id))) as Item;
  expect([after.version, after.mood, after.jury]).toEqual([
    (before.version as number) + 1,
    { of: 'jury' },
    { ...(before.jury as object), lunch: 'tart', jurorIds: ['j1', 'j2', 'j3', 'j4'] },
  ]);
  expect((await loadFile(ports, id))?.head.jury?.jurorIds).toEqual(['j1', 'j2', 'j3', 'j4']);
});

test('what newer code wrote beside a section or a juror’s work is there after it is saved again', async () => {
  const ports = await testPorts();
  const id = await storeApplication(ports, 'evaluating');
  const head = (await loadHead(ports, id)) as ApplicationHead;
  const savers = [
    [
      keys.sectionKey(id, 'budget'),
      (revision: number) => saveSection(ports, head, 'budget', revision, { a: revision }),
    ],
    [
      keys.workKey(id, 'evaluation', 'j1'),
      (revision: number) => saveWork(ports, id, 'evaluation', 'j1', revision, { a: revision }),
    ],
  ] as const;
  for (const [key, save] of savers) {
    await save(0);
    const UpdateExpression = 'SET mood = :mood';
    const ExpressionAttributeValues = { ':mood': 'good' };
    await ports.db.send(
      new UpdateCommand({ TableName: ports.tableName, Key: key, UpdateExpression, ExpressionAttributeValues }),
    );
    await save(1);
    expect(await get(ports, key)).toMatchObject({ mood: 'good', content: { a: 1 }, revision: 2 });
    await expect(save(1)).rejects.toBeInstanceOf(RevisionMoved);
  }
});

test('a message to readers, or of a standing, that only newer code knows keeps nobody else’s back', async () => {
  const ports = await testPorts();
  const act = 'act_00000000000000000000000007';
  const event = { act, aggregate: { type: 'application', id: 'app_1' }, seq: 2, at } as const;
  for (const recipient of ['applicant', 'j1', 'j2']) {
    const Item = messageWrite(ports, event, { recipient, audience: 'juror', template: 'step-opened' }).Put
      ?.Item as Item;
    const own = { j1: { audience: 'owner' }, j2: { status: 'printed' } }[recipient];
    await ports.db.send(new PutCommand({ TableName: ports.tableName, Item: { ...Item, ...own } }));
  }
  expect((await loadAct(ports, act)).messages.map(({ recipient }) => recipient)).toEqual(['applicant']);
  const places = ['applicant', 'j1', 'j2'].map((recipient) => ({ ...event, recipient }));
  expect(await Promise.all(places.map(async (place) => (await loadMessage(ports, place))?.recipient))).toEqual([
    'applicant',
    undefined,
    undefined,
  ]);
});

test('a file with an event that only newer code knows is read, acted upon, and says that there is something', async () => {
  const ports = await testPorts();
  const id = await storeApplication(ports, 'evaluating');
  await writeUnknown(ports, id);
  const file = await loadFile(ports, id);
  expect(file?.history.map(({ type }) => type).at(-1)).toBe('unknown');
  expect(file?.events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
  if (!file) return;
  const decided = withdraw({ application: file.head, at });
  const after = await commitToFile(ports, file, { decided, actor: { role: 'applicant', personId: 'p1' }, at });
  expect([after.head.state, after.head.version]).toEqual(['withdrawn', 7]);
  expect((await readEvents(ports, { type: 'application', id })).map(({ seq, type }) => [seq, type])).toEqual([
    [1, 'application.started'],
    [2, 'application.submitted'],
    [3, 'application.check-passed'],
    [4, 'application.check-passed'],
    [5, 'application.step-opened'],
    [6, 'unknown'],
    [7, 'application.withdrawn'],
  ]);
});

test('a consumer takes what comes before an unknown event, notes that it waits, and goes on once the event is known', async () => {
  const ports = await testPorts();
  const id = await storeApplication(ports, 'evaluating');
  await writeUnknown(ports, id);
  const taken: string[] = [];
  expect(await consume(ports, listing('list', taken), { type: 'application', id })).toBe(5);
  const cursor = await cursorOf(ports, id, 'list');
  expect(cursor).toMatchObject({ seq: 5, memory: '.....', waitsFor: 6, dueKey: keys.waiting });
  // Woken again by old code it answers as before and writes nothing more.
  expect(await consume(ports, listing('list', taken), { type: 'application', id })).toBe(0);
  expect(await cursorOf(ports, id, 'list')).toEqual(cursor);
  // Newer code, which knows the event, is played by making it one that this code knows.
  const key = keys.eventKey('application', id, 6);
  const event = (await get(ports, key)) as Item;
  const known = { ...event, type: 'application.mail-resumed', data: { recipient: 'applicant' } };
  await ports.db.send(new PutCommand({ TableName: ports.tableName, Item: known }));
  expect(await consume(ports, listing('list', taken), { type: 'application', id })).toBe(1);
  expect(await cursorOf(ports, id, 'list')).toEqual({
    ...keys.cursorKey('application', id, 'list'),
    v: 1,
    seq: 6,
    memory: '......',
    memoryVersion: 1,
  });
  expect(taken.length).toBe(6);
});

test('a memory of other code is computed anew from the events, and what it stood for is replaced', async () => {
  const ports = await testPorts();
  const id = await storeApplication(ports, 'evaluating');
  const replaced: unknown[] = [];
  const counting = (version: number): Consumer<{ events: number; by: number }> => ({
    name: 'count',
    take: (_event, memory = { events: 0, by: version }) => ({
      writes: [],
      memory: { events: memory.events + 1, by: memory.by },
    }),
    memory: {
      version,
      rebuild: (events) => ({ events: events.length, by: version }),
      replace: async (former, rebuilt) => {
        replaced.push([former, rebuilt]);
        return [];
      },
    },
  });
  await consume(ports, counting(1), { type: 'application', id });
  await commitAct(ports, id, assign('j4'));
  // The newer code, the older one beside it, and the newer one again.
  for (const [version, events] of [[2, 6] as const, [1, 6] as const, [2, 6] as const]) {
    await consume(ports, counting(version), { type: 'application', id });
    expect(await cursorOf(ports, id, 'count')).toMatchObject({
      seq: events,
      memory: { events, by: version },
      memoryVersion: version,
    });
  }
  expect(replaced.length).toBe(3);
  expect(replaced[0]).toEqual([
    { events: 5, by: 1 },
    { events: 5, by: 2 },
  ]);
});

test('figures survive a memory that this code could not go on from', async () => {
  const ports = await testPorts();
  const id = await storeApplication(ports, 'supported');
  await measureApplication(ports, id);
  const whole = await cursorOf(ports, id, 'measure');
  const figures = async () => {
    const { callId, decidedOn = '' } = (await loadHead(ports, id)) ?? {};
    return [
      await get(ports, keys.stateCountKey(callId ?? '', 'supported')),
      await get(
        ports,
        keys.figureKey(
          callId ?? '',
          `${decidedOn.slice(0, 4)}-Q${Math.ceil(Number(decidedOn.slice(5, 7)) / 3)}`,
          keys.ALL,
        ),
      ),
    ];
  };
  const before = await figures();
  // A memory of another version that lacks what `evolve` goes on from.
  const { results: _results, recusals: _recusals, ...thin } = (whole?.memory ?? {}) as Record<string, unknown>;
  await ports.db.send(
    new PutCommand({
      TableName: ports.tableName,
      Item: { ...keys.cursorKey('application', id, 'measure'), seq: whole?.seq, memory: thin, memoryVersion: 0 },
    }),
  );
  await measureApplication(ports, id);
  expect(await figures()).toEqual(before);
  expect((await cursorOf(ports, id, 'measure'))?.memory).toEqual(whole?.memory);
});

test('a version of a call that was published before a rule was made is read as what held then', async () => {
  const ports = await testPorts();
  const call = aCall();
  const { agreementAboveCents: _none, ...older } = { ...call };
  // Also against what may be published today: weights that sum to something else.
  const steps = older.steps.map((step) =>
    step.kind === 'score' ? { ...step, criteria: step.criteria.slice(0, 1) } : step,
  );
  for (const key of [keys.callVersionKey(call.callId, call.version), keys.callKey(call.callId)])
    await ports.db.send(
      new PutCommand({ TableName: ports.tableName, Item: { ...older, steps, ...key, lastHash: '0'.repeat(64) } }),
    );
  expect(await loadCallVersion(ports, call.callId, call.version)).toMatchObject({
    ...older,
    steps,
    agreementAboveCents: 2_300_000,
  });
  expect(await loadCall(ports, call.callId)).toMatchObject({ agreementAboveCents: 2_300_000 });
});

test('whoever waits for newer code is woken by the clock: through its queue, or at once where a stream feeds it', async () => {
  const ports = await testPorts();
  const id = await storeApplication(ports, 'evaluating');
  await writeUnknown(ports, id);
  const aggregate = { type: 'application', id } as const;
  await measureApplication(ports, id);
  await consume(ports, listing('anchor', []), aggregate);
  expect((await cursorOf(ports, id, 'measure'))?.waitsFor).toBe(6);
  const key = keys.eventKey('application', id, 6);
  const event = (await get(ports, key)) as Item;
  const known = { ...event, type: 'application.mail-resumed', data: { recipient: 'applicant' } };
  await ports.db.send(new PutCommand({ TableName: ports.tableName, Item: known }));
  const sent: unknown[] = [];
  const queues = { wake: async (url: string, wakeUps: unknown[]) => void sent.push([url, wakeUps]) };
  expect(await wakeWaiting(ports, queues, { anchor: 'https://queue.test/anchor' })).toBe(2);
  expect(sent).toEqual([['https://queue.test/anchor', [aggregate]]]);
  expect(await cursorOf(ports, id, 'measure')).toMatchObject({ seq: 6 });
  expect((await cursorOf(ports, id, 'measure'))?.waitsFor).toBeUndefined();
  await consume(ports, listing('anchor', []), aggregate);
  expect(await wakeWaiting(ports, queues, {})).toBe(0);
});

test('one that cannot be woken, for whatever reason, keeps no other asleep', async () => {
  const ports = await testPorts();
  const ids = [await storeApplication(ports, 'evaluating'), await storeApplication(ports, 'evaluating')] as const;
  for (const id of ids) {
    await writeUnknown(ports, id);
    await measureApplication(ports, id);
    // The one is of a release that was rolled back since: nobody has a queue for it.
    for (const consumer of ['a-newer-one', 'anchor'])
      await consume(ports, listing(consumer, []), { type: 'application', id });
  }
  // The first file cannot be measured: an event is missing.
  const { pk, sk } = keys.eventKey('application', ids[0], 6);
  const event = (await get(ports, { pk, sk })) as Item;
  await ports.db.send(new DeleteCommand({ TableName: ports.tableName, Key: { pk, sk } }));
  await ports.db.send(
    new PutCommand({
      TableName: ports.tableName,
      Item: { ...event, ...keys.eventKey('application', ids[0], 7), seq: 7 },
    }),
  );
  const second = (await get(ports, keys.eventKey('application', ids[1], 6))) as Item;
  const known = { ...second, type: 'application.mail-resumed', data: { recipient: 'applicant' } };
  await ports.db.send(new PutCommand({ TableName: ports.tableName, Item: known }));
  const sent: unknown[] = [];
  const queues = { wake: async (url: string, wakeUps: { id: string }[]) => void sent.push([url, wakeUps.length]) };
  await expect(wakeWaiting(ports, queues, { anchor: 'https://queue.test/anchor' })).rejects.toThrow();
  expect(sent).toEqual([['https://queue.test/anchor', 2]]);
  expect((await cursorOf(ports, ids[1], 'measure'))?.waitsFor).toBeUndefined();
});
