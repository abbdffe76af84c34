import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Key } from './keys.ts';
import type { StorePorts } from './ports.ts';

/** How long a taken lease holds before somebody else may send, in milliseconds: longer than `send` may run. */
export const LEASE_MS = 90_000;

/** Another run holds the lease and may still be sending: come back later. */
export class LeaseHeld extends Error {}

/** A mail that its reader does not have: held back, refused for good, or sent and come back. One that was found unwanted did arrive. */
export const notArrived = ({
  status,
  delivery,
  refusal,
}: {
  status: string;
  delivery?: string | undefined;
  refusal?: object | undefined;
}): boolean =>
  status === 'held' ||
  (status === 'refused' && refusal !== undefined) ||
  (status === 'sent' && (delivery === 'bounced' || delivery === 'undelivered'));

/** A lease, or that there is none to take: the mail went out. */
export type Lease = { taken: true; attempts: number } | { taken: false; status: 'sent' };

/**
 * Takes the lease under which one mail is sent. A lease that lapsed is taken again: the mail may then go out twice, and
 * `attempts` above 1 counts it.
 * @param kept Until when it is kept at the most, in seconds since 1970; for good unless given.
 * @returns how often it was tried, unless there is nothing to send.
 * @throws LeaseHeld while another run holds it.
 */
export const takeLease = async (ports: StorePorts, key: Key, kept: { keptUntil?: number } = {}): Promise<Lease> => {
  const now = ports.now().getTime();
  try {
    const { Attributes } = await ports.db.send(
      new UpdateCommand({
        TableName: ports.tableName,
        Key: key,
        UpdateExpression: `SET #status = :taken, leaseUntil = :until${kept.keptUntil ? ', expiresAt = :kept' : ''} ADD attempts :one`,
        ConditionExpression:
          'attribute_not_exists(pk) OR #status = :refused OR (#status = :taken AND leaseUntil < :now)',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':taken': 'taken',
          ':refused': 'refused',
          ':until': now + LEASE_MS,
          ':now': now,
          ':one': 1,
          ...(kept.keptUntil && { ':kept': kept.keptUntil }),
        },
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return { taken: true, attempts: Attributes?.attempts as number };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const status = error.Item?.status?.S;
    if (status === 'sent') return { taken: false, status };
    throw new LeaseHeld();
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
