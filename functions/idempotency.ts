import { retrying, Stale } from './store/commit.ts';
import * as keys from './store/keys.ts';
import type { StorePorts } from './store/ports.ts';
import { get } from './store/read.ts';

const SECONDS_KEPT = 86_400;

/** An idempotency key was used before: the act is already done. */
class AlreadyDone extends Error {}

/** Remembers for a day which thing an act made, so that the same act again finds it. */
export const remember = (ports: StorePorts, personId: string, key: string, resultId: string) => ({
  write: {
    Put: {
      TableName: ports.tableName,
      Item: {
        ...keys.idempotencyKey(personId, key),
        resultId,
        expiresAt: Math.floor(ports.now().getTime() / 1000) + SECONDS_KEPT,
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
  lost: () => new AlreadyDone(),
});

/** Runs an act that remembers its key; when it was done before, gives what it made then. */
export const once = async <T>(
  ports: StorePorts,
  personId: string,
  key: string,
  act: () => Promise<T>,
  found: (resultId: string) => Promise<T>,
): Promise<T> => {
  try {
    return await retrying(ports, act);
  } catch (error) {
    if (!(error instanceof AlreadyDone)) throw error;
    const earlier = await get(ports, keys.idempotencyKey(personId, key));
    if (!earlier) throw new Stale();
    return found(earlier.resultId as string);
  }
};
