import {
  BatchGetCommand,
  GetCommand,
  paginateQuery,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { DomainError } from '../domain/errors.ts';
import type { Key } from './keys.ts';
import type { StorePorts } from './ports.ts';
import { untilDone } from './unprocessed.ts';

export type Item = Record<string, unknown> & Key;

/** One item, read strongly. */
export const get = async (ports: StorePorts, key: Key): Promise<Item | undefined> => {
  const { Item } = await ports.db.send(
    new GetCommand({ TableName: ports.tableName, Key: { pk: key.pk, sk: key.sk }, ConsistentRead: true }),
  );
  return Item as Item | undefined;
};

/**
 * Items by key, 100 at a time, in no order; those that are not there are left out. Read strongly, unless they are only
 * looked at; `only` names the attributes that are wanted of them.
 * @throws Unprocessed when DynamoDB gives some of them not, for seconds.
 */
export const getMany = async (
  ports: StorePorts,
  keys: Key[],
  { strongly = true, only }: { strongly?: boolean; only?: readonly string[] } = {},
): Promise<Item[]> => {
  const names = only && {
    ProjectionExpression: only.map((_, place) => `#${place}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(only.map((name, place) => [`#${place}`, name])),
  };
  const wanted = [...new Map(keys.map(({ pk, sk }) => [`${pk} ${sk}`, { pk, sk }])).values()];
  const found: Item[] = [];
  for (let start = 0; start < wanted.length; start += 100)
    await untilDone<Record<string, unknown>>(ports, wanted.slice(start, start + 100), async (Keys) => {
      const { Responses, UnprocessedKeys } = await ports.db.send(
        new BatchGetCommand({ RequestItems: { [ports.tableName]: { Keys, ConsistentRead: strongly, ...names } } }),
      );
      found.push(...((Responses?.[ports.tableName] ?? []) as Item[]));
      return UnprocessedKeys?.[ports.tableName]?.Keys ?? [];
    });
  return found;
};

/** Every item of a partition, read strongly; `prefix` narrows by sort key. */
export const readPartition = async (ports: StorePorts, pk: string, prefix = ''): Promise<Item[]> => {
  const items: Item[] = [];
  const pages = paginateQuery(
    { client: ports.db },
    {
      TableName: ports.tableName,
      ConsistentRead: true,
      KeyConditionExpression: prefix ? 'pk = :pk AND begins_with(sk, :prefix)' : 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk, ...(prefix && { ':prefix': prefix }) },
    },
  );
  for await (const page of pages) items.push(...((page.Items ?? []) as Item[]));
  return items;
};

/**
 * Items of a partition from one sort key to another, both included, in their order. Read strongly, unless they are only
 * looked at.
 */
export const readRange = async (
  ports: StorePorts,
  pk: string,
  { from, to }: { from: string; to: string },
  { strongly = true }: { strongly?: boolean } = {},
): Promise<Item[]> => {
  const items: Item[] = [];
  const pages = paginateQuery(
    { client: ports.db },
    {
      TableName: ports.tableName,
      ConsistentRead: strongly,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to },
    },
  );
  for await (const page of pages) items.push(...((page.Items ?? []) as Item[]));
  return items;
};

/** The last item of a partition whose sort key begins with `prefix`, read strongly; none other is read. */
export const readLast = async (ports: StorePorts, pk: string, prefix: string): Promise<Item | undefined> => {
  const { Items = [] } = await ports.db.send(
    new QueryCommand({
      TableName: ports.tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
      ScanIndexForward: false,
      Limit: 1,
    }),
  );
  return Items[0] as Item | undefined;
};

/** Rows of one page of a list. */
export const PAGE_SIZE = 25;

const place = z.record(z.string().max(40), z.string().max(400));

/**
 * One page of a list. `cursor` is the place that the page before ended at. It is only ever a place: the partition that is
 * read comes from the query, so that a forged cursor shows nothing else.
 * @throws DomainError invalid when the cursor is none of ours.
 */
export const readPage = async (
  ports: StorePorts,
  query: Omit<QueryCommandInput, 'TableName'>,
  cursor: string | undefined,
): Promise<{ items: Item[]; nextCursor?: string }> => {
  try {
    const { Items = [], LastEvaluatedKey } = await ports.db.send(
      new QueryCommand({
        TableName: ports.tableName,
        Limit: PAGE_SIZE,
        ...query,
        ...(cursor !== undefined && { ExclusiveStartKey: cursorPlace(cursor) }),
      }),
    );
    return {
      items: Items as Item[],
      ...(LastEvaluatedKey && {
        nextCursor: Buffer.from(JSON.stringify(LastEvaluatedKey)).toString('base64url'),
      }),
    };
  } catch (error) {
    // DynamoDB itself refuses a place outside the partition that is read.
    if (cursor !== undefined && (error as Error).name === 'ValidationException') throw badCursor();
    throw error;
  }
};

const badCursor = () =>
  new DomainError('invalid', 'invalid', { fields: [{ path: ['cursor'], keys: ['rules.format'] }] });

/**
 * The place that a page before ended at, as its keys.
 * @throws DomainError invalid when the cursor is none of ours.
 */
export const cursorPlace = (cursor: string): Record<string, string> => {
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw badCursor();
  }
};
