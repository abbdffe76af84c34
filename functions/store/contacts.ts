import { createHash } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { StoredEvent } from '../../schemas/event.ts';
import type { Language } from '../../schemas/fields.ts';
import { type ContactAnswer, type ContactFailure, mostConfirmations } from '../../schemas/mail.ts';
import { addressDigest } from './address-digest.ts';
import { type Guarded, lossOf, type TransactItem } from './commit.ts';
import { type ContactItem, contactItem } from './items/contact.ts';
import * as keys from './keys.ts';
import { messageWrite } from './messages.ts';
import type { StorePorts } from './ports.ts';
import { get, readPartition } from './read.ts';
import { readItem } from './stored.ts';
import { stamped, versionOf } from './upcasts/index.ts';

/** How many mails may ask one address in a month, whoever names it in whichever files: nobody is flooded through us. */
export const MOST_PER_ADDRESS = 5;

/** How long the count of a month is kept, in seconds. */
const KEPT_SECONDS = 62 * 86_400;

/** The mail that asks the holder of a contact's address whether copies of letters may go there. */
export const CONFIRMATION = 'contact-confirmation';
/** The mail that tells the holder of a confirmed address that another one took its place. */
export const CONTACT_CHANGED = 'contact-changed';

/** What is known of an address as the contact of a file. */
export const contactOf = (contacts: readonly ContactItem[], email: string): ContactItem | undefined => {
  const digest = addressDigest(email);
  return contacts.find((contact) => contact.digest === digest);
};

/** Whether one more mail may ask: nobody answered yet, and neither the file nor the address had its share. */
export const mayBeAsked = (before: ContactItem | undefined): boolean =>
  before === undefined || (before.status === 'asked' && before.asked < mostConfirmations);

const monthOf = (at: string): string => at.slice(0, 7);

/** Links that were sent before go on to answer. */
const askedAgain = (ports: StorePorts, { asked, askedAt }: ContactItem, key: keys.Key): TransactItem => ({
  Update: {
    TableName: ports.tableName,
    Key: key,
    UpdateExpression: 'SET asked = :asked, askedAt = :at, #v = :v REMOVE failed',
    ConditionExpression: '#status = :open AND asked = :before',
    ExpressionAttributeNames: { '#status': 'status', '#v': 'v' },
    ExpressionAttributeValues: {
      ':asked': asked,
      ':at': askedAt,
      ':open': 'asked',
      ':before': asked - 1,
      ':v': versionOf(keys.kindOf(key)),
    },
  },
});

/** What asks the holder of an address: how it stands with it then, and the writes, with the mail that leaves at once. */
export interface Asking {
  contact: ContactItem;
  writes: Guarded[];
}

/**
 * Asks the holder of an address, once more where it was asked `before`: nothing where the address had its share of this
 * month, in all files together. To be written with the act of `event`.
 */
export const asking = async (
  ports: StorePorts,
  event: Pick<StoredEvent, 'act' | 'aggregate' | 'seq' | 'at'>,
  email: string,
  before: ContactItem | undefined,
): Promise<Asking | undefined> => {
  if (!mayBeAsked(before)) return undefined;
  const digest = addressDigest(email);
  const { at } = event;
  const countKey = keys.confirmationsKey(digest, monthOf(at));
  const count = Number((await get(ports, countKey))?.count ?? 0);
  if (count >= MOST_PER_ADDRESS) return undefined;
  const TableName = ports.tableName;
  const contact: ContactItem = { digest, status: 'asked', asked: (before?.asked ?? 0) + 1, askedAt: at };
  const key = keys.contactKey(event.aggregate.id, digest);
  const Item = stamped({ ...contact, ...key });
  const writes: Guarded[] = [
    {
      write: before
        ? askedAgain(ports, contact, key)
        : { Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' } },
    },
    {
      write: {
        Update: {
          TableName,
          Key: countKey,
          UpdateExpression: 'SET #count = :next, expiresAt = :expires',
          ConditionExpression: count === 0 ? 'attribute_not_exists(pk)' : '#count = :before',
          ExpressionAttributeNames: { '#count': 'count' },
          ExpressionAttributeValues: {
            ':next': count + 1,
            ':expires': Math.floor(Date.parse(at) / 1000) + KEPT_SECONDS,
            ...(count > 0 && { ':before': count }),
          },
        },
      },
    },
    { write: messageWrite(ports, event, { recipient: 'contact', audience: 'contact', template: CONFIRMATION }) },
  ];
  return { contact, writes };
};

/**
 * Asks by an act of its own.
 * @returns how it stands with the address then; nothing where no more mail may ask.
 * @throws Stale when the file's contact or the count of its address moved.
 */
export const askContact = async (
  ports: StorePorts,
  event: Parameters<typeof asking>[1],
  email: string,
  before: ContactItem | undefined,
  also: readonly Guarded[] = [],
): Promise<ContactItem | undefined> => {
  const asked = await asking(ports, event, email, before);
  if (!asked) return undefined;
  const writes = [...asked.writes, ...also];
  try {
    await ports.db.send(new TransactWriteCommand({ TransactItems: writes.map(({ write }) => write) }));
    return asked.contact;
  } catch (error) {
    throw lossOf(error);
  }
};

// ---- links

/** Between the file and the secret of a link. */
const SEPARATOR = '-';
const hashed = (token: string): string => createHash('sha256').update(token).digest('hex');

/**
 * Makes a link that answers for an address, once, and notes its digest alone.
 * @returns the link's secret; nothing when the address was answered for meanwhile.
 */
export const linkFor = async (
  ports: StorePorts,
  applicationId: string,
  { digest }: Pick<ContactItem, 'digest'>,
): Promise<string | undefined> => {
  const token = `${applicationId}${SEPARATOR}${ports.salt()}`;
  const isThere = await changed(ports, applicationId, digest, {
    UpdateExpression: 'ADD tokens :token',
    ConditionExpression: '#status = :asked',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':asked': 'asked', ':token': new Set([hashed(token)]) },
  });
  return isThere ? token : undefined;
};

