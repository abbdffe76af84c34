import type { RecipientMail, unsentWhys } from '../../schemas/mail.ts';
import { handedOverBy } from '../addressee.ts';
import { loadAddresses } from '../store/addresses.ts';
import type { MessageItem } from '../store/items/mail.ts';
import type { PersonItem } from '../store/items.ts';
import { notArrived } from '../store/lease.ts';
import type { StorePorts } from '../store/ports.ts';
import type { FileMails } from '../store/views.ts';

type Persons = ReadonlyMap<string, PersonItem>;
type Addressee = Pick<PersonItem, 'email'> | undefined;

/** Where a person of the file is written to now; its letters go to the addressee. */
export const emailOf = (addressee: Addressee, persons: Persons, recipient: string): string | undefined =>
  (recipient === 'applicant' ? addressee : persons.get(recipient))?.email;

/** Why a message reached nobody, and since when; nothing for one that did, that waits, or that somebody settled. */
export const whyUnsent = (message: MessageItem): { why: (typeof unsentWhys)[number]; at: string } | undefined => {
  // A copy to a contact waits for nobody.
  if (message.audience === 'contact') return undefined;
  const { status, delivery, heldAt, refusedAt, sentAt, at } = message;
  if (status === 'held') return { why: 'held', at: heldAt ?? at };
  if (status === 'refused') return { why: 'refused', at: refusedAt ?? at };
  if (status === 'sent' && (delivery === 'bounced' || delivery === 'undelivered'))
    return { why: delivery, at: sentAt ?? at };
  return undefined;
};
export const isUnsent = (message: MessageItem): boolean => whyUnsent(message) !== undefined;

/** Each act that had mails sent again, oldest first. */
const resumptions = (file: FileMails) =>
  file.events.flatMap((event) =>
    event.type === 'application.mail-resumed'
      ? [{ recipient: event.data.recipient as string, at: event.at, by: event.actor.personId ?? '' }]
      : [],
  );

/** Mails that failed or were held back. */
const troubledIn = (file: Pick<FileMails, 'notifications'>) =>
  file.notifications.filter((mail) => mail.delivery || notArrived(mail));

/** Jurors whose mails did not all arrive, staff who had mails sent again, and whoever handed the file over. */
export const personsWritten = (file: FileMails): string[] => {
  const resumed = resumptions(file);
  const recipients = [...troubledIn(file), ...resumed].map(({ recipient }) => recipient);
  return [
    ...new Set([
      ...recipients.filter((id) => id !== 'applicant'),
      ...resumed.map(({ by }) => by),
      ...handedOverBy(file),
    ]),
  ];
};

/** How many mails to a person did not arrive, or were held back, since staff last had them sent again. */
export const notArrivedTo = (file: FileMails, recipient: string): number => {
  const { at = '' } = resumptions(file).findLast((act) => act.recipient === recipient) ?? {};
  return file.notifications.filter(
    (mail) =>
      mail.recipient === recipient &&
      notArrived(mail) &&
      ((mail.status === 'held' ? mail.heldAt : (mail.sentAt ?? mail.refusedAt)) ?? '') > at,
  ).length;
};

/**
 * What staff must know of the mails to each person of a file. Addresses are only looked up of those to whom a mail of
 * this file failed or was held back, and of whoever its letters go to: a mail about another file may have come back.
 */
export const loadMail = async (
  ports: StorePorts,
  file: FileMails,
  persons: Persons,
  addressee: Addressee,
): Promise<Map<string, RecipientMail>> => {
  const troubled = troubledIn(file);
  const resumed = resumptions(file);
  const recipients = new Set([...troubled, ...resumed].map(({ recipient }) => recipient));
  const emails = troubled.flatMap(({ recipient }) => emailOf(addressee, persons, recipient) ?? []);
  const addresses = await loadAddresses(ports, [...new Set([...emails, ...(addressee ? [addressee.email] : [])])]);
  if (addresses.get(addressee?.email ?? '')?.status === 'held') recipients.add('applicant');
  return new Map(
    [...recipients].map((recipient) => {
      const address = addresses.get(emailOf(addressee, persons, recipient) ?? '');
      const last = resumed.findLast((act) => act.recipient === recipient);
      return [
        recipient,
        {
          ...(address?.status === 'held' && { hold: address }),
          ...(last && { resumed: { at: last.at, byName: persons.get(last.by)?.name ?? last.by } }),
          notArrived: notArrivedTo(file, recipient),
        },
      ];
    }),
  );
};
