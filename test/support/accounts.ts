import { DomainError } from '../../functions/domain/errors.ts';
import type { Accounts } from '../../functions/services/accounts.ts';

/** Accounts in memory, by the rules of the real port: a repeated invitation is sent again until the account was used. */
export const memoryAccounts = () => {
  const subs = new Map<string, string>();
  const used = new Set<string>();
  const sent: string[] = [];
  const accounts: Accounts = {
    async invite({ email }) {
      if (used.has(email)) throw new DomainError('conflict', 'account-exists');
      sent.push(email);
      const sub = subs.get(email) ?? `sub-${subs.size + 1}`;
      subs.set(email, sub);
      return sub;
    },
  };
  return { ...accounts, sent, use: (email: string) => void used.add(email) };
};
