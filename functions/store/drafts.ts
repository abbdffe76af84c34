import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { DraftSection, SectionName } from '../../schemas/application.ts';
import { atVersion, lossOf } from './commit.ts';
import type { ApplicationHead } from './items.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { stamped } from './upcasts/index.ts';

/** What is typed and not yet submitted: plain conditional puts, without events. */

/** Somebody, perhaps the same person in another tab, saved in between. */
export class RevisionMoved extends Error {}

/** What is saved, and the put that saves it if `revision` is still the last one. */
const savingOf = (
  ports: StorePorts,
  key: keys.Key,
  revision: number,
  content: DraftSection,
  extra: Record<string, unknown> = {},
) => {
  const saved = { content, revision: revision + 1, savedAt: ports.now().toISOString() };
  const put = {
    TableName: ports.tableName,
    Item: stamped({ ...saved, ...extra, ...key }),
    ...(revision === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'revision = :revision', ExpressionAttributeValues: { ':revision': revision } }),
  };
  return { saved, put };
};

const save = async (ports: StorePorts, { saved, put }: ReturnType<typeof savingOf>) => {
  try {
    await ports.db.send(new PutCommand(put));
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) throw new RevisionMoved();
    throw error;
  }
  return saved;
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
  const saving = savingOf(ports, keys.sectionKey(head.id, section), revision, content);
  if (revision > 0) return save(ports, saving);
  const TransactItems = [atVersion(ports, keys.applicationKey(head.id), head.version), { Put: saving.put }];
  try {
    await ports.db.send(new TransactWriteCommand({ TransactItems }));
  } catch (error) {
    throw lossOf(error, [() => new RevisionMoved()], 1);
  }
  return saving.saved;
};

/**
 * Saves a juror's evaluation as typed so far.
 * @throws RevisionMoved when `revision` is no longer the last one.
 */
export const saveWork = (
  ports: StorePorts,
  applicationId: string,
  stepId: string,
  jurorId: string,
  revision: number,
  content: DraftSection,
) => save(ports, savingOf(ports, keys.workKey(applicationId, stepId, jurorId), revision, content, { stepId, jurorId }));
