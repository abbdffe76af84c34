import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { type Guarded, lossOf } from './commit.ts';
import type { StorePorts } from './ports.ts';

/**
 * Writes that belong to no event, all or nothing. At most 100.
 * @throws Stale when a guard without meaning of its own was lost; the guard's own error otherwise.
 */
export const transact = async (ports: StorePorts, guarded: readonly Guarded[]): Promise<void> => {
  try {
    await ports.db.send(new TransactWriteCommand({ TransactItems: guarded.map(({ write }) => write) }));
  } catch (error) {
    throw lossOf(
      error,
      guarded.map(({ lost }) => lost),
    );
  }
};
