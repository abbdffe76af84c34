import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Key } from './keys.ts';
import { kindOf } from './keys.ts';
import { SECONDS_KEPT } from './per-day.ts';
import type { StorePorts } from './ports.ts';
import { versionOf } from './upcasts/index.ts';

/**
 * Counts one more code, unless the day's are used up; expires two days later.
 * @returns whether it was counted.
 */
export const countCode = async (ports: StorePorts, key: Key, most: number): Promise<boolean> => {
  try {
    await ports.db.send(
      new UpdateCommand({
        TableName: ports.tableName,
        Key: key,
        UpdateExpression: 'SET expiresAt = :expiresAt, v = :v ADD #count :one',
        ConditionExpression: 'attribute_not_exists(#count) OR #count < :most',
        ExpressionAttributeNames: { '#count': 'count' },
        ExpressionAttributeValues: {
          ':one': 1,
          ':most': most,
          ':v': versionOf(kindOf(key)),
          ':expiresAt': Math.floor(ports.now().getTime() / 1000) + SECONDS_KEPT,
        },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
