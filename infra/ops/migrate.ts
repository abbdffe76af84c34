import { GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { aggregateOf, type Key, migrationKey } from '../../functions/store/keys.ts';
import type { StorePorts } from '../../functions/store/ports.ts';
import { stamped } from '../../functions/store/upcasts/index.ts';
import type { Migration } from './migrations.ts';

/** Items that one page of the scan looks at: the most that an interruption makes it look at again. */
const PAGE = 500;
/** Items that are worked on at once. */
const AT_ONCE = 8;

/** Where a migration stands, kept in the table itself. */
const progress = z.object({
  /** The place after which the scan goes on; left out at the beginning of a pass. */
  after: z.object({ pk: z.string(), sk: z.string() }).optional(),
  /** Items looked at, and changed, in the pass under way. */
  looked: z.int(),
  changed: z.int(),
  /** Items changed in all passes. */
  total: z.int(),
  /** When a whole pass found nothing to do any more. */
  doneAt: z.string().optional(),
});
export type Progress = z.infer<typeof progress>;

const begin: Progress = { looked: 0, changed: 0, total: 0 };

export const readProgress = async ({ db, tableName }: StorePorts, name: string): Promise<Progress | undefined> => {
  const { Item } = await db.send(
    new GetCommand({ TableName: tableName, Key: migrationKey(name), ConsistentRead: true }),
  );
  return Item && progress.parse(Item);
};

const keep = ({ db, tableName }: StorePorts, name: string, now: Progress): Promise<unknown> =>
  db.send(new PutCommand({ TableName: tableName, Item: stamped({ ...now, ...migrationKey(name) }) }));

/** One page of the items that a migration may concern, by key, read strongly. */
const readKeys = async ({ db, tableName }: StorePorts, { prefix, concerns }: Migration, after: Key | undefined) => {
  const page = await db.send(
    new ScanCommand({
      TableName: tableName,
      ConsistentRead: true,
      Limit: PAGE,
      ProjectionExpression: 'pk, sk',
      FilterExpression: 'begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':prefix': prefix },
      ...(after && { ExclusiveStartKey: after }),
    }),
  );
  return {
    keys: ((page.Items ?? []) as Key[]).filter((key) => concerns(key) && aggregateOf(key.pk) !== undefined),
    looked: page.ScannedCount ?? 0,
    after: page.LastEvaluatedKey as Key | undefined,
  };
};

/**
 * Counts what a migration would change, and changes nothing.
 * @returns items looked at, and those that it would change.
 */
export const tryMigration = async (
  ports: StorePorts,
  migration: Migration,
): Promise<{ looked: number; concerned: number }> => {
  let [looked, concerned] = [0, 0];
  let after: Key | undefined;
  do {
    const page = await readKeys(ports, migration, after);
    looked += page.looked;
    concerned += page.keys.length;
    after = page.after;
  } while (after);
  return { looked, concerned };
};

/**
 * Runs a migration until a whole pass over the table finds nothing left to change, or `most` items were changed. Where it
 * stands is kept after every page: stopped or killed, it goes on from there. What code of the former release writes
 * meanwhile is found by the next pass, so that it is done for good once that code is gone.
 * @returns where it stands then; `doneAt` is there once nothing was left.
 * @throws whatever the migration of an item throws: that item stays as it was, and the next run begins at its page.
 */
export const migrate = async (
  ports: StorePorts,
  migration: Migration,
  { most = Number.POSITIVE_INFINITY, say = () => undefined }: { most?: number; say?: (line: string) => void } = {},
): Promise<Progress> => {
  const { name } = migration;
  const { doneAt: _done, ...kept } = (await readProgress(ports, name)) ?? begin;
  let now: Progress = kept;
  let left = most;
  while (left > 0) {
    const page = await readKeys(ports, migration, now.after);
    let [changed, worked] = [0, 0];
    // Not every item that a migration concerns is changed by it: only those count.
    while (worked < page.keys.length && changed < left) {
      const group = page.keys.slice(worked, worked + Math.min(AT_ONCE, left - changed));
      changed += (await Promise.all(group.map((key) => migration.up(ports, key)))).filter(Boolean).length;
      worked += group.length;
    }
    const cut = worked < page.keys.length;
    left -= changed;
    const { after: _after, ...before } = now;
    now = {
      ...before,
      looked: now.looked + (cut ? 0 : page.looked),
      changed: now.changed + changed,
      total: now.total + changed,
      // A page that was cut short is looked at again.
      ...(cut ? now.after && { after: now.after } : page.after && { after: page.after }),
    };
    if (!now.after && !cut) {
      say(`${name}: ${now.looked} items looked at, ${now.changed} changed in this pass, ${now.total} in all.`);
      if (now.changed === 0) {
        now = { ...now, doneAt: ports.now().toISOString() };
        await keep(ports, name, now);
        return now;
      }
      now = { looked: 0, changed: 0, total: now.total };
    } else say(`${name}: ${now.looked} items looked at, ${now.changed} changed so far.`);
    await keep(ports, name, now);
  }
  return now;
};
