import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { retrying, Stale } from '../../functions/store/commit.ts';
import { type Consumer, type Cursor, consume, cursorPut, loadCursor } from '../../functions/store/consume.ts';
import { cursorKey, type Key } from '../../functions/store/keys.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import { get } from '../../functions/store/read.ts';
import type { StoredEvent } from '../../schemas/event.ts';
import { acts } from '../factories/lives.ts';
import { commitAct, storeApplication } from '../factories/stored.ts';
import { counting, interleave, Killed, mortal } from '../support/actors.ts';
import { runs } from '../support/chance.ts';
import { testPorts } from '../support/ports.ts';

const { assign, recuse } = acts();
/** Where the consumer under test notes the events: in one item, or in several in turn. */
const tally = (id: string, place: number): Key => ({ pk: `TALLY#${id}`, sk: `TALLY#${place}` });

/** A consumer whose notes are wrong as soon as one event counts twice, not at all, or out of order. */
const count = (ports: StorePorts, id: string, spread = 1): Promise<number> =>
  consume<string>(ports, tallying(ports, id, spread), { type: 'application', id });
const tallying = (ports: StorePorts, id: string, spread = 1): Consumer<string> => ({
  name: 'tally',
  take: (event, memory = '') => ({
    memory: `${memory}${event.seq};`,
    writes: [
      {
        Update: {
          TableName: ports.tableName,
          Key: tally(id, event.seq % spread),
          UpdateExpression: 'SET trail = list_append(if_not_exists(trail, :none), :seq)',
          ExpressionAttributeValues: { ':none': [], ':seq': [event.seq] },
        },
      },
    ],
  }),
});
/** Wakes the consumer until it is up to date, as a stream or a queue would. */
const wake = (ports: StorePorts, id: string, spread?: number) => retrying(ports, () => count(ports, id, spread));

const seqsTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
/** The notes when the events up to `last` each counted once and in order. */
const notesTo = (last: number, spread = 1) =>
  Array.from({ length: spread }, (_, place) => seqsTo(last).filter((seq) => seq % spread === place));
const notesOf = (ports: StorePorts, id: string, spread = 1) =>
  Promise.all(Array.from({ length: spread }, async (_, place) => (await get(ports, tally(id, place)))?.trail ?? []));

test('a consumer takes the events that are there, in order, and remembers where it is', async () => {
  const ports = await testPorts();
  const id = await storeApplication(ports, 'ready');
  expect(await count(ports, id)).toBe(4);
  expect(await notesOf(ports, id)).toEqual(notesTo(4));
  expect(await get(ports, cursorKey('application', id, 'tally'))).toEqual({
    ...cursorKey('application', id, 'tally'),
    seq: 4,
    memory: '1;2;3;4;',
    memoryVersion: 1,
    v: 1,
  });
});

test('woken again for events that it has taken, late or out of order, it changes nothing', async () => {
  const ports = await testPorts();
  const id = await storeApplication(ports, 'evaluating');
  expect(await count(ports, id)).toBe(5);
  expect(await count(ports, id)).toBe(0);
  await commitAct(ports, id, assign('j4'));
  await commitAct(ports, id, recuse('j1'));
  // Two records of the stream, the later one first: each is only a wake-up.
  expect(await count(ports, id)).toBe(2);
  expect(await count(ports, id)).toBe(0);
  expect(await notesOf(ports, id)).toEqual(notesTo(7));
});

test('an application without events is nothing to take', async () => {
  const ports = await testPorts();
  expect(await count(ports, 'app_00000000000000000000000000')).toBe(0);
});

test('consumers keep cursors of their own', async () => {
  const ports = await testPorts();
  const id = await storeApplication(ports, 'checking');
  await count(ports, id);
  const taken: number[] = [];
  const take = ({ seq }: StoredEvent) => {
    taken.push(seq);
    return { writes: [] };
  };
  await consume(ports, { name: 'other', take }, { type: 'application', id });
  expect(taken).toEqual([1, 2]);
});

/** On how many items in turn the consumer notes the events: those that touch different ones share a transaction. */
const spreads = fc.constantFrom(1, 2, 3, 10);

