import type { RecipientMail } from '../../schemas/mail.ts';
import { loadAddresses } from '../store/addresses.ts';
import type { PersonItem } from '../store/items.ts';
import { notArrived } from '../store/lease.ts';
import type { StorePorts } from '../store/ports.ts';
import type { FileMails } from '../store/views.ts';

type Persons = ReadonlyMap<string, PersonItem>;

/** Where a person of the file is written to now. */
export const emailOf = (file: FileMails, persons: Persons, recipient: string): string | undefined =>
  recipient === 'applicant' ? file.revisions.at(-1)?.content?.commitments.contactEmail : persons.get(recipient)?.email;

/** Each act that had mails sent again, oldest first. */
const resumptions = (file: FileMails) =>
  file.events.flatMap((event) =>
    event.type === 'application.mail-resumed'
      ? [{ recipient: event.data.recipient as string, at: event.at, by: event.actor.personId ?? '' }]
      : [],
  );

/** Mails that failed or were held back. */
const troubledIn = (file: Pick<FileMails, 'notifications'>) =>
  file.notifications.filter(({ status, delivery }) => status === 'held' || delivery);

/** Jurors whose mails did not all arrive, and staff who had mails sent again. */
export const personsWritten = (file: FileMails): string[] => {
  const resumed = resumptions(file);
  const recipients = [...troubledIn(file), ...resumed].map(({ recipient }) => recipient);
  return [...new Set([...recipients.filter((id) => id !== 'applicant'), ...resumed.map(({ by }) => by)])];
};

/** How many mails to a person did not arrive, or were held back, since staff last had them sent again. */
export const notArrivedTo = (file: FileMails, recipient: string): number => {
  const { at = '' } = resumptions(file).findLast((act) => act.recipient === recipient) ?? {};
  return file.notifications.filter(
    (mail) =>
      mail.recipient === recipient &&
      notArrived(mail) &&
      ((mail.status === 'held' ? mail.heldAt : mail.sentAt) ?? '') > at,
  ).length;
};

/**
 * What staff must know of the mails to each person of a file. Addresses are only looked up of those to whom a mail of
 * this file failed or was held back: a file with which all is well costs no read more.
 */
export const loadMail = async (
  ports: StorePorts,
  file: FileMails,
  persons: Persons,
): Promise<Map<string, RecipientMail>> => {
  const troubled = troubledIn(file);
  const resumed = resumptions(file);
  const recipients = new Set([...troubled, ...resumed].map(({ recipient }) => recipient));
  const emails = troubled.flatMap(({ recipient }) => emailOf(file, persons, recipient) ?? []);
  const addresses = await loadAddresses(ports, [...new Set(emails)]);
  return new Map(
    [...recipients].map((recipient) => {
      const address = addresses.get(emailOf(file, persons, recipient) ?? '');
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
