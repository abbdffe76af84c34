import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { ActorRef, AggregateType, DomainEvent, StoredEvent } from '../../schemas/event.ts';
import { eventVersionOf } from '../../schemas/event-versions.ts';
import { FIRST_RULES, rulesOf } from '../domain/corrections.ts';
import { presentAct } from './acting.ts';
import { GENESIS, hashOf } from './hash.ts';
import { eventKey, type Key } from './keys.ts';
import type { StorePorts } from './ports.ts';
import { stamped } from './upcasts/index.ts';

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** A write beside head and event, and what it means when its condition is lost (left out: decide again). */
export interface Guarded {
  write: TransactItem;
  lost?: () => Error;
}

/** Where an aggregate stood when it was read: `undefined` for one that is about to begin. */
export interface Position {
  version: number;
  lastHash: string;
  /** When its last event happened; heads that were written before this was kept do not say. */
  lastAt?: string | undefined;
}

/** When an act that is decided at `at` happens in a chain that stands there: never before what happened already. */
export const notBefore = (at: string, before: Pick<Position, 'lastAt'> | undefined): string =>
  before?.lastAt !== undefined && before.lastAt > at ? before.lastAt : at;

export interface Commit {
  aggregate: { type: AggregateType; id: string };
  headKey: Key;
  /** Where the head was when the decision was taken. */
  before: Position | undefined;
  /**
   * What the head is held to in place of its version, where others than this chain write to it as well: an attribute that
   * every write moves, as it was read; no value for a head that is not there.
   */
  heldBy?: { name: string; value: number | undefined };
  /** The head's attributes but for key, version, hash and the instant of its last event. */
  head: Record<string, unknown>;
  event: DomainEvent;
  actor: ActorRef;
  /** The instant of the act; its event comes no earlier than the one before it (`notBefore`). */
  at: string;
  also?: Guarded[];
}

/** A condition was lost to somebody else: read again and decide again. */
export class Stale extends Error {}

/** The event of a change as it will stand, and its writes: head, event, and the guarded ones after them. */
const writesOf = (ports: StorePorts, change: Commit): { stored: StoredEvent; items: TransactItem[] } => {
  const { aggregate, before, actor } = change;
  const at = notBefore(change.at, before);
  const heldBy = change.heldBy ?? { name: 'version', value: before?.version };
  const seq = (before?.version ?? 0) + 1;
  const rules = rulesOf(aggregate.type);
  const act = presentAct();
  const unhashed = {
    v: eventVersionOf(change.event.type),
    ...(rules > FIRST_RULES && { rules }),
    aggregate,
    seq,
    at,
    actor,
    ...(act && { act: act.id, ...(act.gathers && { gathers: true }) }),
    previousHash: before?.lastHash ?? GENESIS,
    ...change.event,
  };
  const stored = { ...unhashed, hash: hashOf(unhashed) } as StoredEvent;
  const TableName = ports.tableName;
  const items: TransactItem[] = [
    {
      Put: {
        TableName,
        Item: stamped({ ...change.head, ...change.headKey, version: seq, lastHash: stored.hash, lastAt: at }),
        ...(heldBy.value !== undefined
          ? {
              ConditionExpression: '#held = :held',
              ExpressionAttributeNames: { '#held': heldBy.name },
              ExpressionAttributeValues: { ':held': heldBy.value },
            }
          : { ConditionExpression: 'attribute_not_exists(pk)' }),
      },
    },
    {
      Put: {
        TableName,
        Item: { ...stored, ...eventKey(aggregate.type, aggregate.id, seq) },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    ...(change.also ?? []).map((guarded) => guarded.write),
  ];
  return { stored, items };
};

/** The writes of what happens to another aggregate by the same act, to go with the commit of the one. */
export const alongside = (ports: StorePorts, change: Commit): Guarded[] =>
  writesOf(ports, change).items.map((write) => ({ write }));

/**
 * One TransactWriteItems: the aggregate's new head if its version is still the one decided upon, the next event if
 * absent, and the guarded writes; all or nothing. At most 100 items. The event carries the id of the act under way.
 * @throws Stale when the head or a guard without meaning of its own moved; the guard's own error otherwise.
 */
export const commit = async (ports: StorePorts, change: Commit): Promise<StoredEvent> => {
  const { stored, items } = writesOf(ports, change);
  try {
    await ports.db.send(new TransactWriteCommand({ TransactItems: items }));
    const act = presentAct();
    if (act && (stored.aggregate.type === 'application' || stored.aggregate.type === 'session')) act.made++;
    return stored;
  } catch (error) {
    throw lossOf(
      error,
      (change.also ?? []).map((guarded) => guarded.lost),
      2,
    );
  }
};

/**
 * What a failed transaction means: the error of the guard that was lost, `Stale` for any other lost condition or passing
 * conflict, or the failure itself. `guards` speak for the items from `offset` on; items before it count as the head.
 */
export const lossOf = (error: unknown, guards: ((() => Error) | undefined)[] = [], offset = 0): unknown => {
  if (!(error instanceof TransactionCanceledException)) return error;
  const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None');
  if (!codes.slice(0, offset).includes('ConditionalCheckFailed'))
    for (const [index, lost] of guards.entries())
      if (lost && codes[index + offset] === 'ConditionalCheckFailed') return lost();
  const passing = ['None', 'ConditionalCheckFailed', 'TransactionConflict', 'ThrottlingError'];
  return codes.every((code) => passing.includes(code)) ? new Stale() : error;
};

/** Holds an item that a transaction goes with to the version it was read at. */
export const atVersion = (ports: StorePorts, key: Key, version: number): TransactItem => ({
  ConditionCheck: {
    TableName: ports.tableName,
    Key: { pk: key.pk, sk: key.sk },
    ConditionExpression: '#version = :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': version },
  },
});

/** Longest time that an act is decided again before it gives up, in milliseconds. */
const PATIENCE_MS = 5000;

/**
 * Runs an act that loads, decides and commits, again from the start when it lost to somebody else, with growing jitter
 * and for five seconds at most.
 * @throws Stale when it still loses after that; whatever the act throws besides.
 */
export const retrying = async <T>(ports: StorePorts, act: () => Promise<T>): Promise<T> => {
  const started = ports.now().getTime();
  for (let attempt = 0; ; attempt++) {
    try {
      return await act();
    } catch (error) {
      const elapsed = ports.now().getTime() - started;
      if (!(error instanceof Stale) || elapsed >= PATIENCE_MS) throw error;
      await ports.sleep(ports.random() * Math.min(400, 10 * 2 ** attempt));
    }
  }
};
