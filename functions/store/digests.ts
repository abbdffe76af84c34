import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type Anchor, anchor, type DailyDigest, dailyDigest } from '../../schemas/daily-digest.ts';
import { aggregateNamed, type Note, type NoteOf, notesOf } from './chain-notes.ts';
import type { TransactItem } from './commit.ts';
import { hashOf } from './hash.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { type Item, readPage, readPartition } from './read.ts';
import { readItem } from './stored.ts';
import { stamped } from './upcasts/index.ts';

/** Notes where an aggregate's chain stands on a day; the last note of the day counts. */
export const anchorPut = (ports: StorePorts, day: string, noted: Anchor): TransactItem => ({
  Put: { TableName: ports.tableName, Item: stamped({ ...noted, ...keys.anchorKey(day, noted.type, noted.id) }) },
});

/** The anchors of a day, read strongly. */
export const readAnchors = async (ports: StorePorts, day: string): Promise<Anchor[]> =>
  (await readPartition(ports, keys.anchorsOf(day))).map((item) => readItem(anchor, item));

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
  return { ...page, items: page.items.map((item) => readItem(dailyDigest, item)) };
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
  return Items[0] && readItem(dailyDigest, Items[0]);
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
        Item: stamped({ ...published, ...keys.digestKey(published.day) }),
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
 * Verifies published digests from what a table's items say of them, taken in any order: each follows the day before, is
 * what its anchors make, and each anchor is still the event that stands in the chain. `kept` are digests that somebody
 * wrote down when they were published: whoever rewrote events, heads, anchors and digests alike is found by these. As with
 * chains, all notes of a day or an aggregate are to be taken before they are settled.
 */
export const digestVerifier = (kept: readonly DailyDigest[] = []) => {
  /** Days that are published, and whether each is what its anchors say. */
  const days = new Map<string, { digest: DailyDigest; matches: boolean }>();
  const changed: NoteOf<'anchored'>[] = [];
  /** What was taken and not settled yet: by day, and by event. */
  const anchors = new Map<string, Anchor[]>();
  const digests = new Map<string, DailyDigest>();
  const hashes = new Map<string, unknown>();
  const anchored: NoteOf<'anchored'>[] = [];
  const eventOf = ({ of, seq }: { of: string; seq: number }) => `${of} ${seq}`;

  const note = (noted: Note): void => {
    if (noted.kind === 'digest') digests.set(noted.of, noted.digest);
    else if (noted.kind === 'anchor') anchors.set(noted.of, [...(anchors.get(noted.of) ?? []), noted.anchor]);
    else if (noted.kind === 'anchored') anchored.push(noted);
    else if (noted.kind === 'event') hashes.set(eventOf(noted), noted.hash);
  };

  /** Verifies what was taken so far, and forgets it. */
  const settle = (): void => {
    for (const [of, digest] of digests) {
      const matches = digestOfDay(digest.day, digest.previous, anchors.get(of) ?? []) === digest.digest;
      days.set(digest.day, { digest, matches });
    }
    changed.push(...anchored.filter((noted) => hashes.get(eventOf(noted)) !== noted.hash));
    for (const taken of [anchors, digests, hashes]) taken.clear();
    anchored.length = 0;
  };

  return {
    note,
    take: (item: Item): void => notesOf(item).forEach(note),
    settle,
    report(): DigestReport {
      settle();
      const faults: DigestFault[] = [];
      const published = [...days.values()].sort((a, b) => (a.digest.day < b.digest.day ? -1 : 1));
      const changedOn = Map.groupBy(changed, ({ day }) => day);
      let before: DailyDigest | undefined;
      for (const { digest, matches } of published) {
        const { day, previous } = digest;
        if (before && previous !== before.digest) faults.push({ day, what: 'does not follow the day before' });
        else if (!matches) faults.push({ day, what: 'not what its anchors say' });
        for (const { of, seq } of (changedOn.get(day) ?? []).toSorted((a, b) => (a.of < b.of ? -1 : 1))) {
          const aggregate = aggregateNamed(of);
          if (aggregate) faults.push({ day, what: 'event changed since', aggregate, seq });
        }
        before = digest;
      }
      for (const { day, digest } of kept) {
        const found = days.get(day)?.digest;
        if (!found) faults.push({ day, what: 'missing' });
        else if (found.digest !== digest) faults.push({ day, what: 'not what was kept' });
      }
      return { days: published.length, ...(before && { last: before.day }), faults };
    },
  };
};
