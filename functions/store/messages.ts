import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { AggregateType, StoredEvent } from '../../schemas/event.ts';
import type { TransactItem } from './commit.ts';
import { type MessageItem, messageAudiences, messageItem, messageStatuses } from './items/mail.ts';
import type { Key } from './keys.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { get, getMany, type Item, readPage, readPartition } from './read.ts';
import { readItem } from './stored.ts';
import { stamped } from './upcasts/index.ts';

/** How long messages of an act gather while its end is not reported, in milliseconds. */
export const GATHERING_MS = 10 * 60_000;

/** Messages that one mail tells of at most: they are marked in one transaction. */
export const MAIL_MESSAGES = 90;

type Place = Pick<MessageItem, 'act' | 'recipient' | 'seq'> & { aggregate: { type: AggregateType; id: string } };
export const keyOf = (message: Place): Key => keys.messageKey(message.act, message);

/**
 * Whether a message reached nobody, and waits for somebody of the staff. A copy to a contact waits for nobody: the letter
 * itself is what counts, and the file says of the contact that nothing arrives there.
 */
const isUnsent = ({ audience, status, delivery }: Pick<MessageItem, 'audience' | 'status' | 'delivery'>): boolean =>
  audience !== 'contact' &&
  (status === 'held' ||
    status === 'refused' ||
    (status === 'sent' && (delivery === 'bounced' || delivery === 'undelivered')));

/**
 * The index keys of a message: by when it is to leave while it waits; once it reached nobody, in the list of all, of its
 * file or session, and of its person; where its reader finds our mails unwanted, with its file alone, which says so.
 */
const indexKeys = (message: MessageItem, at: string): Record<string, string> => {
  const key = keyOf(message);
  const sort = keys.messageSort(at, key);
  const ofAggregate = { stateKey: keys.unsentOf(message.aggregate.id), stateSort: sort };
  if (message.status === 'waiting') return waitingKeys(key, message.leavesAt);
  if (isUnsent(message)) {
    const personId = message.personId ?? (message.audience === 'juror' ? message.recipient : undefined);
    const ofPerson = personId && { personKey: keys.unsentOf(personId), personSort: sort };
    return { dueKey: keys.unsentMessages, dueSort: sort, ...ofAggregate, ...ofPerson };
  }
  return message.status === 'sent' && message.delivery === 'complained' && message.audience !== 'contact'
    ? ofAggregate
    : {};
};
const waitingKeys = (key: Key, leavesAt: string) => ({
  dueKey: keys.waitingMessages,
  dueSort: keys.messageSort(leavesAt, key),
});
const INDEX_KEYS = ['dueKey', 'dueSort', 'stateKey', 'stateSort', 'personKey', 'personSort'] as const;

/** What a message is when it is told: who, of what, and with which mail. */
export type Told = Pick<MessageItem, 'recipient' | 'audience' | 'template' | 'stepId' | 'again'>;

/** Notes one message that is to leave: now, once the rest of its act is there, or after some milliseconds. */
export const messageWrite = (
  ports: StorePorts,
  event: Pick<StoredEvent, 'act' | 'gathers' | 'aggregate' | 'seq' | 'at'>,
  told: Told,
  afterMs = event.gathers && !told.again ? GATHERING_MS : 0,
): TransactItem => {
  const now = ports.now().getTime();
  const act = keys.actOfEvent(event);
  const { aggregate, seq, at } = event;
  const leavesAt = new Date(now + afterMs).toISOString();
  const message: MessageItem = { act, aggregate, seq, at, ...told, status: 'waiting', leavesAt };
  const key = keyOf(message);
  return { Put: { TableName: ports.tableName, Item: stamped({ ...message, ...key, ...waitingKeys(key, leavesAt) }) } };
};

/** The item of a message of the past, with what became of it. */
export const pastMessage = (event: StoredEvent, told: Told, outcome: Outcome): Item => {
  const { aggregate, seq, at } = event;
  const message: MessageItem = {
    act: keys.actOfEvent(event),
    aggregate,
    seq,
    at,
    leavesAt: at,
    ...told,
    ...outcome,
  };
  return stamped({ ...message, ...keyOf(message), ...indexKeys(message, at) });
};

/** A message as it stands; nothing for one to readers, or of a standing, that only newer code knows: it is left to that code. */
const messageOf = (item: Item): MessageItem[] =>
  isIn(messageAudiences, item.audience) && isIn(messageStatuses, item.status) ? [readItem(messageItem, item)] : [];
