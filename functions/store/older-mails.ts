import type { TransactItem } from './commit.ts';
import type { Aggregate } from './events.ts';
import { notificationItem } from './items/application.ts';
import { notificationKey, notificationOf, notificationPrefix, notificationsOf, partitionOf } from './keys.ts';
import { LeaseHeld, notArrived } from './lease.ts';
import type { StorePorts } from './ports.ts';
import { readPartition } from './read.ts';
import { readItem } from './stored.ts';

/** A mail of an older release, which sent while it told and kept its mails with the file or the session. */
export interface OlderMail {
  seq: number;
  recipient: string;
  /** It was held back, did not arrive or never left, and no message of today took its place. */
  isWanting: boolean;
}

/**
 * The mails of a file or a session, or of one of its events, that an older release sent, held back or was about to send; read strongly.
 * One that certainly did not leave, and that nobody works on any more, counts among them for the whole of it alone.
 * @throws LeaseHeld while a run of that release may still be sending one of them.
 */
export const olderMails = async (ports: StorePorts, { type, id }: Aggregate, seq?: number): Promise<OlderMail[]> => {
  const pk = partitionOf(type, id);
  const items = await readPartition(ports, pk, seq === undefined ? notificationPrefix : notificationsOf(seq));
  const now = ports.now().getTime();
  return items.flatMap((item) => {
    const mail = readItem(notificationItem, { ...item, ...notificationOf(item) });
    if (mail.status === 'taken' && (mail.leaseUntil ?? 0) >= now) throw new LeaseHeld();
    const never = mail.status === 'taken' || mail.status === 'refused';
    if (never && seq !== undefined) return [];
    return [{ seq: mail.seq, recipient: mail.recipient, isWanting: !mail.moved && (never || notArrived(mail)) }];
  });
};

/** Notes that a message of today took the place of an older mail. */
export const movedWrite = (ports: StorePorts, applicationId: string, mail: OlderMail): TransactItem => ({
  Update: {
    TableName: ports.tableName,
    Key: notificationKey(applicationId, mail.seq, mail.recipient),
    UpdateExpression: 'SET moved = :yes',
    ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(moved)',
    ExpressionAttributeValues: { ':yes': true },
  },
});
