import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { readPage } from './read.ts';

/** Evaluations that were in and could be corrected, and whose time for that is over: what their step waited for. */

/** An assignment as the index names it. */
export interface OverdueCorrection {
  applicationId: string;
  jurorId: string;
  dueSort: string;
}

/** Those whose time was over at the instant `at`, the longest over first, a page at a time. */
export const listOverdueCorrections = async (
  ports: StorePorts,
  at: string,
  cursor: string | undefined,
): Promise<{ items: OverdueCorrection[]; nextCursor?: string }> => {
  const { items, ...page } = await readPage(
    ports,
    {
      IndexName: 'byDue',
      KeyConditionExpression: 'dueKey = :key AND dueSort < :until',
      ExpressionAttributeValues: {
        ':key': keys.correctableEvaluations,
        ':until': keys.correctableBefore(at),
      },
      Limit: 100,
    },
    cursor,
  );
  return { ...page, items: items as unknown as OverdueCorrection[] };
};

/**
 * Takes one off that index, once its step was woken. The assignment itself says as before until when it was correctable; one
 * that was submitted again since stays listed, for its new time.
 */
export const unlistCorrection = async (
  ports: StorePorts,
  { applicationId, jurorId, dueSort }: OverdueCorrection,
): Promise<void> => {
  try {
    await ports.db.send(
      new UpdateCommand({
        TableName: ports.tableName,
        Key: keys.assignmentKey(applicationId, jurorId),
        UpdateExpression: 'REMOVE dueKey, dueSort',
        ConditionExpression: 'dueKey = :key AND dueSort = :sort',
        ExpressionAttributeValues: { ':key': keys.correctableEvaluations, ':sort': dueSort },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};
