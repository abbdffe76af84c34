import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { PrivateAudience, RealmName } from '../identity.ts';

/** Somebody who can sign in on this machine. */
export interface Person {
  /** The `sub` of their tokens. */
  id: string;
  name: string;
  email: string;
  audiences: readonly PrivateAudience[];
  /** A few words to choose by, such as the organisation. */
  note?: string | undefined;
  /** Shown at once, true unless said; the others stand behind one more step. */
  featured?: boolean;
}

export interface PeopleBook {
  /** Demonstration persons of a realm, in their given order. */
  of(realm: RealmName): readonly Person[];
  find(id: string): Person | undefined;
  /** The person with this address, made if there is none: what a one-time code by e-mail does on AWS. */
  welcome(name: string, email: string): Person;
}

/** The demonstration persons, and associations' people who came by typing an address. */
export const peopleBook = (demonstration: readonly Person[], database: DatabaseSync): PeopleBook => {
  database.exec('CREATE TABLE IF NOT EXISTS person (id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL)');
  const byId = database.prepare('SELECT id, name, email FROM person WHERE id = ?');
  const put = database.prepare('INSERT OR REPLACE INTO person VALUES (?, ?, ?)');
  const find = (id: string): Person | undefined => {
    const given = demonstration.find((person) => person.id === id);
    if (given) return given;
    const row = byId.get(id) as { id: string; name: string; email: string } | undefined;
    return row && { ...row, audiences: ['applicant'] };
  };
  return {
    of: (realm) =>
      demonstration.filter(({ audiences }) =>
        audiences.some((audience) => (audience === 'applicant') === (realm === 'applicant')),
      ),
    find,
    welcome: (name, email) => {
      const address = email.trim().toLowerCase();
      const given = demonstration.find(
        (person) => person.audiences.includes('applicant') && person.email.toLowerCase() === address,
      );
      if (given) return given;
      const id = `person-${createHash('sha256').update(address).digest('hex').slice(0, 24)}`;
      put.run(id, name.trim(), address);
      return { id, name: name.trim(), email: address, audiences: ['applicant'] };
    },
  };
};
