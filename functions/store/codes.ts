import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { held } from './held.ts';
import type { Key } from './keys.ts';
import { kindOf } from './keys.ts';
import { SECONDS_KEPT } from './per-day.ts';
import type { StorePorts } from './ports.ts';
import { versionOf } from './upcasts/index.ts';

/**
 * Counts one more code, unless the day's are used up; expires two days later.
 * @returns whether it was counted.
 */
export const countCode = (ports: StorePorts, key: Key, most: number): Promise<boolean> =>
  held(
    ports.db.send(
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
    ),
  );
