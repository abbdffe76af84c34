import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { isInFlight } from '../../schemas/application.ts';
import { indexKeys, loadHead } from './applications.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';

/**
 * Puts a file whose decision was kept back by a release that stopped its clock among the clocks again; for a backfill. Safe
 * beside every act, and to repeat.
 * @returns whether it did: false for a file without such a decision, or that is listed already.
 */
export const listKeptClock = async (ports: StorePorts, applicationId: string): Promise<boolean> => {
  const head = await loadHead(ports, applicationId);
  if (head?.announceOn === undefined || isInFlight(head.state)) return false;
  const { dueKey, dueSort } = indexKeys(head);
  if (dueKey === undefined) return false;
  try {
    await ports.db.send(
      new UpdateCommand({
        TableName: ports.tableName,
        Key: keys.applicationKey(head.id),
        UpdateExpression: 'SET dueKey = :key, dueSort = :sort',
        ConditionExpression: '#version = :version AND attribute_not_exists(dueKey)',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': head.version, ':key': dueKey, ':sort': dueSort },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
