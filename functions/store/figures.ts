import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { ApplicationState } from '../../schemas/application.ts';
import type { Figure, QuarterTotal, SupportedProject } from '../../schemas/monitoring.ts';
import type { TransactItem } from './commit.ts';
import { figureItem, supportedItem } from './items/figures.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { get, readPage, readPartition } from './read.ts';

/** Adds to a figure; `projects` and `amountCents` may be negative. */
export const addToFigure = (
  ports: StorePorts,
  key: keys.Key,
  add: { projects: number; amountCents: number },
): TransactItem => ({
  Update: {
    TableName: ports.tableName,
    Key: key,
    UpdateExpression: 'ADD projects :projects, amountCents :cents',
    ExpressionAttributeValues: { ':projects': add.projects, ':cents': add.amountCents },
  },
});

/** Adds to the number of files in a state. */
export const addToState = (ports: StorePorts, callId: string, state: string, add: number): TransactItem => ({
  Update: {
    TableName: ports.tableName,
    Key: keys.stateCountKey(callId, state),
    UpdateExpression: 'ADD files :add',
    ExpressionAttributeValues: { ':add': add },
  },
});

/** Adds to the number of files that are not over and keep a version of a call. */
export const addToInFlight = (ports: StorePorts, callId: string, version: number, add: number): TransactItem => ({
  Update: {
    TableName: ports.tableName,
    Key: keys.inFlightKey(callId, version),
    UpdateExpression: 'ADD files :add',
    ExpressionAttributeValues: { ':add': add },
  },
});

/** How many files that are not over keep each version of a call. */
export const readInFlight = async (ports: StorePorts, callId: string): Promise<Map<number, number>> => {
  const items = await readPartition(ports, keys.figuresPartition(callId), keys.inFlightPrefix);
  return new Map(items.map((item) => [Number(item.sk.slice(keys.inFlightPrefix.length)), item.files as number]));
};

/** A supported project under a territory, for the list behind a figure. */
export const supportedPut = (ports: StorePorts, callId: string, project: SupportedProject): TransactItem => ({
  Put: {
    TableName: ports.tableName,
    Item: {
      ...project,
      ...keys.supportedKey(callId, project.quarter, project.territoryId ?? keys.ALL, project.applicationId),
    },
  },
});

/**
 * What a project counts for in the figures of a quarter, in cents by territory (`ALL` for the quarter as a whole): the rows
 * behind the figures, read strongly. A territory without a row was not counted.
 */
export const readCounted = async (
  ports: StorePorts,
  callId: string,
  quarter: string,
  territories: readonly string[],
  applicationId: string,
): Promise<Map<string, number>> => {
  const rows = await Promise.all(
    territories.map(async (territory) => {
      const item = await get(ports, keys.supportedKey(callId, quarter, territory, applicationId));
      return item && ([territory, supportedItem.parse(item).amountCents] as const);
    }),
  );
  return new Map(rows.filter((row) => row !== undefined));
};

/** Takes a project off the list behind a figure. */
export const supportedDelete = (
  ports: StorePorts,
  callId: string,
  quarter: string,
  territory: string,
  applicationId: string,
): TransactItem => ({
  Delete: { TableName: ports.tableName, Key: keys.supportedKey(callId, quarter, territory, applicationId) },
});

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
      const value = figureItem.parse(item);
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
  return { ...page, items: page.items.map((item) => supportedItem.parse(item)) };
};
