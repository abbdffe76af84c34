import { createHmac, randomBytes } from 'node:crypto';
import { isIP, isIPv6 } from 'node:net';
import type { MiddlewareObj } from '@middy/core';
import { DomainError } from './domain/errors.ts';
import type { HttpEvent } from './http-event.ts';

/** Callers that are remembered at once, some 200 bytes each: who has been silent longest is forgotten first. */
const mostCallers = 10_000;

/**
 * Token buckets, one for each caller: a quarter of a minute's requests at once, then as many a minute as the limit says.
 * They are in the memory of this instance of the function alone, so that a caller whom several serve may ask that many
 * times more often; the gateway's throttle holds them all together. Keys are made with a salt that dies with the instance:
 * no address is kept.
 * @param now Milliseconds; a clock that is put back gives nothing and takes nothing.
 * @returns how many seconds a caller has to wait: 0 lets the request in.
 */
export const callerLimits = (
  perMinute: number,
  now: () => number,
  most = mostCallers,
): ((caller: string) => number) => {
  const salt = randomBytes(32);
  const burst = Math.max(1, Math.ceil(perMinute / 4));
  const perMillisecond = perMinute / 60_000;
  const buckets = new Map<string, { left: number; at: number }>();
  return (caller) => {
    const key = createHmac('sha256', salt).update(caller).digest('base64url');
    const at = now();
    const known = buckets.get(key);
    const refilled = known ? known.left + Math.max(0, at - known.at) * perMillisecond : burst;
    const had = Math.min(burst, refilled);
    const left = had >= 1 ? had - 1 : had;
    // Written again, it stands last: the first one is who has been silent longest.
    buckets.delete(key);
    if (buckets.size >= most) buckets.delete(buckets.keys().next().value as string);
    buckets.set(key, { left, at });
    return had >= 1 ? 0 : Math.max(1, Math.ceil((1 - had) / perMillisecond / 1000));
  };
};

/** What one subscriber holds: an IPv4 address, or the first half of an IPv6 one, of which each has 2^64. */
const networkOf = (address: string): string => {
  if (!isIPv6(address)) return address;
  // However it was written: groups in hexadecimal, without leading zeros.
  const written = new URL(`http://[${address.replace(/%.*/, '')}]`).hostname.slice(1, -1);
  const [head, tail] = written.split('::').map((half) => half.split(':').filter(Boolean)) as [string[], string[]?];
  const zeros = tail ? Array<string>(8 - head.length - tail.length).fill('0') : [];
  const groups = [...head, ...zeros, ...(tail ?? [])].map((group) => Number.parseInt(group, 16));
  const isMapped = groups.slice(0, 6).join(':') === '0:0:0:0:0:65535';
  return isMapped
    ? groups
        .slice(6)
        .flatMap((group) => [group >> 8, group & 255])
        .join('.')
    : groups.slice(0, 4).join(':');
};

/**
 * Who asks: the person of the verified token, or the address. CloudFront adds the address it was asked from to
 * `x-forwarded-for`, and the gateway adds CloudFront's: the last but one is the visitor's, whatever was sent before. That
 * holds only of a request that is known to have come through the site; of any other the gateway's own word is taken, so
 * that nobody chooses under whose name they are counted.
 */
export const callerOf = (event: HttpEvent, provenThroughSite: boolean): string => {
  const { authorizer, http } = event.requestContext;
  const subject = authorizer?.jwt?.claims.sub;
  if (typeof subject === 'string') return `person ${subject}`;
  const hops = (provenThroughSite ? (event.headers['x-forwarded-for'] ?? '') : '').split(',').map((hop) => hop.trim());
  const visitor = hops.at(-2);
  return `address ${networkOf(visitor && isIP(visitor) ? visitor : http.sourceIp)}`;
};

/**
 * Refuses who asks too often, before anything is read or done for them.
 * @param through Whether a request is known to have come through the site.
 * @throws DomainError too-many
 */
export const limitCallers = (
  perMinute: number,
  now: () => number,
  through: (event: HttpEvent) => boolean,
): MiddlewareObj<HttpEvent> => {
  const wait = callerLimits(perMinute, now);
  return {
    before: async ({ event }) => {
      const seconds = wait(callerOf(event, through(event)));
      if (seconds > 0) throw new DomainError('too-many', 'too-many', { seconds });
    },
  };
};
