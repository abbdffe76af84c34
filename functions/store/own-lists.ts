import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { indexKeys, loadHead } from './applications.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';

/**
 * Gives a file the place in its organisation's list that its applicant knows of, where a release put it that moved it with
 * each act of staff and jury; for a backfill. Safe beside every act, and to repeat.
 * @returns whether it did: false for no file, and for one that stands there already.
 */
export const listAsKnown = async (ports: StorePorts, applicationId: string): Promise<boolean> => {
  const head = await loadHead(ports, applicationId);
  if (!head) return false;
  const { personSort } = indexKeys(head);
  try {
    await ports.db.send(
      new UpdateCommand({
        TableName: ports.tableName,
        Key: keys.applicationKey(head.id),
        UpdateExpression: 'SET personSort = :sort',
        ConditionExpression: '#version = :version AND personSort <> :sort',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': head.version, ':sort': personSort },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
