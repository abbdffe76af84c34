import { setTimeout } from 'node:timers/promises';
import {
  type AttributeValue,
  BatchWriteItemCommand,
  CreateTableCommand,
  type DynamoDBClient,
  paginateScan,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { isEventKey } from '../../functions/store/keys.ts';
import type { Item } from '../../functions/store/read.ts';
import { untilDone } from '../../functions/store/unprocessed.ts';
import { tableInput } from '../local/dynamodb.ts';
import { type Place, readLines, writePlace } from './places.ts';

/** A table somewhere: on AWS or on this machine. */
export interface Table {
  client: DynamoDBClient;
  name: string;
}

export type StoredItem = Record<string, AttributeValue>;

/** Every item of a table, read strongly. A scan: an operation, never a request. */
export const scan = async function* ({ client, name }: Table): AsyncGenerator<StoredItem> {
  for await (const page of paginateScan({ client }, { TableName: name, ConsistentRead: true })) yield* page.Items ?? [];
};

/**
 * Writes every item as a line `{"Item":{…}}` of DynamoDB JSON: the lines of DynamoDB's own export to S3, so that
 * whatever reads the one reads the other. Items that change meanwhile stand as they were or as they became.
 * @returns how many items there were.
 */
export const exportTable = async (table: Table, place: Place): Promise<number> => {
  let items = 0;
  const lines = async function* () {
    for await (const Item of scan(table)) {
      items++;
      yield `${JSON.stringify({ Item })}\n`;
    }
  };
  await writePlace(place, lines);
  return items;
};

export type Line = { number: number; stored: StoredItem; item: Item } | { number: number; unreadable: true };

/** The lines of an export. */
export const readExport = async function* (place: Place): AsyncGenerator<Line> {
  let number = 0;
  for await (const line of readLines(place)) {
    number++;
    if (line) yield readLine(line, number);
  }
};

const readLine = (line: string, number: number): Line => {
  try {
    const stored = (JSON.parse(line) as { Item: StoredItem }).Item;
    const item = unmarshall(stored) as Item;
    if (typeof item.pk !== 'string' || typeof item.sk !== 'string') return { number, unreadable: true };
    return { number, stored, item };
  } catch {
    return { number, unreadable: true };
  }
};

/** Makes an empty table of the one shape and waits until it takes items. */
export const makeTable = async (client: DynamoDBClient, name: string): Promise<Table> => {
  await client.send(new CreateTableCommand(tableInput(name)));
  await waitUntilTableExists({ client, maxWaitTime: 300, minDelay: 1, maxDelay: 5 }, { TableName: name });
  return { client, name };
};

/**
 * Writes the items of an export into a table, 25 at a time, and its events last: they wake the consumers of a table
 * whose stream is read, and what those need to know that they are done (cursors, mails under their leases) is there by
 * then. So nobody is written to twice because of a restoration.
 * @returns how many were written.
 * @throws Error naming the first line that is no item, before anything is written; Unprocessed when the table takes nothing
 * more, for seconds.
 */
export const importTable = async (
  { client, name }: Table,
  places: readonly Place[],
  waits = { random: Math.random, sleep: async (milliseconds: number) => void (await setTimeout(milliseconds)) },
): Promise<number> => {
  let items = 0;
  let batch: StoredItem[] = [];
  const flush = async () => {
    if (batch.length === 0) return;
    const puts = batch.map((Item) => ({ PutRequest: { Item } }));
    items += batch.length;
    batch = [];
    await untilDone(waits, puts, async (pending) => {
      const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems: { [name]: pending } }));
      return (UnprocessedItems?.[name] ?? []) as typeof puts;
    });
  };
  const lines = async function* () {
    for (const place of places)
      for await (const line of readExport(place)) {
        if ('unreadable' in line) throw new Error(`Line ${line.number} of ${place} is no item`);
        yield line;
      }
  };
  for await (const _line of lines());
  for (const events of [false, true]) {
    for await (const { stored, item } of lines()) {
      if (isEventKey(item) !== events) continue;
      batch.push(stored);
      if (batch.length === 25) await flush();
    }
    await flush();
  }
  return items;
};
