import type { ApplicationCore } from '../../schemas/application.ts';
import type { Guarded } from './commit.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { readPage } from './read.ts';
import { stamped } from './upcasts/index.ts';

/**
 * The writes that keep the list of what is to be announced: an item of its own beside the head, since a deferred file has
 * its clock in that index too. It goes with the commit that keeps a decision back, announces it or undoes it.
 */
export const announcementWrites = (
  ports: StorePorts,
  before: Pick<ApplicationCore, 'announceOn'> | undefined,
  after: Pick<ApplicationCore, 'id' | 'announceOn'>,
): Guarded[] => {
  if (before?.announceOn === after.announceOn) return [];
  const TableName = ports.tableName;
  const key = keys.announcementKey(after.id);
  if (after.announceOn === undefined) return [{ write: { Delete: { TableName, Key: key } } }];
  const dueSort = keys.announcementSort(after.announceOn, after.id);
  const Item = stamped({ ...key, applicationId: after.id, dueKey: keys.announcements, dueSort });
  return [{ write: { Put: { TableName, Item } } }];
};

/** Files whose decision is to be announced on a day or before, a page at a time, the earliest first. */
export const listAnnouncements = async (
  ports: StorePorts,
  until: string,
  cursor: string | undefined,
): Promise<{ applicationIds: string[]; nextCursor?: string }> => {
  const { items, ...page } = await readPage(
    ports,
    {
      IndexName: 'byDue',
      KeyConditionExpression: 'dueKey = :key AND dueSort <= :until',
      ExpressionAttributeValues: { ':key': keys.announcements, ':until': keys.announcedUntil(until) },
    },
    cursor,
  );
  return { ...page, applicationIds: items.map(({ applicationId }) => applicationId as string) };
};
