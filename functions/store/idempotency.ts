import type { OperationId } from '../../schemas/contract.ts';
import { DomainError } from '../domain/errors.ts';
import { type Guarded, retrying, Stale } from './commit.ts';
import { hashOf } from './hash.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { get } from './read.ts';
import { stamped } from './upcasts/index.ts';

const SECONDS_KEPT = 86_400;

/** What a person does under a key of theirs: the key names this operation with this content, and no other. */
export interface KeyedAct {
  personId: string;
  key: string;
  operation: OperationId;
  /** SHA-256 of what the request says beside its key. */
  digest: string;
}

export const keyedAct = (
  operation: OperationId,
  { person, params, body }: { person: { id: string }; params?: unknown; body: { idempotencyKey: string } },
): KeyedAct => {
  const { idempotencyKey: key, ...content } = body;
  return { personId: person.id, key, operation, digest: hashOf({ params, content }) };
};

/** The key was used before, for something else. */
export const keyReused = (): DomainError => new DomainError('invalid', 'idempotency-key-reused');

/** An act with this key was done already: this one, or another. */
class AlreadyDone extends Error {}

const secondOf = (ports: StorePorts): number => Math.floor(ports.now().getTime() / 1000);

/**
 * Remembers for a day which thing an act made, so that the same act again finds it. Goes with the act's own writes. What
 * has expired may still be there, since deletion is lazy: it counts as gone.
 */
export const remember = (
  ports: StorePorts,
  { personId, key, operation, digest }: KeyedAct,
  resultId: string,
): Guarded => ({
  write: {
    Put: {
      TableName: ports.tableName,
      Item: stamped({
        ...keys.idempotencyKey(personId, key),
        operation,
        digest,
        resultId,
        expiresAt: secondOf(ports) + SECONDS_KEPT,
      }),
      ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
      ExpressionAttributeValues: { ':now': secondOf(ports) },
    },
  },
  lost: () => new AlreadyDone(),
});

interface Remembered {
  resultId: string;
  expiresAt: number;
  /** Absent from items written before keys named their act. */
  operation?: string;
  digest?: string;
}

/** What an older item was written for, told by what was made. */
const operationBehind = (resultId: string): OperationId =>
  resultId.startsWith('app_')
    ? 'startApplication'
    : resultId.startsWith('org_')
      ? 'registerOrganisation'
      : 'createCall';

/**
 * What this very act made when it was done before.
 * @throws DomainError invalid, `idempotency-key-reused`, when the key stands for another act or other content; Stale when
 * it expired in this moment.
 */
const recall = async (ports: StorePorts, { personId, key, operation, digest }: KeyedAct): Promise<string> => {
  const item = (await get(ports, keys.idempotencyKey(personId, key))) as (keys.Key & Remembered) | undefined;
  if (!item || item.expiresAt <= secondOf(ports)) throw new Stale();
  if ((item.operation ?? operationBehind(item.resultId)) !== operation) throw keyReused();
  if ((item.digest ?? digest) !== digest) throw keyReused();
  return item.resultId;
};

/**
 * Runs an act that remembers its key, again when it loses to somebody else; when it was done before, gives what it made
 * then.
 * @throws DomainError invalid, `idempotency-key-reused`, when the key was used for something else; what the act throws.
 */
export const once = <T>(
  ports: StorePorts,
  act: KeyedAct,
  run: () => Promise<T>,
  found: (resultId: string) => Promise<T>,
): Promise<T> =>
  retrying(ports, async () => {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof AlreadyDone)) throw error;
      return found(await recall(ports, act));
    }
  });
