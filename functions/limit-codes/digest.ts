import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';

/**
 * Domains whose mailboxes are reached by more than one spelling of their names: Google leaves dots out there, and says that
 * it does not for the domains of its customers (support.google.com/mail/answer/7436150). Others are not known to.
 */
const withoutDots: Readonly<Record<string, string>> = { 'gmail.com': 'gmail.com', 'googlemail.com': 'gmail.com' };

/**
 * What stands for a mailbox on a day: another digest each day, so that no list of who came when can be made of them. What
 * follows a `+` names no other mailbox, nor do other spellings of a letter, of a domain or of a name at Gmail.
 */
export const codesDigest = (day: string, address: string): string => {
  const [written = '', ...after] = address
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .split(/@(?=[^@]*$)/);
  const local = written.replace(/\+.*$/s, '');
  const named = after.join().replace(/\.+$/, '');
  const domain = domainToASCII(named) || named;
  const folded = withoutDots[domain];
  return createHash('sha256')
    .update([day, folded ? local.replaceAll('.', '') : local, folded ?? domain].join('\n'))
    .digest('hex');
};
