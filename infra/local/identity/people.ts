import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { PrivateAudience, RealmName } from './realms.ts';

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
  /** Invited by staff, and not one of the demonstration. */
  isInvited?: true;
}

export interface PeopleBook {
  /** Demonstration persons of a realm, in their given order. */
  of(realm: RealmName): readonly Person[];
  find(id: string): Person | undefined;
  /** Whether somebody of the associations has this address. */
  knows(email: string): boolean;
  /** The person with this address, made if there is none: what a one-time code by e-mail does on AWS. */
  welcome(name: string, email: string): Person;
  /** An account of the office for who is invited; `isNew` when there was none, `isUsed` once its person signed in. */
  invite(name: string, email: string): { person: Person; isNew: boolean; isUsed: boolean };
  /** Notes that a person signed in. */
  noteUse(id: string): void;
}

interface Invited {
  id: string;
  name: string;
  email: string;
  used: number;
}

const newcomerId = (address: string): string =>
  `person-${createHash('sha256').update(address).digest('hex').slice(0, 24)}`;

/** The demonstration persons, who was invited to the office, and associations' people who came by typing an address. */
export const peopleBook = (demonstration: readonly Person[], database: DatabaseSync): PeopleBook => {
  database.exec('CREATE TABLE IF NOT EXISTS person (id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL)');
  const byId = database.prepare('SELECT id, name, email FROM person WHERE id = ?');
  const put = database.prepare('INSERT OR REPLACE INTO person VALUES (?, ?, ?)');
  database.exec(
    'CREATE TABLE IF NOT EXISTS invited (id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, used INTEGER NOT NULL)',
  );
  const invited = () =>
    (database.prepare('SELECT id, name, email, used FROM invited ORDER BY name').all() as unknown as Invited[]).map(
      ({ used, ...row }) => ({
        used: used === 1,
        person: { ...row, audiences: ['jury', 'staff'], isInvited: true } as Person,
      }),
    );
  const find = (id: string): Person | undefined => {
    const given = demonstration.find((person) => person.id === id);
    if (given) return given;
    const called = invited().find(({ person }) => person.id === id);
    if (called) return called.person;
    const row = byId.get(id) as { id: string; name: string; email: string } | undefined;
    return row && { ...row, audiences: ['applicant'] };
  };
  const ofAddress = (address: string): Person | undefined => {
    const given = demonstration.find(
      (person) => person.audiences.includes('applicant') && person.email.toLowerCase() === address,
    );
    return given ?? find(newcomerId(address));
  };
  return {
    of: (realm) => [
      ...demonstration.filter(({ audiences }) =>
        audiences.some((audience) => (audience === 'applicant') === (realm === 'applicant')),
      ),
      ...(realm === 'office' ? invited().map(({ person }) => person) : []),
    ],
    find,
    invite: (name, email) => {
      const address = email.trim().toLowerCase();
      const given = demonstration.find(
        (person) => !person.audiences.includes('applicant') && person.email.toLowerCase() === address,
      );
      if (given) return { person: given, isNew: false, isUsed: true };
      const id = `office-${createHash('sha256').update(address).digest('hex').slice(0, 24)}`;
      const known = invited().find(({ person }) => person.id === id);
      if (known) return { person: known.person, isNew: false, isUsed: known.used };
      database.prepare('INSERT INTO invited VALUES (?, ?, ?, 0)').run(id, name.trim(), address);
      return {
        person: { id, name: name.trim(), email: address, audiences: ['jury', 'staff'] },
        isNew: true,
        isUsed: false,
      };
    },
    noteUse: (id) => void database.prepare('UPDATE invited SET used = 1 WHERE id = ?').run(id),
    knows: (email) => ofAddress(email.trim().toLowerCase()) !== undefined,
    welcome: (name, email) => {
      const address = email.trim().toLowerCase();
      const id = newcomerId(address);
      const known = ofAddress(address);
      if (known && known.id !== id) return known;
      put.run(id, name.trim(), address);
      return { id, name: name.trim(), email: address, audiences: ['applicant'] };
    },
  };
};
