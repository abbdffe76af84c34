import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Key } from './keys.ts';
import type { StorePorts } from './ports.ts';

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
        'SET #status = :sent, messageId = :id, sentAt = :at, files = :files, expiresAt = :expires REMOVE leaseUntil',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':sent': 'sent',
        ':id': reminded.messageId,
        ':at': reminded.at,
        ':files': reminded.files,
        ':expires': Math.floor(Date.parse(reminded.at) / 1000) + KEPT_SECONDS,
      },
    }),
  );
};
