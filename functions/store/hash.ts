import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** SHA-256, hexadecimal, over canonical JSON (RFC 8785). */
export const hashOf = (value: unknown): string =>
  createHash('sha256')
    .update(canonicalize(value) ?? 'null')
    .digest('hex');

/** The digest that an event keeps of content it froze: erasing content and salt leaves the chain whole. */
export const digestOf = (content: unknown, salt: string): string => hashOf({ content, salt });

/** What stands before the first event of a chain. */
export const GENESIS = '0'.repeat(64);
