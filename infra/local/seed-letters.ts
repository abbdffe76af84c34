import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { messagesFor } from '../../functions/domain/messages.ts';
import { messageOf, type Told } from '../../functions/notify/facts.ts';
import { CONSUMER } from '../../functions/notify/notify.ts';
import { type ApplicationFile, loadFile } from '../../functions/store/applications.ts';
import { loadCallVersion } from '../../functions/store/calls.ts';
import type { PersonItem } from '../../functions/store/items.ts';
import { cursorKey, notificationKey } from '../../functions/store/keys.ts';
import type { StorePorts } from '../../functions/store/ports.ts';

/** Items that one BatchWriteItem takes. */
const BATCH = 25;

const lettersOf = (
  file: ApplicationFile,
  told: Omit<Told, 'event' | 'recipientName'>,
  people: Map<string, PersonItem>,
) =>
  file.events.flatMap((stored) => {
    const event = stored as Told['event'];
    return messagesFor(event).map(({ name, to }) => {
      const contact = file.revisions.at(-1)?.content?.commitments.contactName ?? '';
      const recipientName = to.kind === 'juror' ? (people.get(to.jurorId)?.name ?? '') : contact;
      const { subject, text } = messageOf(name, { ...told, event, recipientName });
      const recipient = to.kind === 'juror' ? to.jurorId : 'applicant';
      return {
        ...notificationKey(file.head.id, event.seq, recipient),
        status: 'sent',
        attempts: 1,
        messageId: 'demonstration',
        sentAt: event.at,
        seq: event.seq,
        audience: to.kind,
        subject,
        body: text,
      };
    });
  });

/**
 * Notes the letters of a file's past as sent on their day, and leaves `notify` nothing to tell of it: the demonstration's
 * inbox begins empty, its files do not.
 */
export const noteLetters = async (
  ports: StorePorts,
  applicationId: string,
  siteUrl: string,
  people: Map<string, PersonItem>,
): Promise<void> => {
  const file = await loadFile(ports, applicationId);
  if (!file) return;
  const call = await loadCallVersion(ports, file.head.callId, file.head.callVersion);
  const cursor = { ...cursorKey('application', applicationId, CONSUMER), seq: file.head.version };
  const items = [cursor, ...lettersOf(file, { file, call, language: 'fr', siteUrl }, people)];
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
