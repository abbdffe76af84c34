import { createHash } from 'node:crypto';

/**
 * What stands for a mailbox on a day: another digest each day, so that no list of who came when can be made of them. What
 * follows a `+` names no other mailbox.
 */
export const codesDigest = (day: string, address: string): string => {
  const [local = '', ...domain] = address
    .trim()
    .toLowerCase()
    .split(/@(?=[^@]*$)/);
  return createHash('sha256')
    .update([day, local.replace(/\+.*$/s, ''), ...domain].join('\n'))
    .digest('hex');
};
