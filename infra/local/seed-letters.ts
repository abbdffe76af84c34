import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { addresseeAmong } from '../../functions/addressee.ts';
import { addDays, dayOf } from '../../functions/domain/calendar.ts';
import type { MessageName } from '../../functions/domain/messages.ts';
import { messageOf, type Told } from '../../functions/notify/facts.ts';
import { CONSUMER, toldBy } from '../../functions/notify/notify.ts';
import { type ApplicationFile, loadFile } from '../../functions/store/applications.ts';
import { loadCallVersion } from '../../functions/store/calls.ts';
import { CONFIRMATION } from '../../functions/store/contacts.ts';
import type { PersonItem } from '../../functions/store/items.ts';
import { contactKey, cursorKey } from '../../functions/store/keys.ts';
import { type Outcome, pastMessage } from '../../functions/store/messages.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import type { Item } from '../../functions/store/read.ts';
import { stamped } from '../../functions/store/upcasts/index.ts';
import type { StoredEvent } from '../../schemas/event.ts';

/** Items that one BatchWriteItem takes. */
const BATCH = 25;

/** What became of a letter that did not reach the applicant by mail. */
export type Mishap = 'refused' | 'posted';

/** How a letter of the past ended. */
const outcomeOf = (
  event: StoredEvent,
  said: { subject: string; body?: string },
  mishap: Mishap | undefined,
): Outcome => {
  if (mishap === 'refused') {
    const refusal = { code: 'MessageRejected', words: 'Address is not accepted: …' };
    return { status: 'refused', refusedAt: event.at, refusal, ...said };
  }
  if (mishap === 'posted') {
    const on = addDays(dayOf(event.at), 2);
    return { status: 'posted', settled: { byId: 'demo-staff-1', at: `${on}T09:00:00.000Z`, on }, ...said };
  }
  return { status: 'sent', attempts: 1, messageId: 'demonstration', sentAt: event.at, ...said };
};

const lettersOf = (
  file: ApplicationFile,
  about: Omit<Told, 'event' | 'recipientName'>,
  people: Map<string, PersonItem>,
  mishap: Mishap | undefined,
) => {
  const last = file.events.findLast((event) => toldBy(event).some(({ audience }) => audience === 'applicant'));
  return file.events.flatMap((stored) =>
    toldBy(stored).map((told) => {
      const isLetter = told.audience === 'applicant';
      const to = isLetter ? addresseeAmong(file, people) : people.get(told.recipient);
      const recipientName = to?.name ?? '';
      const event = stored as Told['event'];
      const written = { ...about, event, recipientName, signatory: about.call.signatory };
      const { subject, text } = messageOf(told.template as MessageName, written);
      const said = { subject, ...(isLetter && { body: text }) };
      return pastMessage(stored, told, outcomeOf(stored, said, isLetter && stored === last ? mishap : undefined));
    }),
  );
};

/** The question to whoever the file names as its contact, as sent on its day, and the answer where there is one. */
const questionTo = (file: ApplicationFile, answered: boolean): Item[] => {
  const submitted = file.events.find(({ type }) => type === 'application.submitted');
  if (!submitted) return [];
  const { at } = submitted;
  return file.contacts.flatMap((contact) => [
    pastMessage(
      submitted,
      { recipient: 'contact', audience: 'contact', template: CONFIRMATION },
      { status: 'sent', attempts: 1, messageId: 'demonstration', sentAt: at },
    ),
    stamped({
      ...contact,
      ...(answered && { status: 'confirmed', answeredAt: `${dayOf(at)}T18:00:00.000Z` }),
      ...contactKey(file.head.id, contact.digest),
    }),
  ]);
};

/**
 * Notes the letters of a file's past as sent on their day, but for the last one where it met a mishap, and leaves `notify`
 * and `send` nothing to do about it: the demonstration's inbox begins empty, its files do not.
 */
export const noteLetters = async (
  ports: StorePorts,
  applicationId: string,
  siteUrl: string,
  people: Map<string, PersonItem>,
  { mishap, contactAnswered }: { mishap: Mishap | undefined; contactAnswered: boolean },
): Promise<void> => {
  const file = await loadFile(ports, applicationId);
  if (!file) return;
  const call = await loadCallVersion(ports, file.head.callId, file.head.callVersion);
  const cursor = { ...cursorKey('application', applicationId, CONSUMER), seq: file.head.version };
  const items = [
    cursor,
    ...lettersOf(file, { file, call, language: 'fr', siteUrl }, people, mishap),
    ...questionTo(file, contactAnswered),
  ];
  for (let start = 0; start < items.length; start += BATCH) {
    let pending = items.slice(start, start + BATCH).map((Item) => ({ PutRequest: { Item } }));
    while (pending.length > 0) {
      const { UnprocessedItems } = await ports.db.send(
        new BatchWriteCommand({ RequestItems: { [ports.tableName]: pending } }),
      );
      pending = (UnprocessedItems?.[ports.tableName] ?? []) as typeof pending;
    }
  }
};
