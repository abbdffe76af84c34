import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { ApplicationState } from '../../schemas/application.ts';
import type { Figure, QuarterTotal, SupportedProject } from '../../schemas/monitoring.ts';
import type { TransactItem } from './commit.ts';
import { figureItem, supportedItem } from './items/figures.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { readPage, readPartition } from './read.ts';
import { readItem } from './stored.ts';

/**
 * Adds to the numbers of a counter; they may be negative. `rev` changes with every write, so that whoever compares a counter
 * with what it counts knows whether it moved meanwhile.
 */
export const addTo = (
  ports: StorePorts,
  { pk, sk }: keys.Key,
  add: Readonly<Record<string, number>>,
): TransactItem => ({
  Update: {
    TableName: ports.tableName,
    Key: { pk, sk },
    UpdateExpression: `ADD ${[...Object.keys(add), 'rev'].map((name) => `${name} :${name}`).join(', ')}`,
    ExpressionAttributeValues: Object.fromEntries(
      [...Object.entries(add), ['rev', 1]].map(([name, by]) => [`:${name}`, by]),
    ),
  },
});

/** How many files that are not over keep each version of a call. */
export const readInFlight = async (ports: StorePorts, callId: string): Promise<Map<number, number>> => {
  const items = await readPartition(ports, keys.figuresPartition(callId), keys.inFlightPrefix);
  return new Map(items.map((item) => [Number(item.sk.slice(keys.inFlightPrefix.length)), item.files as number]));
};

/** The figures of a call from one quarter to another, both included. */
export const readFigures = async (
  ports: StorePorts,
  callId: string,
  from: string,
  to: string,
): Promise<{ figures: Figure[]; totals: QuarterTotal[] }> => {
  const range = keys.figuresBetween(callId, from, to);
  const figures: Figure[] = [];
  const totals: QuarterTotal[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await ports.db.send(
      new QueryCommand({
        TableName: ports.tableName,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': range.pk, ':from': range.from, ':to': range.to },
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    for (const item of Items) {
      const [, quarter, territory] = (item.sk as string).split('#') as [string, string, string];
      const { projects, amountCents } = readItem(figureItem, item);
      const value = { projects, amountCents };
      if (territory === keys.ALL) totals.push({ quarter, ...value });
      else figures.push({ quarter, territoryId: territory as Figure['territoryId'], ...value });
    }
    start = LastEvaluatedKey;
  } while (start);
  return { figures, totals };
};

/** How many files of a call stand in each state. */
export const readStateCounts = async (
  ports: StorePorts,
  callId: string,
): Promise<Partial<Record<ApplicationState, number>>> => {
  const items = await readPartition(ports, keys.figuresPartition(callId), keys.stateCountPrefix);
  return Object.fromEntries(items.map((item) => [item.sk.slice(keys.stateCountPrefix.length), item.files as number]));
};

/** The supported projects of a quarter, in one territory or (`ALL`) each once. */
export const listSupported = async (
  ports: StorePorts,
  callId: string,
  quarter: string,
  territory: string,
  cursor: string | undefined,
): Promise<{ items: SupportedProject[]; nextCursor?: string }> => {
  const page = await readPage(
    ports,
    {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: {
        ':pk': keys.supportedPartition(callId, quarter),
        ':prefix': keys.supportedPrefix(territory),
      },
    },
    cursor,
  );
  return { ...page, items: page.items.map((item) => readItem(supportedItem, item)) };
};
