import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DeliveryFailure, MailAbout } from '../../schemas/mail.ts';
import { addressDigest } from './address-digest.ts';
import { type Guarded, lossOf, retrying, Stale, type TransactItem } from './commit.ts';
import { noteContactFailure } from './contacts.ts';
import { type AddressItem, addressItem } from './items/mail.ts';
import { addressKey, type Key, notificationKey, sessionNotificationKey } from './keys.ts';
import { failureWrite, messagesTo } from './messages.ts';
import type { StorePorts } from './ports.ts';
import { get, getMany } from './read.ts';
import { readItem } from './stored.ts';

/** Key of the item about an address: which mails it refused, and whether it is held. */
export const keyOfAddress = (email: string): Key => addressKey(addressDigest(email));

/** The item about an address, read strongly; undefined while no mail to it failed. */
export const loadAddress = async (ports: StorePorts, email: string): Promise<AddressItem | undefined> => {
  const item = await get(ports, keyOfAddress(email));
  return item && readItem(addressItem, item);
};

/** The items about several addresses, by address; an address without an item is left out. */
export const loadAddresses = async (ports: StorePorts, emails: string[]): Promise<Map<string, AddressItem>> => {
  const byKey = new Map((await getMany(ports, emails.map(keyOfAddress))).map((item) => [item.pk, item]));
  return new Map(
    emails.flatMap((email) => {
      const item = byKey.get(keyOfAddress(email).pk);
      return item ? [[email, readItem(addressItem, item)] as const] : [];
    }),
  );
};

/** What SES told of one mail; `feedbackId` is the same each time that the same is told. */
export interface Failure {
  about: MailAbout;
  /** SES's id of the mail: says which messages a mail gathered. */
  messageId?: string;
  email: string;
  kind: DeliveryFailure;
  feedbackId: string;
  at: string;
}

const holding = (ports: StorePorts, { email, kind, at }: Failure, condition?: string) => ({
  TableName: ports.tableName,
  Key: keyOfAddress(email),
  UpdateExpression: 'SET #status = :held, kind = :kind, #at = :at ADD #count :one REMOVE liftedAt, liftedBy',
  ExpressionAttributeNames: { '#status': 'status', '#at': 'at', '#count': 'count' },
  ExpressionAttributeValues: { ':held': 'held', ':kind': kind, ':at': at, ':one': 1 },
  ...(condition && { ConditionExpression: condition }),
});

/**
 * Notes a failure on the notification and, unless it concerns that mail alone, holds the address, both at once. The same
 * failure told twice counts once, also after somebody lifted the hold.
 * @returns whether it is the first time, and the notification is there.
 * @throws Stale when it loses to others for too long.
 */
export const noteFailure = (ports: StorePorts, failure: Failure): Promise<boolean> =>
  retrying(ports, async () => {
    const { about, kind, feedbackId } = failure;
    const holds = kind !== 'undelivered';
    if (about.act !== undefined || !('seq' in about)) return noteOnMessages(ports, failure);
    const onMail: TransactItem = {
      Update: {
        TableName: ports.tableName,
        Key:
          'sessionId' in about
            ? sessionNotificationKey(about.sessionId, about.seq, about.recipient)
            : notificationKey(about.applicationId, about.seq, about.recipient),
        UpdateExpression: `SET delivery = ${holds ? ':kind' : 'if_not_exists(delivery, :kind)'} ADD feedbackIds :told`,
        ConditionExpression: 'attribute_exists(pk) AND NOT contains(feedbackIds, :id)',
        ExpressionAttributeValues: { ':kind': kind, ':id': feedbackId, ':told': new Set([feedbackId]) },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    };
    try {
      await ports.db.send(
        new TransactWriteCommand({
          TransactItems: [onMail, ...(holds ? [{ Update: holding(ports, failure) }] : [])],
        }),
      );
      return true;
    } catch (error) {
      const [lost] = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];
      if (lost?.Code !== 'ConditionalCheckFailed') throw lossOf(error);
      // The mail went out all the same, from a file that is no longer there: what it says of the address is true.
      if (!lost.Item && holds) await holdUnknown(ports, failure);
      return false;
    }
  });

/**
 * The same of messages: of the one that the mail told of, or of all that it gathered. A failure may be told before it is
 * noted that the mail left.
 */
const noteOnMessages = async (ports: StorePorts, failure: Failure): Promise<boolean> => {
  const { about, kind, feedbackId, at, messageId } = failure;
  const holds = kind !== 'undelivered';
  const all = await messagesTo(ports, about.act ?? '', about.recipient);
  const id = 'applicationId' in about ? about.applicationId : 'sessionId' in about ? about.sessionId : undefined;
  const sent = all.filter((message) => messageId !== undefined && message.messageId === messageId);
  const concerned =
    'seq' in about
      ? all.filter((message) => message.aggregate.id === id && message.seq === about.seq)
      : sent.length > 0
        ? sent
        : all.filter(({ status }) => status === 'waiting');
  if (concerned.length === 0) {
    if (holds) await holdUnknown(ports, failure);
    return false;
  }
  try {
    await ports.db.send(
      new TransactWriteCommand({
        TransactItems: [
          ...concerned.map((message) => failureWrite(ports, message, { kind, feedbackId, at })),
          ...(holds ? [{ Update: holding(ports, failure) }] : []),
        ],
      }),
    );
    if (id && concerned.some(({ audience }) => audience === 'contact'))
      await noteContactFailure(ports, id, failure.email, kind);
    return true;
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    // Told before, or what it tells of changed a moment ago: then it is looked at again.
    const again = await messagesTo(ports, about.act ?? '', about.recipient);
    const same = concerned.every((message) =>
      again.some(
        (now) => now.seq === message.seq && now.status === message.status && now.aggregate.id === message.aggregate.id,
      ),
    );
    if (same && error.CancellationReasons?.some(({ Code }) => Code === 'ConditionalCheckFailed')) return false;
    throw new Stale();
  }
};

const holdUnknown = async (ports: StorePorts, failure: Failure): Promise<void> => {
  try {
    await ports.db.send(new UpdateCommand(holding(ports, failure, 'attribute_not_exists(pk)')));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

/** Lifts the hold of an address as it was read, to be written with the act that does it. */
export const liftingOf = (
  ports: StorePorts,
  email: string,
  before: AddressItem,
  act: { at: string; personId: string },
): Guarded => ({
  write: {
    Update: {
      TableName: ports.tableName,
      Key: keyOfAddress(email),
      UpdateExpression: 'SET #status = :lifted, liftedAt = :now, liftedBy = :by',
      ConditionExpression: '#status = :held AND #count = :count',
      ExpressionAttributeNames: { '#status': 'status', '#count': 'count' },
      ExpressionAttributeValues: {
        ':lifted': 'lifted',
        ':held': 'held',
        ':count': before.count,
        ':now': act.at,
        ':by': act.personId,
      },
    },
  },
});