describe('whatever happens, each event counts once', () => {
  test('two runs of one consumer and an application that goes on, in any order of their calls', async () => {
    const ports = await testPorts();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(2), { maxLength: 40 }), spreads, async (turns, spread) => {
        const id = await storeApplication(ports, 'evaluating');
        const results = await interleave(ports, turns, [
          (own) => wake(own, id, spread),
          (own) => wake(own, id, spread),
          async (own) => {
            await commitAct(own, id, assign('j4'));
            await commitAct(own, id, recuse('j1'));
            return 0;
          },
        ]);
        expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
        await wake(ports, id, spread);
        expect(await notesOf(ports, id, spread)).toEqual(notesTo(7, spread));
      }),
      { numRuns: runs(20) },
    );
  });

  test.each([1, 2, 10])('a run that dies between any two calls, its events on %i items', async (spread) => {
    const ports = await testPorts();
    const counted = counting(ports);
    await count(counted.ports, await storeApplication(ports, 'ready'), spread);
    // A cursor, and two places of events to read; then one transaction for each run of events on different items.
    expect(counted.calls()).toBe(3 + Math.ceil(4 / spread));
    for (let calls = 0; calls < counted.calls(); calls++) {
      const id = await storeApplication(ports, 'ready');
      await expect(count(mortal(ports, calls), id, spread)).rejects.toBeInstanceOf(Killed);
      expect(await notesOf(ports, id, spread)).toEqual(notesTo(Math.max(0, calls - 3) * spread, spread));
      await wake(ports, id, spread);
      expect(await notesOf(ports, id, spread)).toEqual(notesTo(4, spread));
    }
  });

  test('two runs of which one dies, in any order of their calls', async () => {
    const ports = await testPorts();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(1), { maxLength: 30 }), fc.nat(8), spreads, async (turns, calls, spread) => {
        const id = await storeApplication(ports, 'evaluating');
        const [, other] = await interleave(ports, turns, [
          (own) => wake(mortal(own, calls), id, spread),
          (own) => wake(own, id, spread),
        ]);
        expect(other?.status).toBe('fulfilled');
        expect(await notesOf(ports, id, spread)).toEqual(notesTo(5, spread));
      }),
      { numRuns: runs(20) },
    );
  });

  test('really at the same time, five runs', async () => {
    const ports = await testPorts();
    const id = await storeApplication(ports, 'deciding');
    await Promise.all(Array.from({ length: 5 }, () => wake(ports, id)));
    expect(await notesOf(ports, id)).toEqual(notesTo(8));
  });
});

test('a run that another one overtook says so, and has written nothing of its own', async () => {
  const ports = await testPorts();
  const id = await storeApplication(ports, 'checking');
  const [first, second] = await interleave(
    ports,
    [0, 1, 0, 1, 1, 1, 1],
    [(own) => count(own, id), (own) => count(own, id)],
  );
  expect([first?.status, second?.status].toSorted()).toEqual(['fulfilled', 'rejected']);
  const loser = [first, second].find((result) => result?.status === 'rejected') as PromiseRejectedResult;
  expect(loser.reason).toBeInstanceOf(Stale);
  expect(await notesOf(ports, id)).toEqual(notesTo(2));
});

test('a run whose memory was put right meanwhile has written nothing, and goes on from what is right', async () => {
  const ports = await testPorts();
  const id = await storeApplication(ports, 'checking');
  const aggregate = { type: 'application', id } as const;
  await count(ports, id);
  const right = await loadCursor(ports, 'tally', aggregate);
  const wrong = { ...right, memory: 'wrong;' };
  const put = (from: Cursor, to: Cursor) =>
    ports.db.send(new TransactWriteCommand({ TransactItems: [cursorPut(ports, 'tally', aggregate, from, to)] }));
  await put(right, wrong);
  await commitAct(ports, id, acts().check());
  const overtaken: Consumer<string> = {
    name: 'tally',
    take: async (event, memory = '') => {
      await put(wrong, right);
      return { memory: `${memory}${event.seq};`, writes: [] };
    },
  };
  await expect(consume(ports, overtaken, aggregate)).rejects.toBeInstanceOf(Stale);
  expect(await loadCursor(ports, 'tally', aggregate)).toEqual(right);
  await wake(ports, id);
  expect(await loadCursor(ports, 'tally', aggregate)).toEqual({ ...right, seq: 3, memory: '1;2;3;' });
});