/** The file that a link asks about, and what is known of the address; nothing once somebody answered. */
const askedBy = async (ports: StorePorts, token: string) => {
  const applicationId = token.slice(0, token.lastIndexOf(SEPARATOR));
  const { pk } = keys.applicationKey(applicationId);
  const hash = hashed(token);
  const found = (await readPartition(ports, pk, keys.contactPrefix)).find(
    ({ tokens }) => tokens instanceof Set && tokens.has(hash),
  );
  return found && { applicationId, hash, digest: readItem(contactItem, found).digest };
};

/** The file that a link asks about, for whoever holds it; nothing once somebody answered. */
export const fileAskedBy = async (ports: StorePorts, token: string): Promise<string | undefined> =>
  (await askedBy(ports, token))?.applicationId;

/**
 * Takes the answer of whoever holds the link, and the language that they read.
 * @returns whether there was something to answer: a link is good once, and no other of the same address is after it.
 */
export const answerContact = async (
  ports: StorePorts,
  token: string,
  { answer, language, at }: { answer: ContactAnswer; language: Language; at: string },
): Promise<boolean> => {
  const found = await askedBy(ports, token);
  if (!found) return false;
  return changed(ports, found.applicationId, found.digest, {
    UpdateExpression: 'SET #status = :answer, answeredAt = :at, #language = :language REMOVE tokens',
    ConditionExpression: '#status = :asked AND contains(tokens, :token)',
    ExpressionAttributeNames: { '#status': 'status', '#language': 'language' },
    ExpressionAttributeValues: {
      ':asked': 'asked',
      ':answer': answer,
      ':at': at,
      ':language': language,
      ':token': found.hash,
    },
  });
};

// ---- what became of mails to it

/** Notes that a mail to the contact did not arrive; of an address that the file does not know nothing is noted. */
export const noteContactFailure = async (
  ports: StorePorts,
  applicationId: string,
  email: string,
  failed: ContactFailure,
): Promise<void> => {
  await changed(ports, applicationId, addressDigest(email), {
    UpdateExpression: 'SET failed = :failed',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':failed': failed },
  });
};

/** Notes that a mail to the contact left after one that did not arrive. */
export const noteContactReached = async (ports: StorePorts, applicationId: string, email: string): Promise<void> => {
  await changed(ports, applicationId, addressDigest(email), {
    UpdateExpression: 'REMOVE failed',
    ConditionExpression: 'attribute_exists(pk)',
  });
};

/** @returns whether the condition held. */
const changed = async (
  ports: StorePorts,
  applicationId: string,
  digest: string,
  update: Pick<
    ConstructorParameters<typeof UpdateCommand>[0],
    'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
  >,
): Promise<boolean> => {
  try {
    await ports.db.send(
      new UpdateCommand({ TableName: ports.tableName, Key: keys.contactKey(applicationId, digest), ...update }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
