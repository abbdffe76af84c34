import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { anchorAggregate } from '../../../functions/anchor/anchor.ts';
import { measureApplication } from '../../../functions/measure/measure.ts';
import { readAnchors } from '../../../functions/store/digests.ts';
import { readStateCounts } from '../../../functions/store/figures.ts';
import { eventKey, stateCountKey } from '../../../functions/store/keys.ts';
import type { StorePorts } from '../../../functions/store/ports.ts';
import { takeStream } from '../../../functions/stream.ts';
import { aCall } from '../../factories/call.ts';
import { storeApplication } from '../../factories/stored.ts';
import { testPorts } from '../../support/ports.ts';

const { callId } = aCall();

/** Ports whose next `times` transactions meet somebody else's in their way; each such meeting is counted. */
const contested = (ports: StorePorts, times: number) => {
  const met = { conflicts: 0 };
  const db = new Proxy(ports.db, {
    get: (client, name) => {
      if (name !== 'send') return Reflect.get(client, name);
      return async (command: { constructor: { name: string }; input: { TransactItems?: unknown[] } }) => {
        if (command.constructor.name === 'TransactWriteCommand' && met.conflicts < times) {
          met.conflicts++;
          const CancellationReasons = (command.input.TransactItems ?? []).map((_, place) => ({
            Code: place === 1 ? 'TransactionConflict' : 'None',
          }));
          throw new TransactionCanceledException({ message: 'in conflict', $metadata: {}, CancellationReasons });
        }
        return (client.send as (command: unknown) => Promise<unknown>)(command);
      };
    },
  });
  return { ports: { ...ports, db }, met };
};

const record = (id: string, seq: number): DynamoDBRecord => {
  const { pk, sk } = eventKey('application', id, seq);
  return {
    eventName: 'INSERT',
    dynamodb: { SequenceNumber: String(seq), Keys: { pk: { S: pk }, sk: { S: sk } } },
  };
};
const handOut = (ports: StorePorts, id: string) =>
  takeStream([record(id, 2)], ['application'], (woken) => measureApplication(ports, woken.id));

describe('a conflict that passes', () => {
  test('costs the stream no attempt, and counts nothing twice', async () => {
    const ports = await testPorts();
    const id = await storeApplication(ports, 'checking');
    const { ports: own, met } = contested(ports, 3);
    expect(await handOut(own, id)).toEqual({ batchItemFailures: [] });
    expect([met.conflicts, await readStateCounts(ports, callId)]).toEqual([3, { checking: 1 }]);
  });

  test('that does not pass for as long as an act waits hands the record back, and nothing is lost', async () => {
    const ports = await testPorts();
    const id = await storeApplication(ports, 'checking');
    const { ports: own } = contested(ports, Number.POSITIVE_INFINITY);
    // Each wait is a second of the clock, which goes on meanwhile.
    const waiting = { ...own, sleep: async () => ports.clock.advance({ milliseconds: 1000 }) };
    expect((await handOut(waiting, id)).batchItemFailures).toHaveLength(1);
    expect(await readStateCounts(ports, callId)).toEqual({});
    expect(await handOut(ports, id)).toEqual({ batchItemFailures: [] });
    expect(await readStateCounts(ports, callId)).toEqual({ checking: 1 });
  });

  test('costs a day’s anchor no delivery of the queue', async () => {
    const ports = await testPorts();
    const id = await storeApplication(ports, 'checking');
    const { ports: own, met } = contested(ports, 3);
    expect(await anchorAggregate(own, { type: 'application', id })).toBe(2);
    expect(met.conflicts).toBe(3);
    expect(await readAnchors(ports, '2026-03-18')).toMatchObject([{ id, seq: 2 }]);
  });
});

test('twenty files of one call measured side by side, by two readers each, while others write the same counters, all count once', async () => {
  const ports = await testPorts();
  const ids = [];
  for (let file = 0; file < 20; file++) ids.push(await storeApplication(ports, file % 2 ? 'ready' : 'checking'));
  const { db, tableName: TableName } = ports;
  let measuring = true;
  /** Somebody who writes the counter that all files share, without end and without changing it. */
  const disturbing = (async () => {
    let writes = 0;
    while (measuring) {
      await db.send(
        new UpdateCommand({
          TableName,
          Key: stateCountKey(callId, 'checking'),
          UpdateExpression: 'ADD files :none',
          ExpressionAttributeValues: { ':none': 0 },
        }),
      );
      writes++;
    }
    return writes;
  })();
  const answers = await Promise.all([...ids, ...ids].map((id) => handOut(ports, id)));
  measuring = false;
  expect(await disturbing).toBeGreaterThan(0);
  expect(answers.flatMap(({ batchItemFailures }) => batchItemFailures)).toEqual([]);
  expect(await readStateCounts(ports, callId)).toEqual({ checking: 10, ready: 10 });
});
