import { createHash, timingSafeEqual } from 'node:crypto';
import { originHeader } from './spec.ts';

/** A request that did not come through the site; answered as the gateway answers what it does not let in. */
export class NotThroughSite extends Error {}

const digest = (value: string): Buffer => createHash('sha256').update(value).digest();

/**
 * Whether a request came through the site: it carries one of the secrets that the site sends. Two are good while one
 * follows the other; none at all means that the API may be called at its own address. Takes the same time for every wrong
 * secret, whatever its length.
 */
export const throughSite = (secrets: readonly string[]) => {
  const digests = secrets.map(digest);
  return (headers: Readonly<Record<string, string | undefined>>): boolean => {
    if (digests.length === 0) return true;
    const given = digest(headers[originHeader] ?? '');
    let good = false;
    for (const known of digests) good = timingSafeEqual(known, given) || good;
    return good;
  };
};