const isIn = (known: readonly string[], name: unknown): boolean => known.includes(String(name));
const parsed = (items: readonly Item[]): MessageItem[] => items.flatMap(messageOf);

/** An act's whole partition, read strongly: how far it is, and its messages. */
export const loadAct = async (
  ports: StorePorts,
  act: string,
): Promise<{ head: Item | undefined; messages: MessageItem[] }> => {
  const items = await readPartition(ports, keys.actPartition(act));
  return {
    head: items.find(({ sk }) => sk === keys.HEAD),
    messages: parsed(items.filter(({ sk }) => sk.startsWith(keys.messagePrefix))),
  };
};

/** Messages of an act to one person, read strongly. */
export const messagesTo = async (ports: StorePorts, act: string, recipient: string): Promise<MessageItem[]> =>
  parsed(await readPartition(ports, keys.actPartition(act), keys.messagesTo(recipient)));

/** Messages by where they stand, read strongly and in that order; those that are not there are left out. */
export const loadMessages = async (ports: StorePorts, places: readonly Place[]): Promise<MessageItem[]> => {
  const found = new Map((await getMany(ports, places.map(keyOf))).map((item) => [`${item.pk} ${item.sk}`, item]));
  return places.flatMap((place) => {
    const { pk, sk } = keyOf(place);
    const item = found.get(`${pk} ${sk}`);
    return item ? messageOf(item) : [];
  });
};

export const loadMessage = async (ports: StorePorts, place: Place): Promise<MessageItem | undefined> => {
  const item = await get(ports, keyOf(place));
  return item && messageOf(item)[0];
};

/** What becomes of a message. */
export type Outcome = Partial<Omit<MessageItem, 'act' | 'aggregate' | 'seq' | 'recipient'>> & {
  status: MessageItem['status'];
};

/**
 * The update that gives a message its outcome, on condition that it is still as it was read: nobody else sent it, gave it
 * up or had it sent again meanwhile.
 */
export const outcomeWrite = (ports: StorePorts, before: MessageItem, outcome: Outcome, at: string): TransactItem => {
  const key = keyOf(before);
  const after = { ...before, ...outcome };
  const index = indexKeys(after, at);
  const set: Record<string, unknown> = { ...outcome, ...index };
  const remove = [
    ...INDEX_KEYS.filter((name) => !(name in index)),
    ...Object.keys(set).filter((name) => set[name] === undefined),
  ];
  const put = Object.keys(set).filter((name) => set[name] !== undefined);
  return {
    Update: {
      TableName: ports.tableName,
      Key: key,
      UpdateExpression: `SET ${put.map((name) => `#${name} = :${name}`).join(', ')}${remove.length > 0 ? ` REMOVE ${remove.map((name) => `#${name}`).join(', ')}` : ''}`,
      ConditionExpression: `#status = :was AND ${before.delivery ? '#delivery = :delivered' : 'attribute_not_exists(#delivery)'}`,
      ExpressionAttributeNames: Object.fromEntries(
        ['status', 'delivery', ...put, ...remove].map((name) => [`#${name}`, name]),
      ),
      ExpressionAttributeValues: {
        ':was': before.status,
        ...(before.delivery && { ':delivered': before.delivery }),
        ...Object.fromEntries(put.map((name) => [`:${name}`, set[name]])),
      },
    },
  };
};

/**
 * Gives messages that one mail told of their outcome, and ends the mail's lease, all or nothing. Where a message was
 * changed meanwhile, each of the others gets its outcome by itself. At most `MAIL_MESSAGES`.
 */
export const settleAll = async (
  ports: StorePorts,
  settled: readonly { message: MessageItem; outcome: Outcome }[],
  lease: Key,
): Promise<void> => {
  const at = ports.now().toISOString();
  const end: TransactItem = { Delete: { TableName: ports.tableName, Key: lease } };
  const writes = settled.map(({ message, outcome }) => outcomeWrite(ports, message, outcome, at));
  try {
    await ports.db.send(new TransactWriteCommand({ TransactItems: [...writes, end] }));
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    for (const { message, outcome } of settled) await settleOne(ports, message, outcome);
    await ports.db.send(new TransactWriteCommand({ TransactItems: [end] }));
  }
};

