import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { notificationItem } from '../../functions/store/items.ts';
import { notificationKey, notificationOf } from '../../functions/store/keys.ts';
import { LEASE_MS, LeaseHeld, releaseLease, takeLease } from '../../functions/store/lease.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import { get } from '../../functions/store/read.ts';
import { markReminded } from '../../functions/store/reminders.ts';
import { anId } from '../factories/application.ts';
import { interleave, Killed } from '../support/actors.ts';
import { runs } from '../support/chance.ts';
import { testPorts } from '../support/ports.ts';

const key = notificationKey(anId('app', 1), 2, 'demo-applicant-1');
const itemOf = async (ports: StorePorts) => {
  const item = await get(ports, key);
  const {
    seq: _seq,
    recipient: _recipient,
    leaseUntil: _until,
    ...rest
  } = notificationItem.parse({ ...item, ...notificationOf(key) });
  return rest;
};
const sentAt = '2026-03-18T09:00:00.000Z';

/** A sender as `remind` is one: takes the lease, sends, notes it. Every mail that goes out is in `outbox`. */
const send = async (ports: StorePorts, outbox: string[], name: string, pause: () => Promise<void> = async () => {}) => {
  const lease = await takeLease(ports, key);
  if (!lease.taken) return;
  await pause();
  outbox.push(name);
  await pause();
  await markReminded(ports, key, { messageId: name, at: ports.now().toISOString(), files: 1 });
};

test('a mail is taken, sent and noted', async () => {
  const ports = await testPorts();
  expect(await takeLease(ports, key)).toEqual({ taken: true, attempts: 1 });
  expect(await itemOf(ports)).toEqual({ status: 'taken', attempts: 1 });
  await markReminded(ports, key, { messageId: 'm1', at: sentAt, files: 1 });
  expect(await itemOf(ports)).toEqual({ status: 'sent', attempts: 1, sentAt });
  expect(await takeLease(ports, key)).toEqual({ taken: false, status: 'sent' });
});

test('while somebody holds the lease nobody else sends', async () => {
  const ports = await testPorts();
  await takeLease(ports, key);
  await expect(takeLease(ports, key)).rejects.toBeInstanceOf(LeaseHeld);
  ports.clock.advance({ milliseconds: LEASE_MS });
  await expect(takeLease(ports, key)).rejects.toBeInstanceOf(LeaseHeld);
});

test('a lease that lapsed is taken again, and the second try is counted', async () => {
  const ports = await testPorts();
  await takeLease(ports, key);
  ports.clock.advance({ milliseconds: LEASE_MS + 1 });
  expect(await takeLease(ports, key)).toEqual({ taken: true, attempts: 2 });
});

test('a refusal gives the lease back at once', async () => {
  const ports = await testPorts();
  await takeLease(ports, key);
  await releaseLease(ports, key, 1);
  expect(await itemOf(ports)).toEqual({ status: 'refused', attempts: 1 });
  expect(await takeLease(ports, key)).toEqual({ taken: true, attempts: 2 });
});

test('a sender who comes back late with a refusal does not undo what another one does or did', async () => {
  const ports = await testPorts();
  await takeLease(ports, key);
  ports.clock.advance({ milliseconds: LEASE_MS + 1 });
  await takeLease(ports, key);
  await releaseLease(ports, key, 1);
  await expect(takeLease(ports, key)).rejects.toBeInstanceOf(LeaseHeld);
  await markReminded(ports, key, { messageId: 'm2', at: sentAt, files: 1 });
  await releaseLease(ports, key, 1);
  expect(await takeLease(ports, key)).toEqual({ taken: false, status: 'sent' });
});

test('mails to two persons about one event have leases of their own', async () => {
  const ports = await testPorts();
  await takeLease(ports, key);
  const other = notificationKey(anId('app', 1), 2, 'demo-applicant-2');
  expect(await takeLease(ports, other)).toEqual({ taken: true, attempts: 1 });
});

describe('two senders of one mail', () => {
  test('at the same time send it once, in any order of their calls', async () => {
    const ports = await testPorts();
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(1), { maxLength: 12 }), async (turns) => {
        const mine = notificationKey(anId('app', ++count), 2, 'p');
        const outbox: string[] = [];
        const sender = (name: string) => async (own: StorePorts, pause: () => Promise<void>) => {
          const lease = await takeLease(own, mine);
          if (!lease.taken) return 'already';
          await pause();
          outbox.push(name);
          await markReminded(own, mine, { messageId: name, at: sentAt, files: 1 });
          return 'sent';
        };
        const results = await interleave(ports, turns, [sender('a'), sender('b')]);
        const outcomes = results.map((result) =>
          result.status === 'fulfilled' ? result.value : result.reason instanceof LeaseHeld ? 'held' : result.reason,
        );
        expect(outbox).toHaveLength(1);
        expect(outcomes.filter((outcome) => outcome === 'sent')).toHaveLength(1);
        expect(['already', 'held']).toContain(outcomes.find((outcome) => outcome !== 'sent'));
      }),
      { numRuns: runs(20) },
    );
  });

  const dying = (after: number) => {
    let pauses = 0;
    return async () => {
      if (++pauses > after) throw new Killed();
    };
  };

  test('when the first dies before it sent, the second sends it once the lease has lapsed', async () => {
    const ports = await testPorts();
    const outbox: string[] = [];
    await expect(send(ports, outbox, 'first', dying(0))).rejects.toBeInstanceOf(Killed);
    await expect(send(ports, outbox, 'second')).rejects.toBeInstanceOf(LeaseHeld);
    ports.clock.advance({ milliseconds: LEASE_MS + 1 });
    await send(ports, outbox, 'second');
    await send(ports, outbox, 'third');
    expect(outbox).toEqual(['second']);
    expect((await itemOf(ports)).attempts).toBe(2);
  });

  test('when the first dies between sending and noting it, the mail goes out twice and that is counted', async () => {
    const ports = await testPorts();
    const outbox: string[] = [];
    await expect(send(ports, outbox, 'first', dying(1))).rejects.toBeInstanceOf(Killed);
    ports.clock.advance({ milliseconds: LEASE_MS + 1 });
    await send(ports, outbox, 'second');
    await send(ports, outbox, 'third');
    expect(outbox).toEqual(['first', 'second']);
    expect(await itemOf(ports)).toEqual({
      status: 'sent',
      attempts: 2,
      sentAt: ports.now().toISOString(),
    });
  });
});
