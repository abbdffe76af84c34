import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callerLimits, callerOf } from '../../functions/caller-limits.ts';
import { httpHandler } from '../../functions/http.ts';
import type { HttpEvent } from '../../functions/http-event.ts';
import { operations as publicOperations } from '../../functions/public-api/operations.ts';
import { publicContract } from '../../schemas/contract/public.ts';
import { problem } from '../../schemas/problem.ts';
import { context, eventFor } from '../support/gateway.ts';
import { testPorts } from '../support/ports.ts';

const from = (sourceIp: string, forwarded?: string, subject?: string): HttpEvent => {
  const event = eventFor('listCalls', subject);
  return {
    ...event,
    headers: { ...event.headers, ...(forwarded !== undefined && { 'x-forwarded-for': forwarded }) },
    requestContext: { ...event.requestContext, http: { ...event.requestContext.http, sourceIp } },
  };
};

describe('a caller', () => {
  test('is the person of the verified token, wherever they are', () => {
    expect(callerOf(from('192.0.2.1', '192.0.2.9, 192.0.2.1', 'per_1'), true)).toBe('person per_1');
  });

  test('is the address that CloudFront was asked from, whatever was written before it', () => {
    for (const before of ['', '203.0.113.9, ', 'nonsense, 203.0.113.9,, ', '::1, '])
      expect(callerOf(from('198.51.100.7', `${before}192.0.2.1, 198.51.100.7`), true)).toBe('address 192.0.2.1');
  });

  test('is whom the gateway was asked by where nothing proves that the site asks', () => {
    for (const forwarded of [undefined, '203.0.113.9, 192.0.2.1', '203.0.113.9', ''])
      expect(callerOf(from('192.0.2.1', forwarded), false)).toBe('address 192.0.2.1');
    expect(callerOf(from('192.0.2.1', 'nonsense, 192.0.2.1'), true)).toBe('address 192.0.2.1');
    expect(callerOf(from('192.0.2.1'), true)).toBe('address 192.0.2.1');
  });

  test('is all of a network of IPv6, however it is written, and one address of IPv4', () => {
    const names = (addresses: string[]) => [...new Set(addresses.map((address) => callerOf(from(address), false)))];
    const same = ['2001:db8:0:1::1', '2001:0db8:0000:0001:0000:0000:0000:0001', '2001:DB8:0:1:ffff:ffff:ffff:ffff'];
    expect(names(same)).toHaveLength(1);
    expect(names([...same, '2001:db8:0:2::1', '2001:db8::1', '::1'])).toHaveLength(4);
    expect(
      names(['192.0.2.1', '::ffff:192.0.2.1', '::ffff:c000:0201', '0:0:0:0:0:ffff:192.0.2.1', '192.0.2.2']),
    ).toEqual(['address 192.0.2.1', 'address 192.0.2.2']);
  });
});

describe('a limit', () => {
  /** A clock by hand, in milliseconds. */
  const clocked = (perMinute: number, most?: number) => {
    const clock = { at: 1e12 };
    return { clock, wait: callerLimits(perMinute, () => clock.at, most) };
  };

  test('lets a quarter of a minute through at once, then as many as it says, each caller for themselves', () => {
    const { clock, wait } = clocked(60);
    expect(Array.from({ length: 17 }, () => wait('a'))).toEqual([...Array(15).fill(0), 1, 1]);
    expect(wait('b')).toBe(0);
    clock.at += 1000;
    expect([wait('a'), wait('a')]).toEqual([0, 1]);
    clock.at += 3_600_000;
    expect(Array.from({ length: 16 }, () => wait('a'))).toEqual([...Array(15).fill(0), 1]);
  });

  test('says when to come back, and who waits that long is let in', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 50 }),
        (perMinute, pauses) => {
          const { clock, wait } = clocked(perMinute);
          for (const pause of pauses) {
            clock.at += pause;
            const seconds = wait('a');
            expect(Number.isInteger(seconds)).toBe(true);
            if (seconds === 0) continue;
            clock.at += seconds * 1000;
            expect(wait('a')).toBe(0);
          }
        },
      ),
    );
  });

  test('lets no more through than its burst and its rate, however the requests come', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 600 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 300 }),
        (perMinute, pauses) => {
          const { clock, wait } = clocked(perMinute);
          const began = clock.at;
          let passed = 0;
          for (const pause of pauses) {
            clock.at += pause;
            if (wait('a') === 0) passed++;
          }
          const most = Math.ceil(perMinute / 4) + ((clock.at - began) / 60_000) * perMinute;
          expect(passed).toBeLessThanOrEqual(most + 1e-6);
        },
      ),
    );
  });

  test('gives nothing for a clock that is put back, and shuts nobody out for it', () => {
    const { clock, wait } = clocked(60);
    for (let asked = 0; asked < 15; asked++) wait('a');
    clock.at -= 3_600_000;
    expect(wait('a')).toBe(1);
    clock.at += 1000;
    expect(wait('a')).toBe(0);
  });

  test('remembers so many callers and no more, and forgets first who has been silent longest', () => {
    const { wait } = clocked(4, 100);
    expect([wait('script'), wait('script')]).toEqual([0, 15]);
    for (let other = 0; other < 1000; other++) {
      expect(wait(`other ${other}`)).toBe(0);
      // Whoever goes on asking is not forgotten for the others.
      expect(wait('script')).toBeGreaterThan(0);
    }
    expect([wait('other 999'), wait('other 0')]).toEqual([15, 0]);
  });
});

test('who asks too often hears when to come back, in their language, and others are answered', async () => {
  const ports = await testPorts();
  const handler = httpHandler(publicContract, ports, publicOperations(ports), [], undefined, 8);
  const ask = async (address: string, language = 'fr') => {
    const event = from(address);
    return handler({ ...event, headers: { ...event.headers, 'accept-language': language } }, context);
  };
  expect([(await ask('192.0.2.1')).statusCode, (await ask('192.0.2.1')).statusCode]).toEqual([200, 200]);
  const refused = await ask('192.0.2.1');
  expect([refused.statusCode, refused.headers?.['retry-after'], refused.headers?.['content-type']]).toEqual([
    429,
    '8',
    'application/problem+json; charset=utf-8',
  ]);
  expect(problem.parse(JSON.parse(refused.body ?? ''))).toEqual({
    type: 'urn:permanent-call:problem:too-many',
    title: 'Trop de demandes en peu de temps',
    status: 429,
    code: 'too-many',
    detail: expect.stringContaining('Patientez une minute'),
  });
  expect(JSON.parse((await ask('192.0.2.1', 'en')).body ?? '').title).toBe('Too many requests in a short time');
  expect((await ask('192.0.2.2')).statusCode).toBe(200);
});
