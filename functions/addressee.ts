import type * as z from 'zod';
import type { Language } from '../schemas/fields.ts';
import type { contactStanding } from '../schemas/mail.ts';
import type { ApplicationFile } from './store/applications.ts';
import { contactOf, mayBeAsked } from './store/contacts.ts';
import type { PersonItem } from './store/items.ts';
import { sameAddress } from './store/member-address.ts';
import { loadOrganisation } from './store/organisation-heads.ts';
import { loadPersons } from './store/people.ts';
import type { StorePorts } from './store/ports.ts';

/** Where a mail goes, and in which language. */
export interface Address {
  email: string;
  name: string;
  language: Language;
}

/** Whoever handed content over: first who submitted the file, then who answered requests, the latest first. */
export const handedOverBy = ({ events }: Pick<ApplicationFile, 'events'>): string[] => {
  const by = (type: string) =>
    events.flatMap((event) => (event.type === type && event.actor.personId ? [event.actor.personId] : []));
  return [...new Set([...by('application.submitted'), ...by('application.complements-provided').reverse()])];
};

/**
 * Where letters of the City on a file go: to the verified address of whoever submitted it, in that person's language. Who
 * acts for the organisation no more is written to no more: then it is whoever last answered a request, and does still.
 * @param mergedIntoId The organisation that the file's own answers as: while it is merged, persons move before files do.
 */
export const addresseeAmong = (
  file: Pick<ApplicationFile, 'events' | 'head'>,
  persons: ReadonlyMap<string, PersonItem>,
  mergedIntoId?: string,
): PersonItem | undefined => {
  const own: readonly (string | undefined)[] = [file.head.organisationId, mergedIntoId];
  return handedOverBy(file)
    .flatMap((id) => persons.get(id) ?? [])
    .find(({ organisationIds }) => organisationIds.some((id) => own.includes(id)));
};

/** The same, read strongly; of persons who are `known` already nothing is read. */
export const addresseeOf = async (
  ports: StorePorts,
  file: Pick<ApplicationFile, 'events' | 'head'>,
  known: readonly PersonItem[] = [],
): Promise<PersonItem | undefined> => {
  const byId = new Map(known.map((person) => [person.id as string, person]));
  const by = handedOverBy(file);
  const unknown = by.filter((id) => !byId.has(id));
  const persons = new Map([...byId, ...(unknown.length > 0 ? await loadPersons(ports, unknown) : [])]);
  const found = addresseeAmong(file, persons);
  // Only where whoever submitted it does not act under the file's own name is it asked what that name leads to.
  if (by.length === 0 || found?.id === by[0]) return found;
  return addresseeAmong(file, persons, (await loadOrganisation(ports, file.head.organisationId))?.id);
};

/** The address that the file names as its contact, whose language nobody named; nothing for a file without content. */
export const typedContact = (file: Pick<ApplicationFile, 'revisions'>): Address | undefined =>
  contactIn(file.revisions.at(-1));

/** The address that the file named as its contact before what was handed over at a place of its chain. */
export const contactBefore = (
  file: Pick<ApplicationFile, 'revisions' | 'events'>,
  seq: number,
): Address | undefined => {
  const handedOver = file.events.filter(
    (event) =>
      event.seq < seq && (event.type === 'application.submitted' || event.type === 'application.complements-provided'),
  ).length;
  return contactIn(file.revisions.find(({ revision }) => revision === handedOver));
};

const contactIn = (revision: ApplicationFile['revisions'][number] | undefined): Address | undefined => {
  const contact = revision?.content?.commitments;
  return contact && { email: contact.contactEmail, name: contact.contactName, language: 'fr' };
};

/** How it stands with that address, beside where the letters go. */
export const standingOfContact = (
  file: Pick<ApplicationFile, 'contacts' | 'revisions' | 'events'>,
  addressee: Pick<Address, 'email'> | undefined,
): z.input<typeof contactStanding> | undefined => {
  const contact = typedContact(file);
  if (!contact || handedOverBy(file).length === 0) return undefined;
  if (addressee && sameAddress(contact.email, addressee.email)) return { state: 'same', canAsk: false };
  const known = contactOf(file.contacts, contact.email);
  if (!known) return { state: 'unasked', canAsk: true };
  const { status, askedAt, answeredAt, failed } = known;
  return { state: status, at: answeredAt ?? askedAt, ...(failed && { failed }), canAsk: mayBeAsked(known) };
};

/**
 * Where copies of letters go: to the file's contact, once its holder said so, unless the letters go there. They are in the
 * language in which the holder said so; whoever did before that was noted goes on to read them in that of the letters.
 */
export const copyTo = (
  file: Pick<ApplicationFile, 'contacts' | 'revisions' | 'events'>,
  addressee: Pick<Address, 'email' | 'language'> | undefined,
): Address | undefined => {
  if (standingOfContact(file, addressee)?.state !== 'confirmed') return undefined;
  const contact = typedContact(file);
  const said = contact && contactOf(file.contacts, contact.email)?.language;
  return contact && { ...contact, language: said ?? addressee?.language ?? contact.language };
};
