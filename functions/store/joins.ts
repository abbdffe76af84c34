import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { dayOf } from '../domain/calendar.ts';
import { tooManyToday } from '../domain/errors.ts';
import { type Guarded, Stale } from './commit.ts';
import { type JoinItem, joinItem } from './items/organisation.ts';
import * as keys from './keys.ts';
import { SECONDS_KEPT } from './per-day.ts';
import type { StorePorts } from './ports.ts';
import { get, readPage, readPartition } from './read.ts';
import { readItem } from './stored.ts';
import { stamped, versionOf } from './upcasts/index.ts';

/** Wishes of persons to act for an organisation that is already registered: one for each of both, the last one stays. */

const itemOf = (join: JoinItem) => ({
  ...join,
  ...keys.joinKey(join.personId, join.organisationId),
  ...(join.state === 'waiting' && {
    stateKey: keys.waitingJoins,
    stateSort: `${join.requestedAt}#${join.personId}#${join.organisationId}`,
  }),
});

/** A wish, read strongly. */
export const loadJoin = async (
  ports: StorePorts,
  personId: string,
  organisationId: string,
): Promise<JoinItem | undefined> => {
  const item = await get(ports, keys.joinKey(personId, organisationId));
  return item && readItem(joinItem, item);
};

/** The wishes of a person, the latest first, read strongly. */
export const loadOwnJoins = async (ports: StorePorts, personId: string): Promise<JoinItem[]> => {
  const items = await readPartition(ports, keys.joinKey(personId, '').pk, keys.joinPrefix);
  return items
    .map((item) => readItem(joinItem, item))
    .toSorted((one, other) => (one.requestedAt < other.requestedAt ? 1 : -1));
};

/** A page of the wishes that wait for an answer, the longest waiting first. */
export const listWaitingJoins = async (ports: StorePorts, cursor: string | undefined) => {
  const page = await readPage(
    ports,
    {
      IndexName: 'byState',
      KeyConditionExpression: 'stateKey = :key',
      ExpressionAttributeValues: { ':key': keys.waitingJoins },
    },
    cursor,
  );
  return { ...page, items: page.items.map((item) => readItem(joinItem, item)) };
};

const notWaiting = {
  ConditionExpression: 'attribute_not_exists(pk) OR #state <> :waiting',
  ExpressionAttributeNames: { '#state': 'state' },
  ExpressionAttributeValues: { ':waiting': 'waiting' },
};

/**
 * Keeps a new wish.
 * @throws Stale when one of the same person for the same organisation waits already.
 */
export const saveJoin = async (ports: StorePorts, join: JoinItem): Promise<void> => {
  try {
    await ports.db.send(new PutCommand({ TableName: ports.tableName, Item: stamped(itemOf(join)), ...notWaiting }));
  } catch (error) {
    throw error instanceof ConditionalCheckFailedException ? new Stale() : error;
  }
};

/** Answers a wish, if it still waits as it was read. */
export const answerPut = (
  ports: StorePorts,
  join: JoinItem,
  answered: Required<Pick<JoinItem, 'state' | 'answeredAt' | 'answeredBy'>> & Pick<JoinItem, 'answer'>,
): Guarded => ({
  write: {
    Put: {
      TableName: ports.tableName,
      Item: stamped(itemOf({ ...join, ...answered })),
      ConditionExpression: '#state = :waiting AND requestedAt = :requestedAt',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':waiting': 'waiting', ':requestedAt': join.requestedAt },
    },
  },
});

/** How often a day a person may name a SIRET: for one's own, a wrong one and some more. */
export const TRIES_A_DAY = 20;

/**
 * Counts that a person names a SIRET to the service, by registering, correcting or asking: the answer tells whether it is
 * known, and nobody is to learn that of many. The count itself is the guard, so that forty side by side are not forty.
 * @throws DomainError too-many `too-many-tries` once the day's are used up.
 */
export const countTry = async (ports: StorePorts, personId: string, at: string): Promise<void> => {
  const key = keys.triesKey(personId, dayOf(at));
  try {
    await ports.db.send(
      new UpdateCommand({
        TableName: ports.tableName,
        Key: key,
        UpdateExpression: 'SET expiresAt = :expiresAt, v = :v ADD #count :one',
        ConditionExpression: 'attribute_not_exists(#count) OR #count < :most',
        ExpressionAttributeNames: { '#count': 'count' },
        ExpressionAttributeValues: {
          ':one': 1,
          ':v': versionOf(keys.kindOf(key)),
          ':most': TRIES_A_DAY,
          ':expiresAt': Math.floor(ports.now().getTime() / 1000) + SECONDS_KEPT,
        },
      }),
    );
  } catch (error) {
    throw error instanceof ConditionalCheckFailedException ? tooManyToday('too-many-tries', at) : error;
  }
};
