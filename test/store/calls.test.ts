import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { remind } from '../../functions/remind/remind.ts';
import { findCallVersion, loadCallVersion } from '../../functions/store/calls.ts';
import { callVersionKey, type Key } from '../../functions/store/keys.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import { aCall } from '../factories/call.ts';
import { storeApplication } from '../factories/stored.ts';
import { openCity } from '../support/city.ts';
import { testPorts } from '../support/ports.ts';

const { callId } = aCall();
const publish = (ports: StorePorts, version = 1) =>
  ports.db.send(
    new PutCommand({
      TableName: ports.tableName,
      Item: { ...aCall({ version }), ...callVersionKey(callId, version) },
    }),
  );

/** Ports that count the reads of versions, of which the first `failures` fail. */
const reading = <P extends StorePorts>(ports: P, failures = 0) => {
  const read: string[] = [];
  const db = new Proxy(ports.db, {
    get: (client, name) => {
      if (name !== 'send') return Reflect.get(client, name);
      return async (command: { input: { Key?: Key } }) => {
        const { Key } = command.input;
        if (Key?.sk.startsWith('VERSION')) {
          read.push(Key.sk);
          if (read.length <= failures) throw new Error('no connection');
        }
        return (client.send as (command: unknown) => Promise<unknown>)(command);
      };
    },
  });
  return { ports: { ...ports, db }, read };
};

describe('a version of a call', () => {
  test('is read once, however many ask for it at once and later', async () => {
    const ports = await testPorts();
    await publish(ports);
    const { ports: own, read } = reading(ports);
    const found = await Promise.all(Array.from({ length: 200 }, () => loadCallVersion(own, callId, 1)));
    expect([new Set(found).size, found[0]]).toEqual([1, aCall()]);
    await loadCallVersion(own, callId, 1);
    expect(read).toEqual(['VERSION#0001']);
  });

  test('whose read fails is read again by whoever asks next', async () => {
    const ports = await testPorts();
    await publish(ports);
    const { ports: own, read } = reading(ports, 1);
    const all = await Promise.allSettled([1, 2, 3].map(() => loadCallVersion(own, callId, 1)));
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await loadCallVersion(own, callId, 1)).toEqual(aCall());
    expect(read.length).toBe(2);
  });

  test('that was not there is found once it is published', async () => {
    const ports = await testPorts();
    expect(await findCallVersion(ports, callId, 2)).toBeUndefined();
    await expect(loadCallVersion(ports, callId, 2)).rejects.toThrow(`Call ${callId} has no version 2`);
    await publish(ports, 2);
    expect(await findCallVersion(ports, callId, 2)).toEqual(aCall({ version: 2 }));
  });

  test('is read again once fifty others were', async () => {
    const ports = await testPorts();
    for (let version = 1; version <= 51; version++) await publish(ports, version);
    const { ports: own, read } = reading(ports);
    for (let version = 1; version <= 51; version++) await loadCallVersion(own, callId, version);
    expect(await loadCallVersion(own, callId, 1)).toEqual(aCall());
    expect(read.length).toBe(52);
  });
});

test('the morning’s reminders read the version of all files that wait once', async () => {
  const city = await openCity();
  for (let file = 0; file < 30; file++) await storeApplication(city.ports, 'checking');
  city.ports.clock.advance({ days: 55 });
  const { ports, read } = reading(city.ports);
  const sent: string[] = [];
  const mailer = { send: async ({ to }: { to: string }) => `message-${sent.push(to)}` };
  expect(await remind({ ports, mailer, siteUrl: 'https://appel.ville.example' })).toMatchObject({ staff: 1 });
  expect(read).toEqual(['VERSION#0001']);
});
