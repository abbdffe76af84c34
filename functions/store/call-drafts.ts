import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { CallDraftContent } from '../../schemas/call.ts';
import { type Guarded, lossOf } from './commit.ts';
import { RevisionMoved } from './drafts.ts';
import { callDraftItem } from './items/call.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { get } from './read.ts';
import { readItem } from './stored.ts';
import { stamped, versionOf } from './upcasts/index.ts';

/**
 * What staff type over a call: conditional writes without events. A draft that was thrown away or published leaves its
 * revision behind, so that a tab which still holds the old one cannot save over the next.
 */

/** The draft of a call, read strongly; without `content` nothing is typed. */
export const loadCallDraft = async (ports: StorePorts, callId: string) => {
  const item = await get(ports, keys.callDraftKey(callId));
  return item && readItem(callDraftItem, item);
};

const atRevision = (revision: number) =>
  revision === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : { ConditionExpression: 'revision = :was', ExpressionAttributeValues: { ':was': revision } };

/**
 * Saves a call as typed from `revision` (0 for the first save ever).
 * @throws RevisionMoved when that is no longer the last one.
 */
export const saveCallDraft = async (
  ports: StorePorts,
  callId: string,
  draft: { content: CallDraftContent; revision: number; basedOn: number; savedBy: string },
) => {
  const saved = { revision: draft.revision + 1, savedAt: ports.now().toISOString() };
  const { ConditionExpression, ExpressionAttributeValues } = atRevision(draft.revision) as {
    ConditionExpression: string;
    ExpressionAttributeValues?: Record<string, unknown>;
  };
  try {
    await ports.db.send(
      // An update, so that the draft of a call which was never published stays in its list.
      new UpdateCommand({
        TableName: ports.tableName,
        Key: keys.callDraftKey(callId),
        UpdateExpression:
          'SET content = :content, revision = :revision, savedAt = :savedAt, savedBy = :savedBy, basedOn = :basedOn, #v = :v',
        ConditionExpression,
        ExpressionAttributeNames: { '#v': 'v' },
        ExpressionAttributeValues: {
          ...ExpressionAttributeValues,
          ':content': draft.content,
          ':revision': saved.revision,
          ':savedAt': saved.savedAt,
          ':savedBy': draft.savedBy,
          ':basedOn': draft.basedOn,
          ':v': versionOf(keys.kindOf(keys.callDraftKey(callId))),
        },
      }),
    );
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) throw new RevisionMoved();
    throw error;
  }
  return saved;
};

/**
 * Begins a new call as a draft, listed until it is published or thrown away; with `also` or not at all.
 * @throws the errors of `also`; Stale when the id is taken.
 */
export const beginCall = async (
  ports: StorePorts,
  callId: string,
  draft: { content: CallDraftContent; savedBy: string; at: string },
  also: Guarded,
): Promise<void> => {
  const { content, savedBy, at } = draft;
  const Item = stamped({
    ...keys.callDraftKey(callId),
    content,
    revision: 1,
    basedOn: 0,
    savedAt: at,
    savedBy,
    stateKey: keys.closedCalls,
    stateSort: callId,
  });
  const put = { Put: { TableName: ports.tableName, Item, ConditionExpression: 'attribute_not_exists(pk)' } };
  try {
    await ports.db.send(new TransactWriteCommand({ TransactItems: [put, also.write] }));
  } catch (error) {
    throw lossOf(error, [also.lost], 1);
  }
};

/** Takes the draft away at the revision that was read; its revision stays. */
const emptying = (ports: StorePorts, callId: string, revision: number) => ({
  TableName: ports.tableName,
  Item: stamped({ ...keys.callDraftKey(callId), revision: revision + 1 }),
  ...atRevision(revision),
});

/** The same as part of a publication. @throws RevisionMoved when somebody saved in between. */
export const draftPublished = (ports: StorePorts, callId: string, revision: number): Guarded => ({
  write: { Put: emptying(ports, callId, revision) },
  lost: () => new RevisionMoved(),
});

/**
 * Throws a draft away.
 * @throws RevisionMoved when `revision` is no longer the last one.
 */
export const discardCallDraft = async (ports: StorePorts, callId: string, revision: number): Promise<void> => {
  try {
    await ports.db.send(new TransactWriteCommand({ TransactItems: [{ Put: emptying(ports, callId, revision) }] }));
  } catch (error) {
    throw lossOf(error, [() => new RevisionMoved()]);
  }
};
