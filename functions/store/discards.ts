import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { sectionNames } from '../../schemas/application.ts';
import type { AggregateType } from '../../schemas/event.ts';
import { isOfDraft } from '../domain/application/of-draft.ts';
import type { ApplicationFile } from './applications.ts';
import { lossOf, type TransactItem } from './commit.ts';
import { readLog } from './events.ts';
import { documentsAsRead } from './frozen.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { get, type Item, readPage, readPartition } from './read.ts';
import { stamped } from './upcasts/index.ts';

/** An event by its place. */
export interface EventPlace {
  type: AggregateType;
  id: string;
  seq: number;
}

/**
 * Throwing a draft away. Its head and what was typed go at once, and a mark stays in their place: without a head nothing
 * more is saved or promised, and by the mark whatever is left is found and cleared, however late it came. The log of its
 * one event goes last, by `sweep-attachments` alone: nobody else may take anything from a log. Then the mark goes as well.
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
 * @param asRead Only when nothing was saved or attached since the file was read: for whoever is not its owner.
 * @throws Stale when the draft moved, for instance was submitted, or was saved where `asRead`.
 */
export const discardDraft = async (
  ports: StorePorts,
  file: ApplicationFile,
  { asRead = false } = {},
): Promise<void> => {
  const { id, version, savedOn } = file.head;
  const unsaved = ` AND ${savedOn === undefined ? 'attribute_not_exists(savedOn)' : 'savedOn = :savedOn'}`;
  const TableName = ports.tableName;
  const at = ports.now().toISOString();
  const mark = {
    ...keys.discardedKey(id),
    discardedAt: at,
    events: version,
    dueKey: keys.discardedDrafts,
    dueSort: `${at}#${id}`,
  };
  const items: TransactItem[] = [
    {
      Delete: {
        TableName,
        Key: keys.applicationKey(id),
        ConditionExpression: `#version = :version AND #state = :draft${asRead ? unsaved : ''}`,
        ExpressionAttributeNames: { '#version': 'version', '#state': 'state' },
        ExpressionAttributeValues: {
          ':version': version,
          ':draft': 'draft',
          ...(asRead && savedOn !== undefined && { ':savedOn': savedOn }),
        },
      },
    },
    { Put: { TableName, Item: stamped(mark) } },
    ...sectionNames.map((name) => deleteSection(ports, file, name, asRead)),
    ...(asRead ? [documentsAsRead(ports, file)] : []),
  ];
  try {
    await ports.db.send(new TransactWriteCommand({ TransactItems: items }));
  } catch (error) {
    throw lossOf(error);
  }
};

/**
 * What is left of a draft that was thrown away, read strongly; neither the mark is among it nor the log.
 * @throws Error when the application has a head: it was not thrown away.
 */
export const leftOfDraft = async (ports: StorePorts, applicationId: string): Promise<Item[]> => {
  const left = await readPartition(ports, keys.partitionOf('application', applicationId));
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
 * Whether the event that is gone from a log is one of a draft that was thrown away: nothing else of a log ever goes.
 * The mark outlives the log by long enough for whoever is told of it.
 */
export const isOfDiscarded = async (ports: StorePorts, { type, id, seq }: EventPlace): Promise<boolean> => {
  if (type !== 'application') return false;
  const [head, mark] = await Promise.all([get(ports, keys.applicationKey(id)), get(ports, keys.discardedKey(id))]);
  return head === undefined && mark !== undefined && seq <= Number(mark.events ?? 1);
};

/**
 * Clears the log of a draft that was thrown away, and notes when nothing was left of it for the first time.
 * @throws Error when the log holds what is no draft's: then something else was thrown away.
 */
export const clearLog = async (ports: StorePorts, applicationId: string): Promise<void> => {
  const log = await readLog(ports, { type: 'application', id: applicationId });
  if (!log.every((event) => isOfDraft({ type: event.type, data: event.data })))
    throw new Error(`${applicationId} was more than a draft`);
  await deleteLeft(ports, log);
  await ports.db.send(
    new UpdateCommand({
      TableName: ports.tableName,
      Key: keys.discardedKey(applicationId),
      UpdateExpression: 'SET clearedAt = if_not_exists(clearedAt, :now)',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':now': ports.now().toISOString() },
    }),
  );
};

/**
 * Takes the mark of a draft away of which nothing was left before an instant already.
 * @returns whether it did; false for one that was cleared at that instant or later.
 */
export const forgetDiscarded = async (ports: StorePorts, applicationId: string, before: string): Promise<boolean> => {
  try {
    await ports.db.send(
      new DeleteCommand({
        TableName: ports.tableName,
        Key: keys.discardedKey(applicationId),
        ConditionExpression: 'clearedAt < :before',
        ExpressionAttributeValues: { ':before': before },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
