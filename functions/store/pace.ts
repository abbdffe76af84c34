import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { paceKey } from './keys.ts';
import type { StorePorts } from './ports.ts';

/**
 * Nobody waits longer for a turn than a function may run, in milliseconds. A turn that is farther away was written by a
 * clock that went wrong.
 */
const FARTHEST_MS = 15 * 60_000;

/** The next turn comes too late for whoever asked. */
export class NoTurn extends Error {}

/**
 * Takes the next turn to send. Turns are `spacingMs` apart, whoever takes them: executions share one item, so that it
 * does not matter how many there are, or that Lambda begins a fresh one.
 * @returns the instant of the turn, in epoch milliseconds.
 * @throws NoTurn when it would be after `latest`; none is taken then.
 */
export const takeTurn = async (
  ports: StorePorts,
  { spacingMs, latest }: { spacingMs: number; latest: number },
): Promise<number> => {
  // Mostly the last turn is long over: then one write takes the next.
  let seen: number | undefined;
  for (;;) {
    const now = ports.now().getTime();
    const turn = seen !== undefined && seen > now && seen <= now + FARTHEST_MS ? seen : now;
    if (turn > latest) throw new NoTurn();
    try {
      await ports.db.send(
        new UpdateCommand({
          TableName: ports.tableName,
          Key: paceKey,
          UpdateExpression: 'SET nextAt = :next',
          ConditionExpression: seen === undefined ? 'attribute_not_exists(pk) OR nextAt <= :now' : 'nextAt = :seen',
          ExpressionAttributeValues: {
            ':next': turn + spacingMs,
            ...(seen === undefined ? { ':now': now } : { ':seen': seen }),
          },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return turn;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const next = error.Item?.nextAt?.N;
      seen = next === undefined ? undefined : Number(next);
    }
  }
};
