import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DraftSection, SectionName } from '../../schemas/application.ts';
import { atVersion, lossOf } from './commit.ts';
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

/** The first put of something. */
const putFirst = (ports: StorePorts, item: keys.Key & Record<string, unknown>) => ({
  TableName: ports.tableName,
  Item: stamped(item),
  ConditionExpression: 'attribute_not_exists(pk)',
});

/**
 * Saves over `revision`. What newer code wrote beside it stays.
 * @throws RevisionMoved when that is no longer the last one.
 */
const saveOver = async (
  ports: StorePorts,
  key: keys.Key,
  revision: number,
  saved: ReturnType<typeof savedAs>,
): Promise<void> => {
  const names = { '#content': 'content', '#revision': 'revision', '#savedAt': 'savedAt', '#v': 'v' };
  try {
    await ports.db.send(
      new UpdateCommand({
        TableName: ports.tableName,
        Key: key,
        UpdateExpression: 'SET #content = :content, #revision = :next, #savedAt = :at, #v = :v',
        ConditionExpression: '#revision = :revision',
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: {
          ':content': saved.content,
          ':next': saved.revision,
          ':at': saved.savedAt,
          ':v': versionOf(keys.kindOf(key)),
          ':revision': revision,
        },
      }),
    );
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
    await saveOver(ports, key, revision, saved);
    return saved;
  }
  const Put = putFirst(ports, { ...saved, ...key });
  const TransactItems = [atVersion(ports, keys.applicationKey(head.id), head.version), { Put }];
  try {
    await ports.db.send(new TransactWriteCommand({ TransactItems }));
  } catch (error) {
    throw lossOf(error, [() => new RevisionMoved()], 1);
  }
  return saved;
};

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
  if (revision > 0) {
    await saveOver(ports, key, revision, saved);
    return saved;
  }
  try {
    await ports.db.send(new PutCommand(putFirst(ports, { ...saved, stepId, jurorId, ...key })));
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) throw new RevisionMoved();
    throw error;
  }
  return saved;
};
