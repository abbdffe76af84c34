import type { ApplicationEvent } from '../schemas/event.ts';
import { messagesFor } from './domain/messages.ts';
import type { ApplicationFile, FileMail } from './store/applications.ts';
import type { MessageItem } from './store/items/mail.ts';
import { actOfEvent } from './store/keys.ts';
import { listUnsent, loadMessages } from './store/messages.ts';
import type { StorePorts } from './store/ports.ts';

/** A message as a mail of its file. One that waits to be sent again is still there to be read; one that is not due is not. */
const fileMailOf = (message: MessageItem): FileMail[] => {
  const { status } = message;
  if (status === 'dropped') return [];
  return [{ ...message, status: status === 'waiting' ? 'taken' : status, attempts: message.attempts ?? 0 }];
};

/** Where the messages to a person stand that the events of a file led to: derived from the events, so that nothing lags. */
const placesOf = (file: Pick<ApplicationFile, 'events'>, recipient: string) =>
  file.events.flatMap((event) =>
    messagesFor(event as ApplicationEvent).some(
      ({ to }) => (to.kind === 'juror' ? to.jurorId : 'applicant') === recipient,
    )
      ? [{ act: actOfEvent(event), aggregate: event.aggregate, seq: event.seq, recipient }]
      : [],
  );

/** All messages of a file to one person, the earliest first, read strongly. */
export const messagesOf = (
  ports: StorePorts,
  file: Pick<ApplicationFile, 'events'>,
  recipient: string,
): Promise<MessageItem[]> => loadMessages(ports, placesOf(file, recipient));

const everyUnsent = async (ports: StorePorts, aggregateId: string): Promise<MessageItem[]> => {
  const items: MessageItem[] = [];
  let cursor: string | undefined;
  do {
    const page = await listUnsent(ports, { aggregateId }, cursor);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
};

/**
 * The file with its letters to the applicant, those that an older release kept with it among them; for staff (`all`) also
 * with the mails to jurors that reached nobody, which may lag.
 */
export const withMails = async <F extends Pick<ApplicationFile, 'head' | 'events' | 'notifications'>>(
  ports: StorePorts,
  file: F,
  { all = false } = {},
): Promise<F> => {
  const [letters, unsent] = await Promise.all([
    messagesOf(ports, file, 'applicant'),
    all ? everyUnsent(ports, file.head.id) : [],
  ]);
  const mails = [...letters, ...unsent.filter(({ audience }) => audience === 'juror')].flatMap(fileMailOf);
  const isReplaced = (older: FileMail) =>
    older.moved || mails.some((mail) => mail.seq === older.seq && mail.recipient === older.recipient);
  return {
    ...file,
    notifications: [...file.notifications.filter((older) => !isReplaced(older)), ...mails].sort(
      (one, other) => one.seq - other.seq,
    ),
  };
};
