import { createHash } from 'node:crypto';

/** The digest under which an address stands in keys, whatever case it is typed in. */
export const addressDigest = (email: string): string =>
  createHash('sha256').update(email.trim().toLowerCase()).digest('hex');
