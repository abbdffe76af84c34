import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type Anchor, anchor, type DailyDigest, dailyDigest } from '../../schemas/daily-digest.ts';
import type { TransactItem } from './commit.ts';
import { hashOf } from './hash.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { type Item, readPage, readPartition } from './read.ts';

/** Notes where an aggregate's chain stands on a day; the last note of the day counts. */
export const anchorPut = (ports: StorePorts, day: string, noted: Anchor): TransactItem => ({
  Put: { TableName: ports.tableName, Item: { ...noted, ...keys.anchorKey(day, noted.type, noted.id) } },
});

/** The anchors of a day, read strongly. */
export const readAnchors = async (ports: StorePorts, day: string): Promise<Anchor[]> =>
  (await readPartition(ports, keys.anchorsOf(day))).map((item) => anchor.parse(item));

/** Whether anything happened on a day, read strongly. */
export const hasAnchors = async (ports: StorePorts, day: string): Promise<boolean> => {
  const { Count = 0 } = await ports.db.send(
    new QueryCommand({
      TableName: ports.tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keys.anchorsOf(day) },
      Select: 'COUNT',
      Limit: 1,
    }),
  );
  return Count > 0;
};

const nameOf = ({ type, id }: Anchor) => `${type}#${id}`;

/** A day's digest over its anchors and the day before it. */
export const digestOfDay = (day: string, previous: string, anchors: readonly Anchor[]): string =>
  hashOf({
    day,
    previous,
    anchors: [...anchors]
      .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
      .map(({ type, id, seq, hash }) => ({ type, id, seq, hash })),
  });

/** Published digests, the newest first. */
export const listDigests = async (
  ports: StorePorts,
  cursor: string | undefined,
): Promise<{ items: DailyDigest[]; nextCursor?: string }> => {
  const page = await readPage(
    ports,
    {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keys.digests },
      ScanIndexForward: false,
    },
    cursor,
  );
  return { ...page, items: page.items.map((item) => dailyDigest.parse(item)) };
};

/** The newest published digest, read strongly. */
export const lastDigest = async (ports: StorePorts): Promise<DailyDigest | undefined> => {
  const { Items = [] } = await ports.db.send(
    new QueryCommand({
      TableName: ports.tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keys.digests },
      ScanIndexForward: false,
      Limit: 1,
    }),
  );
  return Items[0] && dailyDigest.parse(Items[0]);
};

/**
 * Publishes a day's digest, once.
 * @returns false when it was published already.
 */
export const putDigest = async (ports: StorePorts, published: DailyDigest): Promise<boolean> => {
  try {
    await ports.db.send(
      new PutCommand({
        TableName: ports.tableName,
        Item: { ...published, ...keys.digestKey(published.day) },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

/** What is wrong with the published digests: a day, or the event of an aggregate that is not what was anchored. */
export type DigestFault =
  | {
      day: string;
      what: 'missing' | 'not what its anchors say' | 'does not follow the day before' | 'not what was kept';
    }
  | { day: string; what: 'event changed since'; aggregate: { type: Anchor['type']; id: string }; seq: number };

export interface DigestReport {
  days: number;
  /** The last day that is published, and so far back proven. */
  last?: string;
  faults: DigestFault[];
}

/**
 * Verifies published digests from a table's items, taken in any order: each follows the day before, is what its anchors
 * make, and each anchor is still the event that stands in the chain. `kept` are digests that somebody wrote down when they
 * were published: whoever rewrote events, heads, anchors and digests alike is found by these.
 */
export const digestVerifier = (kept: readonly DailyDigest[] = []) => {
  const days = new Map<string, DailyDigest>();
  const anchors = new Map<string, Anchor[]>();
  const hashes = new Map<string, unknown>();
  return {
    take(item: Item): void {
      if (item.pk === keys.digests) days.set(item.sk, dailyDigest.parse(item));
      const day = keys.anchorDay(item.pk);
      if (day) anchors.set(day, [...(anchors.get(day) ?? []), anchor.parse(item)]);
      if (keys.isEventKey(item) && keys.aggregateOf(item.pk)) hashes.set(`${item.pk} ${item.sk}`, item.hash);
    },
    report(): DigestReport {
      const faults: DigestFault[] = [];
      const published = [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
      let before: DailyDigest | undefined;
      for (const entry of published) {
        const { day, previous, digest } = entry;
        const noted = anchors.get(day) ?? [];
        if (before && previous !== before.digest) faults.push({ day, what: 'does not follow the day before' });
        else if (digestOfDay(day, previous, noted) !== digest) faults.push({ day, what: 'not what its anchors say' });
        for (const { type, id, seq, hash } of noted) {
          const { pk, sk } = keys.eventKey(type, id, seq);
          if (hashes.get(`${pk} ${sk}`) !== hash)
            faults.push({ day, what: 'event changed since', aggregate: { type, id }, seq });
        }
        before = entry;
      }
      for (const { day, digest } of kept) {
        const found = days.get(day);
        if (!found) faults.push({ day, what: 'missing' });
        else if (found.digest !== digest) faults.push({ day, what: 'not what was kept' });
      }
      return { days: published.length, ...(before && { last: before.day }), faults };
    },
  };
};
