import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { sectionNames } from '../../schemas/application.ts';
import type { ApplicationFile } from './applications.ts';
import { lossOf, type TransactItem } from './commit.ts';
import { nonePromisedSince } from './frozen.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { type Item, readPage, readPartition } from './read.ts';

/**
 * Throwing a draft away. Its head, what was typed and its event go at once, and a mark stays in their place: without a head
 * nothing more is saved or promised, and by the mark whatever is left is found and cleared, however late it came. Then the
 * mark goes as well.
 */

/** Items that one transaction takes. */
const BATCH_ITEMS = 100;

/** Deletes a section; where somebody may have saved it meanwhile, only as it was read. */
const deleteSection = (
  ports: StorePorts,
  { head, sections }: ApplicationFile,
  name: (typeof sectionNames)[number],
  asRead: boolean,
): TransactItem => {
  const place = { TableName: ports.tableName, Key: keys.sectionKey(head.id, name) };
  const revision = sections[name]?.revision;
  if (!asRead) return { Delete: place };
  if (revision === undefined) return { ConditionCheck: { ...place, ConditionExpression: 'attribute_not_exists(pk)' } };
  const ConditionExpression = 'revision = :revision';
  return { Delete: { ...place, ConditionExpression, ExpressionAttributeValues: { ':revision': revision } } };
};

/**
 * Throws a draft away, all or nothing; what is left of it is cleared next, at the latest by `sweep-attachments`.
 * @param asRead Only when nothing was saved or promised since the file was read: for who is not its owner.
 * @throws Stale when the draft moved, for instance was submitted, or was saved where `asRead`.
 */
export const discardDraft = async (
  ports: StorePorts,
  file: ApplicationFile,
  { asRead = false } = {},
): Promise<void> => {
  const { id, version } = file.head;
  const TableName = ports.tableName;
  const at = ports.now().toISOString();
  const mark = { ...keys.discardedKey(id), discardedAt: at, dueKey: keys.discardedDrafts, dueSort: `${at}#${id}` };
  const events = Array.from({ length: version }, (_, index) => keys.eventKey('application', id, index + 1));
  const items: TransactItem[] = [
    {
      Delete: {
        TableName,
        Key: keys.applicationKey(id),
        ConditionExpression: '#version = :version AND #state = :draft',
        ExpressionAttributeNames: { '#version': 'version', '#state': 'state' },
        ExpressionAttributeValues: { ':version': version, ':draft': 'draft' },
      },
    },
    { Put: { TableName, Item: mark } },
    ...sectionNames.map((name) => deleteSection(ports, file, name, asRead)),
    ...events.map((Key): TransactItem => ({ Delete: { TableName, Key } })),
    ...(asRead ? [nonePromisedSince(ports, file)] : []),
  ];
  try {
    await ports.db.send(new TransactWriteCommand({ TransactItems: items }));
  } catch (error) {
    throw lossOf(error);
  }
};

/** Every partition in which something of an application stands. */
const partitionsOf = (applicationId: string): string[] => [
  ...new Set([
    keys.applicationKey(applicationId).pk,
    keys.eventKey('application', applicationId, 1).pk,
    keys.cursorKey('application', applicationId, '').pk,
  ]),
];

/**
 * What is left of a draft that was thrown away, read strongly; the mark is not among it.
 * @throws Error when the application has a head: it was not thrown away.
 */
export const leftOfDraft = async (ports: StorePorts, applicationId: string): Promise<Item[]> => {
  const left = (await Promise.all(partitionsOf(applicationId).map((pk) => readPartition(ports, pk)))).flat();
  if (left.some(({ sk }) => sk === keys.HEAD)) throw new Error(`${applicationId} was not thrown away`);
  return left.filter(({ sk }) => sk !== keys.discardedKey(applicationId).sk);
};

/**
 * Deletes what is left of a draft.
 * @throws Stale when one of the items is being written: read what is left again.
 */
export const deleteLeft = async (ports: StorePorts, left: readonly keys.Key[]): Promise<void> => {
  for (let start = 0; start < left.length; start += BATCH_ITEMS) {
    const items = left.slice(start, start + BATCH_ITEMS);
    try {
      await ports.db.send(
        new TransactWriteCommand({
          TransactItems: items.map(({ pk, sk }) => ({ Delete: { TableName: ports.tableName, Key: { pk, sk } } })),
        }),
      );
    } catch (error) {
      throw lossOf(error);
    }
  }
};

/** Drafts that were thrown away and whose mark is still there, a page at a time, the earliest first. */
export const listDiscarded = async (
  ports: StorePorts,
  cursor: string | undefined,
): Promise<{ applicationIds: string[]; nextCursor?: string }> => {
  const { items, ...rest } = await readPage(
    ports,
    {
      IndexName: 'byDue',
      KeyConditionExpression: 'dueKey = :key',
      ExpressionAttributeValues: { ':key': keys.discardedDrafts },
    },
    cursor,
  );
  return { ...rest, applicationIds: items.flatMap(({ pk }) => keys.aggregateOf(pk)?.id ?? []) };
};

/**
 * Takes the mark of a draft away that was thrown away before an instant; the last of it is gone then.
 * @returns whether it did; false for one that was thrown away at that instant or later.
 */
export const forgetDiscarded = async (ports: StorePorts, applicationId: string, before: string): Promise<boolean> => {
  try {
    await ports.db.send(
      new DeleteCommand({
        TableName: ports.tableName,
        Key: keys.discardedKey(applicationId),
        ConditionExpression: 'discardedAt < :before',
        ExpressionAttributeValues: { ':before': before },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
