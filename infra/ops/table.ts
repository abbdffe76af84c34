import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import {
  type AttributeValue,
  BatchWriteItemCommand,
  CreateTableCommand,
  type DynamoDBClient,
  paginateScan,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Item } from '../../functions/store/read.ts';
import { tableInput } from '../local/dynamodb.ts';

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
export const exportTable = async (table: Table, file: string): Promise<number> => {
  let items = 0;
  const lines = async function* () {
    for await (const Item of scan(table)) {
      items++;
      yield `${JSON.stringify({ Item })}\n`;
    }
  };
  await pipeline(lines, createWriteStream(file, { mode: 0o600 }));
  return items;
};

export type Line = { number: number; stored: StoredItem; item: Item } | { number: number; unreadable: true };

/** The lines of an export, unpacked when the name ends in `.gz`, as DynamoDB's own are. */
export const readExport = async function* (file: string): AsyncGenerator<Line> {
  const bytes = createReadStream(file);
  const input = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
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
 * Writes the items of an export into a table, 25 at a time.
 * @returns how many were written.
 * @throws Error naming the first line that is no item.
 */
export const importTable = async ({ client, name }: Table, file: string): Promise<number> => {
  let items = 0;
  let batch: StoredItem[] = [];
  const flush = async () => {
    let pending = batch.map((Item) => ({ PutRequest: { Item } }));
    items += batch.length;
    batch = [];
    while (pending.length > 0) {
      const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems: { [name]: pending } }));
      pending = (UnprocessedItems?.[name] ?? []) as typeof pending;
    }
  };
  for await (const line of readExport(file)) {
    if ('unreadable' in line) throw new Error(`Line ${line.number} of ${file} is no item`);
    batch.push(line.stored);
    if (batch.length === 25) await flush();
  }
  await flush();
  return items;
};
