import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Guarded } from './commit.ts';
import { type Key, kindOf, reminderKey } from './keys.ts';
import type { StorePorts } from './ports.ts';
import { getMany } from './read.ts';
import { stamped, versionOf } from './upcasts/index.ts';

/** How long it is kept that somebody was reminded, in seconds. */
const KEPT_SECONDS = 90 * 86_400;

/** Notes that a reminder went out, of how many files; what it said is in the person's mailbox alone. */
export const markReminded = async (
  ports: StorePorts,
  key: Key,
  reminded: { messageId: string; at: string; files: number },
): Promise<void> => {
  await ports.db.send(
    new UpdateCommand({
      TableName: ports.tableName,
      Key: key,
      UpdateExpression:
        'SET #status = :sent, messageId = :id, sentAt = :at, files = :files, expiresAt = :expires, #v = :v REMOVE leaseUntil',
      ExpressionAttributeNames: { '#status': 'status', '#v': 'v' },
      ExpressionAttributeValues: {
        ':sent': 'sent',
        ':id': reminded.messageId,
        ':at': reminded.at,
        ':files': reminded.files,
        ':v': versionOf(kindOf(key)),
        ':expires': Math.floor(Date.parse(reminded.at) / 1000) + KEPT_SECONDS,
      },
    }),
  );
};

/** The condition under which the day's reminder of a person is free: none went out, or it was refused. */
const FREE = 'attribute_not_exists(pk) OR #status = :refused OR (#status = :taken AND leaseUntil < :now)';

/**
 * Who of these persons had a reminder on a day, `YYYY-MM-DD`, or is being written one; read strongly.
 */
export const loadReminded = async (
  ports: StorePorts,
  personIds: readonly string[],
  day: string,
): Promise<Set<string>> => {
  const byPk = new Map(personIds.map((id) => [reminderKey(id, day).pk, id]));
  const items = await getMany(
    ports,
    personIds.map((id) => reminderKey(id, day)),
  );
  const now = ports.now().getTime();
  return new Set(
    items
      .filter(({ status, leaseUntil }) => status === 'sent' || (status === 'taken' && Number(leaseUntil) >= now))
      .flatMap(({ pk }) => byPk.get(pk) ?? []),
  );
};

/** Takes the one reminder of a person's day, for a mail that an event has sent; lost to another, it is decided again. */
export const reminderOf = (ports: StorePorts, personId: string, day: string, at: string): Guarded => ({
  write: {
    Put: {
      TableName: ports.tableName,
      Item: stamped({
        ...reminderKey(personId, day),
        status: 'sent',
        sentAt: at,
        files: 1,
        expiresAt: Math.floor(Date.parse(at) / 1000) + KEPT_SECONDS,
      }),
      ConditionExpression: FREE,
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':refused': 'refused', ':taken': 'taken', ':now': ports.now().getTime() },
    },
  },
});
