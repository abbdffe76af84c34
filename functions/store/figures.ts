import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { ApplicationState } from '../../schemas/application.ts';
import type { Figure, QuarterTotal, SupportedProject } from '../../schemas/monitoring.ts';
import type { TransactItem } from './commit.ts';
import { held } from './held.ts';
import { figureItem, supportedItem } from './items/figures.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { readPage, readPartition } from './read.ts';
import { readItem } from './stored.ts';
import { versionOf } from './upcasts/index.ts';

/**
 * Adds to the numbers of a counter; they may be negative. `rev` changes with every write, so that whoever compares a counter
 * with what it counts knows whether it moved meanwhile.
 */
export const addTo = (ports: StorePorts, { pk, sk }: keys.Key, add: Numbers): TransactItem => ({
  Update: {
    TableName: ports.tableName,
    Key: { pk, sk },
    UpdateExpression: `SET #v = if_not_exists(#v, :v) ADD ${[...Object.keys(add), 'rev'].map((name) => `${name} :${name}`).join(', ')}`,
    ExpressionAttributeNames: { '#v': 'v' },
    ExpressionAttributeValues: Object.fromEntries(
      [...Object.entries(add), ['rev', 1], ['v', versionOf(keys.kindOf({ pk, sk }))]].map(([name, by]) => [
        `:${name}`,
        by,
      ]),
    ),
  },
});

/** What a counter holds or is added: files, or projects and cents. */
export type Numbers = Readonly<Record<string, number>>;

/** What a counter counts, by its place; nothing for one that this code does not know. */
const countedAt = (key: keys.Key): readonly string[] => {
  if (keys.quarterAt(key)) return ['projects', 'amountCents', 'keptProjects', 'keptCents'];
  return [keys.stateCountPrefix, keys.inFlightPrefix].some((prefix) => key.sk.startsWith(prefix)) ? ['files'] : [];
};

/** A counter as it stands; one that is not there holds zeros. */
export interface Counter {
  key: keys.Key;
  holds: Numbers;
  /** Moves with every write, but for those of code that did not know it yet. */
  rev: number | undefined;
}

/** The counters of a call, read strongly, by place. */
export const readCounters = async (ports: StorePorts, callId: string): Promise<Map<string, Counter>> =>
  new Map(
    (await readPartition(ports, keys.figuresPartition(callId))).flatMap(({ pk, sk, ...item }) => {
      const names = countedAt({ pk, sk });
      if (names.length === 0) return [];
      const holds = Object.fromEntries(names.map((name) => [name, Number(item[name] ?? 0)]));
      return [[keys.placeOf({ pk, sk }), { key: { pk, sk }, holds, rev: item.rev as number | undefined }] as const];
    }),
  );

/**
 * Puts a counter right, at once: nobody reads it without a number meanwhile.
 * @returns false when it moved since it was read; it is as it was then.
 */
export const setCounter = async (ports: StorePorts, { key, holds, rev }: Counter, right: Numbers): Promise<boolean> => {
  const names = Object.keys(right);
  const wrong = names.filter((name) => right[name] !== holds[name]);
  const asHeld = (name: string) =>
    holds[name] ? `#${name} = :held_${name}` : `(attribute_not_exists(#${name}) OR #${name} = :held_${name})`;
  return held(
    ports.db.send(
      new UpdateCommand({
        TableName: ports.tableName,
        Key: { pk: key.pk, sk: key.sk },
        UpdateExpression: `SET ${[...wrong, 'v'].map((name) => `#${name} = :${name}`).join(', ')} ADD #rev :one`,
        ConditionExpression: [
          rev === undefined ? 'attribute_not_exists(#rev)' : '#rev = :rev',
          ...names.map(asHeld),
        ].join(' AND '),
        ExpressionAttributeNames: Object.fromEntries([...names, 'rev', 'v'].map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: {
          ':one': 1,
          ':v': versionOf(keys.kindOf(key)),
          ...(rev !== undefined && { ':rev': rev }),
          ...Object.fromEntries(wrong.map((name) => [`:${name}`, right[name]])),
          ...Object.fromEntries(names.map((name) => [`:held_${name}`, holds[name] ?? 0])),
        },
      }),
    ),
  );
};

/** How many files that are not over keep each version of a call. */
export const readInFlight = async (ports: StorePorts, callId: string): Promise<Map<number, number>> => {
  const items = await readPartition(ports, keys.figuresPartition(callId), keys.inFlightPrefix);
  return new Map(items.map((item) => [Number(item.sk.slice(keys.inFlightPrefix.length)), item.files as number]));
};

/** The figures of a call from one quarter to another, both included; what is not announced stands apart in each. */
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
      const { projects = 0, amountCents = 0, keptProjects = 0, keptCents = 0 } = readItem(figureItem, item);
      const kept = { projects: keptProjects, amountCents: keptCents };
      const value = { projects, amountCents, ...(keptProjects > 0 && { kept }) };
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

/** The supported projects of a quarter, in one territory or (`ALL`) each once; with those that are not announced if asked. */
export const listSupported = async (
  ports: StorePorts,
  callId: string,
  quarter: string,
  territory: string,
  cursor: string | undefined,
  { kept = false }: { kept?: boolean } = {},
): Promise<{ items: SupportedProject[]; nextCursor?: string }> => {
  const page = await readPage(
    ports,
    {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: {
        ':pk': keys.supportedPartition(callId, quarter),
        ':prefix': keys.supportedPrefix(territory),
      },
      ...(!kept && { FilterExpression: 'attribute_not_exists(announceOn)' }),
    },
    cursor,
  );
  return { ...page, items: page.items.map((item) => readItem(supportedItem, item)) };
};
