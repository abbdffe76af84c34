import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DraftSection, SectionName } from '../../schemas/application.ts';
import { atVersion, lossOf, type TransactItem } from './commit.ts';
import type { ApplicationHead } from './items.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { stamped, versionOf } from './upcasts/index.ts';

/** What is typed and not yet submitted: plain conditional puts, without events. */

/** Somebody, perhaps the same person in another tab, saved in between. */
export class RevisionMoved extends Error {}

/** What is saved. */
const savedAs = (ports: StorePorts, revision: number, content: DraftSection) => ({
  content,
  revision: revision + 1,
  savedAt: ports.now().toISOString(),
});
type Saved = ReturnType<typeof savedAs>;

/** The first save of something. */
const firstPut = (ports: StorePorts, item: keys.Key & Saved & Record<string, unknown>) => ({
  TableName: ports.tableName,
  Item: stamped(item),
  ConditionExpression: 'attribute_not_exists(pk)',
});

/** A save over another one. What newer code wrote beside it stays. */
const overwriting = (ports: StorePorts, key: keys.Key, { content, revision, savedAt }: Saved) => ({
  TableName: ports.tableName,
  Key: key,
  UpdateExpression: 'SET content = :content, revision = :revision, savedAt = :savedAt, #v = :v',
  ConditionExpression: 'revision = :before',
  ExpressionAttributeNames: { '#v': 'v' },
  ExpressionAttributeValues: {
    ':content': content,
    ':revision': revision,
    ':savedAt': savedAt,
    ':v': versionOf(keys.kindOf(key)),
    ':before': revision - 1,
  },
});

/** @throws RevisionMoved when the condition of a write did not hold. */
const orMoved = async (writing: Promise<unknown>): Promise<void> => {
  try {
    await writing;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) throw new RevisionMoved();
    throw error;
  }
};

/**
 * Saves a section that was made from `revision` (0 for the first save). The first save goes with the file's version: in
 * a draft that was thrown away meanwhile it would leave something that nobody finds.
 * @throws RevisionMoved when that is no longer the last one; Stale when the file moved before a first save.
 */
export const saveSection = async (
  ports: StorePorts,
  head: Pick<ApplicationHead, 'id' | 'version'>,
  section: SectionName,
  revision: number,
  content: DraftSection,
) => {
  const key = keys.sectionKey(head.id, section);
  const saved = savedAs(ports, revision, content);
  if (revision > 0) {
    await orMoved(ports.db.send(new UpdateCommand(overwriting(ports, key, saved))));
    return saved;
  }
  const Put = firstPut(ports, { ...saved, ...key });
  const TransactItems = [atVersion(ports, keys.applicationKey(head.id), head.version), { Put }];
  try {
    await ports.db.send(new TransactWriteCommand({ TransactItems }));
  } catch (error) {
    throw lossOf(error, [() => new RevisionMoved()], 1);
  }
  return saved;
};

/** Holds a section to the revision that it was read at. */
export const sectionAsRead = (
  ports: StorePorts,
  applicationId: string,
  section: SectionName,
  revision: number,
): TransactItem => ({
  ConditionCheck: {
    TableName: ports.tableName,
    Key: keys.sectionKey(applicationId, section),
    ConditionExpression: 'revision = :revision',
    ExpressionAttributeValues: { ':revision': revision },
  },
});

/**
 * Saves a juror's evaluation as typed so far.
 * @throws RevisionMoved when `revision` is no longer the last one.
 */
export const saveWork = async (
  ports: StorePorts,
  applicationId: string,
  stepId: string,
  jurorId: string,
  revision: number,
  content: DraftSection,
) => {
  const key = keys.workKey(applicationId, stepId, jurorId);
  const saved = savedAs(ports, revision, content);
  await orMoved(
    revision > 0
      ? ports.db.send(new UpdateCommand(overwriting(ports, key, saved)))
      : ports.db.send(new PutCommand(firstPut(ports, { ...saved, stepId, jurorId, ...key }))),
  );
  return saved;
};
