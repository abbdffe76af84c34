import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { held } from './held.ts';
import type { Key } from './keys.ts';
import { kindOf } from './keys.ts';
import { SECONDS_KEPT } from './per-day.ts';
import type { StorePorts } from './ports.ts';
import { get } from './read.ts';
import { versionOf } from './upcasts/index.ts';

/** What is counted apart: sign-ups, and what is mailed about an account that exists. */
export type Counted = 'count' | 'asked';

/** Whether a day's sign-ups are used up: cheaper to read than to be refused at a write. */
export const areUsedUp = async (ports: StorePorts, key: Key, most: number): Promise<boolean> =>
  Number((await get(ports, key))?.count ?? 0) >= most;

/**
 * Counts one more code, unless the day's are used up; expires two days later.
 * @returns whether it was counted.
 */
export const countCode = (ports: StorePorts, key: Key, of: Counted, most: number): Promise<boolean> =>
  held(
    ports.db.send(
      new UpdateCommand({
        TableName: ports.tableName,
        Key: key,
        UpdateExpression: 'SET expiresAt = :expiresAt, v = :v ADD #count :one',
        ConditionExpression: 'attribute_not_exists(#count) OR #count < :most',
        ExpressionAttributeNames: { '#count': of },
        ExpressionAttributeValues: {
          ':one': 1,
          ':most': most,
          ':v': versionOf(kindOf(key)),
          ':expiresAt': Math.floor(ports.now().getTime() / 1000) + SECONDS_KEPT,
        },
      }),
    ),
  );
