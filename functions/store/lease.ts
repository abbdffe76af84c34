import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Key } from './keys.ts';
import type { StorePorts } from './ports.ts';

/** How long a taken lease holds before somebody else may send, in milliseconds: longer than `notify` may run. */
export const LEASE_MS = 90_000;

/** Another run holds the lease and may still be sending: come back later. */
export class LeaseHeld extends Error {}

/** A mail that its reader does not have: held back, or sent and come back. One that was found unwanted did arrive. */
export const notArrived = ({ status, delivery }: { status: string; delivery?: string | undefined }): boolean =>
  status === 'held' || (status === 'sent' && (delivery === 'bounced' || delivery === 'undelivered'));

/** A lease, or why there is none to take: the mail went out, or is held back. */
export type Lease = { taken: true; attempts: number } | { taken: false; status: 'sent' | 'held' };

/** `notArrived` as a condition. */
const NOT_ARRIVED = ' OR #status = :held OR (#status = :sent AND delivery IN (:bounced, :undelivered))';

/**
 * Takes the lease under which one mail is sent. A lease that lapsed is taken again: the mail may then go out twice, and
 * `attempts` above 1 counts it.
 * @param again Takes a mail as well that did not arrive.
 * @returns how often it was tried, unless there is nothing to send.
 * @throws LeaseHeld while another run holds it.
 */
export const takeLease = async (ports: StorePorts, key: Key, { again = false } = {}): Promise<Lease> => {
  const now = ports.now().getTime();
  try {
    const { Attributes } = await ports.db.send(
      new UpdateCommand({
        TableName: ports.tableName,
        Key: key,
        UpdateExpression: 'SET #status = :taken, leaseUntil = :until ADD attempts :one REMOVE delivery',
        ConditionExpression: `attribute_not_exists(pk) OR #status = :refused OR (#status = :taken AND leaseUntil < :now)${again ? NOT_ARRIVED : ''}`,
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':taken': 'taken',
          ':refused': 'refused',
          ...(again && { ':held': 'held', ':sent': 'sent', ':bounced': 'bounced', ':undelivered': 'undelivered' }),
          ':until': now + LEASE_MS,
          ':now': now,
          ':one': 1,
        },
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return { taken: true, attempts: Attributes?.attempts as number };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const status = error.Item?.status?.S;
    if (status === 'sent' || status === 'held') return { taken: false, status };
    throw new LeaseHeld();
  }
};

/** Notes that the mail went out, with what was said. */
export const markSent = async (
  ports: StorePorts,
  key: Key,
  sent: { messageId: string; at: string; seq: number; audience: string; subject: string; body: string },
): Promise<void> => {
  const { messageId, at, seq, audience, subject, body } = sent;
  await ports.db.send(
    new UpdateCommand({
      TableName: ports.tableName,
      Key: key,
      UpdateExpression:
        'SET #status = :sent, messageId = :id, sentAt = :at, seq = :seq, audience = :audience, subject = :subject, #body = :body REMOVE leaseUntil',
      ExpressionAttributeNames: { '#status': 'status', '#body': 'body' },
      ExpressionAttributeValues: {
        ':sent': 'sent',
        ':id': messageId,
        ':at': at,
        ':seq': seq,
        ':audience': audience,
        ':subject': subject,
        ':body': body,
      },
    }),
  );
};

/**
 * Notes that the mail was held back, with what it would have said, to be read and sent later. A lease that lapsed and was
 * taken by another run is left as it is.
 */
export const markHeld = async (
  ports: StorePorts,
  key: Key,
  attempts: number,
  held: { at: string; seq: number; audience: string; subject: string; body: string },
): Promise<void> => {
  const { at, seq, audience, subject, body } = held;
  try {
    await ports.db.send(
      new UpdateCommand({
        TableName: ports.tableName,
        Key: key,
        UpdateExpression:
          'SET #status = :held, heldAt = :at, seq = :seq, audience = :audience, subject = :subject, #body = :body REMOVE leaseUntil',
        ConditionExpression: '#status = :taken AND attempts = :attempts',
        ExpressionAttributeNames: { '#status': 'status', '#body': 'body' },
        ExpressionAttributeValues: {
          ':held': 'held',
          ':taken': 'taken',
          ':attempts': attempts,
          ':at': at,
          ':seq': seq,
          ':audience': audience,
          ':subject': subject,
          ':body': body,
        },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

/**
 * Gives a lease back after a refusal, when the mail certainly did not go out: the next try need not wait. `attempts` is
 * the lease's own: one that lapsed and was taken by another run, or sent by it, is left as it is.
 */
export const releaseLease = async (ports: StorePorts, key: Key, attempts: number): Promise<void> => {
  try {
    await ports.db.send(
      new UpdateCommand({
        TableName: ports.tableName,
        Key: key,
        UpdateExpression: 'SET #status = :refused REMOVE leaseUntil',
        ConditionExpression: '#status = :taken AND attempts = :attempts',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':refused': 'refused', ':taken': 'taken', ':attempts': attempts },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};
