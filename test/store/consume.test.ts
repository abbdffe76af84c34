import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { retrying, Stale } from '../../functions/store/commit.ts';
import { consume } from '../../functions/store/consume.ts';
import { cursorKey, type Key } from '../../functions/store/keys.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import { get } from '../../functions/store/read.ts';
import { acts } from '../factories/lives.ts';
import { commitAct, storeApplication } from '../factories/stored.ts';
import { counting, interleave, Killed, mortal } from '../support/actors.ts';
import { testPorts } from '../support/ports.ts';

const { assign, recuse } = acts();
/** Where the consumer under test counts, by kind of event and in all. */
const tally = (id: string): Key => ({ pk: `TALLY#${id}`, sk: 'TALLY' });

/** A consumer whose figures are wrong as soon as one event counts twice, not at all, or out of order. */
const count = (ports: StorePorts, id: string): Promise<number> =>
  consume<string>(ports, 'tally', { type: 'application', id }, (event, memory = '') => ({
    memory: `${memory}${event.seq};`,
    writes: [
      {
        Update: {
          TableName: ports.tableName,
          Key: tally(id),
          UpdateExpression: 'ADD #all :one, #seqs :seq SET #trail = :trail',
          ExpressionAttributeNames: { '#all': 'all', '#seqs': 'seqs', '#trail': 'trail' },
          ExpressionAttributeValues: { ':one': 1, ':seq': event.seq, ':trail': `${memory}${event.seq};` },
        },
      },
    ],
  }));
/** Wakes the consumer until it is up to date, as a stream or a queue would. */
const wake = (ports: StorePorts, id: string) => retrying(ports, () => count(ports, id));

/** What stands after `events` events that each counted once and in order. */
const figuresAfter = (events: number) => {
  const seqs = Array.from({ length: events }, (_, index) => index + 1);
  return {
    all: events,
    seqs: seqs.reduce((sum, seq) => sum + seq, 0),
    trail: seqs.map((seq) => `${seq};`).join(''),
  };
};
const figuresOf = async (ports: StorePorts, id: string) => {
  const { pk: _pk, sk: _sk, ...figures } = (await get(ports, tally(id))) ?? {};
  return figures;
};

test('a consumer takes the events that are there, in order, and remembers where it is', async () => {
  const ports = await testPorts();
  const id = await storeApplication(ports, 'ready');
  expect(await count(ports, id)).toBe(4);
  expect(await figuresOf(ports, id)).toEqual(figuresAfter(4));
  expect(await get(ports, cursorKey('application', id, 'tally'))).toEqual({
    ...cursorKey('application', id, 'tally'),
    seq: 4,
    memory: '1;2;3;4;',
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
  expect(await figuresOf(ports, id)).toEqual(figuresAfter(7));
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
  await consume(ports, 'other', { type: 'application', id }, (event) => {
    taken.push(event.seq);
    return { writes: [] };
  });
  expect(taken).toEqual([1, 2]);
});

describe('whatever happens, each event counts once', () => {
  test('two runs of one consumer and an application that goes on, in any order of their calls', async () => {
    const ports = await testPorts();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(2), { maxLength: 40 }), async (turns) => {
        const id = await storeApplication(ports, 'evaluating');
        const results = await interleave(ports, turns, [
          (own) => wake(own, id),
          (own) => wake(own, id),
          async (own) => {
            await commitAct(own, id, assign('j4'));
            await commitAct(own, id, recuse('j1'));
            return 0;
          },
        ]);
        expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
        await wake(ports, id);
        expect(await figuresOf(ports, id)).toEqual(figuresAfter(7));
      }),
      { numRuns: 25 },
    );
  });

  test('a run that dies between any two calls, before or after a transaction, and another that goes on', async () => {
    const ports = await testPorts();
    const counted = counting(ports);
    await count(counted.ports, await storeApplication(ports, 'ready'));
    for (let calls = 0; calls < counted.calls(); calls++) {
      const id = await storeApplication(ports, 'ready');
      await expect(count(mortal(ports, calls), id)).rejects.toBeInstanceOf(Killed);
      expect(await figuresOf(ports, id)).toEqual(calls <= 2 ? {} : figuresAfter(calls - 2));
      await wake(ports, id);
      expect(await figuresOf(ports, id)).toEqual(figuresAfter(4));
    }
  });

  test('two runs of which one dies, in any order of their calls', async () => {
    const ports = await testPorts();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(1), { maxLength: 30 }), fc.nat(8), async (turns, calls) => {
        const id = await storeApplication(ports, 'evaluating');
        const [, other] = await interleave(ports, turns, [
          (own) => wake(mortal(own, calls), id),
          (own) => wake(own, id),
        ]);
        expect(other?.status).toBe('fulfilled');
        expect(await figuresOf(ports, id)).toEqual(figuresAfter(5));
      }),
      { numRuns: 25 },
    );
  });

  test('really at the same time, five runs', async () => {
    const ports = await testPorts();
    const id = await storeApplication(ports, 'deciding');
    await Promise.all(Array.from({ length: 5 }, () => wake(ports, id)));
    expect(await figuresOf(ports, id)).toEqual(figuresAfter(7));
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
  expect(await figuresOf(ports, id)).toEqual(figuresAfter(2));
});
