import type { Aggregate } from './events.ts';
import { aggregateOf, cursorOf, waiting } from './keys.ts';
import type { StorePorts } from './ports.ts';
import { readPage } from './read.ts';

/** A consumer that stopped at an aggregate's next event, since its code did not know it. */
export interface Waiting {
  consumer: string;
  aggregate: Aggregate;
}

/** Who waits, the longest first. An index: it says whom to wake, and each decides by itself what there is to do. */
export const listWaiting = async (
  ports: StorePorts,
  cursor: string | undefined,
): Promise<{ items: Waiting[]; nextCursor?: string }> => {
  const page = await readPage(
    ports,
    {
      IndexName: 'byDue',
      KeyConditionExpression: 'dueKey = :key',
      ExpressionAttributeValues: { ':key': waiting },
      Limit: 100,
    },
    cursor,
  );
  return {
    ...page,
    items: page.items.flatMap(({ pk, sk }) => {
      const aggregate = aggregateOf(pk);
      return aggregate ? [{ aggregate, consumer: cursorOf(sk) }] : [];
    }),
  };
};