/** Gives one message its outcome: of one that came back before it was noted that it had left, and not of one that somebody else settled. */
const settleOne = async (ports: StorePorts, read: MessageItem, outcome: Outcome): Promise<void> => {
  const now = await loadMessage(ports, read);
  if (now?.status !== read.status) return;
  const { Update } = outcomeWrite(ports, now, outcome, ports.now().toISOString());
  try {
    if (Update) await ports.db.send(new UpdateCommand(Update as ConstructorParameters<typeof UpdateCommand>[0]));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

/**
 * Notes the copy of a letter that is about to leave, for the contact of its file: once, however often the letter is tried.
 * The copy has an outcome of its own.
 */
export const noteCopy = async (ports: StorePorts, letter: MessageItem): Promise<void> => {
  const { act, aggregate, seq, at, template } = letter;
  const leavesAt = ports.now().toISOString();
  const copy: MessageItem = {
    ...{ act, aggregate, seq, at, template, leavesAt },
    recipient: 'contact',
    audience: 'contact',
    status: 'waiting',
  };
  const key = keyOf(copy);
  try {
    await ports.db.send(
      new PutCommand({
        TableName: ports.tableName,
        Item: stamped({ ...copy, ...key, ...waitingKeys(key, leavesAt) }),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

/** What SES told of a message's mail, once each time that it is told. */
export const failureWrite = (
  ports: StorePorts,
  message: MessageItem,
  failure: { kind: NonNullable<MessageItem['delivery']>; feedbackId: string; at: string },
): TransactItem => {
  const { kind, feedbackId, at } = failure;
  const delivery = kind === 'undelivered' ? (message.delivery ?? kind) : kind;
  const index = indexKeys({ ...message, delivery }, at);
  const put = Object.entries({ delivery, ...index });
  return {
    Update: {
      TableName: ports.tableName,
      Key: keyOf(message),
      UpdateExpression: `SET ${put.map(([name]) => `#${name} = :${name}`).join(', ')} ADD feedbackIds :told`,
      ConditionExpression: '#status = :was AND NOT contains(feedbackIds, :id)',
      ExpressionAttributeNames: { '#status': 'status', ...Object.fromEntries(put.map(([name]) => [`#${name}`, name])) },
      ExpressionAttributeValues: {
        ':was': message.status,
        ':id': feedbackId,
        ':told': new Set([feedbackId]),
        ...Object.fromEntries(put.map(([name, value]) => [`:${name}`, value])),
      },
    },
  };
};

/** Acts with messages that were to leave at an instant or before, the longest overdue first. Eventually consistent. */
export const overdueActs = async (ports: StorePorts, until: string): Promise<Set<string>> => {
  const acts = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await readPage(
      ports,
      {
        IndexName: 'byDue',
        KeyConditionExpression: 'dueKey = :key AND dueSort <= :until',
        ExpressionAttributeValues: { ':key': keys.waitingMessages, ':until': keys.messagesUntil(until) },
        Limit: 200,
      },
      cursor,
    );
    for (const { act } of page.items) acts.add(String(act));
    cursor = page.nextCursor;
  } while (cursor);
  return acts;
};

/** Messages that reached nobody, the latest first, a page at a time: of all, or of one file, session or person. */
export const listUnsent = async (
  ports: StorePorts,
  of: 'all' | { aggregateId: string } | { personId: string },
  cursor?: string,
): Promise<{ items: MessageItem[]; nextCursor?: string }> => {
  const [IndexName, name, value] =
    of === 'all'
      ? (['byDue', 'dueKey', keys.unsentMessages] as const)
      : 'personId' in of
        ? (['byPerson', 'personKey', keys.unsentOf(of.personId)] as const)
        : (['byState', 'stateKey', keys.unsentOf(of.aggregateId)] as const);
  const page = await readPage(
    ports,
    {
      IndexName,
      KeyConditionExpression: `${name} = :key`,
      ExpressionAttributeValues: { ':key': value },
      ScanIndexForward: false,
    },
    cursor,
  );
  return { ...page, items: parsed(page.items) };
};

/** How many messages reached nobody and wait for somebody of the staff, up to a thousand. */
export const countUnsent = async (ports: StorePorts): Promise<number> => {
  let count = 0;
  let cursor: string | undefined;
  do {
    const page = await readPage(
      ports,
      {
        IndexName: 'byDue',
        KeyConditionExpression: 'dueKey = :key',
        ExpressionAttributeValues: { ':key': keys.unsentMessages },
        ProjectionExpression: 'pk',
        Limit: 1000,
      },
      cursor,
    );
    count += page.items.length;
    cursor = page.nextCursor;
  } while (cursor && count < 1000);
  return count;
};
