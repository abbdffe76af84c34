import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  DynamoDBServiceException,
  ListTablesCommand,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import { tableShape } from '../../functions/store/table.ts';
import { engineArguments } from './dynamodb/engine.ts';
import { StartFault } from './fault.ts';
import { claimPort, loopback } from './listen.ts';

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
}

export interface DynamoDb {
  /** Where it answers; who has this may read and write, so it is told to nobody else. */
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
  /** Whether the folder is to have no database yet; one that has lost its file is refused. */
  isNew?: boolean;
  credentials: Credentials;
  region: string;
  tableName: string;
  /** Whether it is to run under load for many minutes: only then Java's thorough compiler earns what it costs. */
  lasting?: boolean;
  /** Told when the engine died and is being started again, when it is back, and when it is gone for good. */
  onChange?: ((what: 'died' | 'back' | 'gone') => void) | undefined;
}

/** How often within a minute the engine is started again before it is given up. */
const REVIVALS = 3;

/**
 * Starts AWS's own DynamoDB Local and makes the one table.
 *
 * The engine checks no signature, so its address is the secret: it answers under a path made up for each start, which
 * nobody is told but those who are meant to use it. One that dies is started again on its files, under the same address.
 * @throws StartFault when Java is missing or too old, the engine does not start, the port is taken, or what was kept is gone.
 */
export const startDynamoDb = async (options: DynamoDbOptions): Promise<DynamoDb> => {
  const { folder, onChange = () => {} } = options;
  const port = await claimPort(options.port);
  const door = `/${randomBytes(18).toString('base64url')}`;
  const url = `http://${loopback}:${port}${door}`;
  if (folder) {
    const file = join(folder, `${options.credentials.accessKeyId}_${options.region}.db`);
    if (options.isNew === false && !isKept(file)) throw lostFault(file, folder);
    writeAhead(file);
  }
  const client = new DynamoDBClient({ endpoint: url, region: options.region, credentials: options.credentials });
  let engine = spawnEngine(port, door, options);
  let stopping = false;
  let reviving: Promise<void> | undefined;
  const stop = async () => {
    stopping = true;
    client.destroy();
    await ended(engine);
    await reviving;
  };

  const deaths: number[] = [];
  const revive = async (): Promise<void> => {
    deaths.push(Date.now());
    const often = deaths.filter((at) => at > Date.now() - 60_000).length > REVIVALS;
    // What was kept in memory is gone.
    if (!folder || often) return onChange('gone');
    onChange('died');
    engine = spawnEngine(port, door, options);
    try {
      await ready(engine, client, port, folder);
    } catch {
      if (!stopping) onChange('gone');
      return;
    }
    watch();
    onChange('back');
  };
  const watch = () => {
    const died = () => {
      if (!stopping) reviving = revive();
    };
    if (isOver(engine)) died();
    else engine.once('exit', died);
  };

  try {
    await ready(engine, client, port, folder);
    const streamArn = await makeTable(client, options.tableName);
    watch();
    return { url, client, tableName: options.tableName, streamArn, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const spawnEngine = (
  port: number,
  door: string,
  { folder, lasting = false }: Pick<DynamoDbOptions, 'folder' | 'lasting'>,
): ChildProcess => {
  const engine = spawn(
    process.execPath,
    [
      fileURLToPath(new URL('./guard.ts', import.meta.url)),
      javaCommand(),
      '-Djava.net.preferIPv4Stack=true',
      '-XX:+UseSerialGC',
      '-Xmx1g',
      // The quick compiler alone: on two cores the thorough one takes more in the first minutes than it ever gives.
      ...(lasting ? [] : ['-XX:TieredStopAtLevel=1']),
      ...engineArguments(),
      String(port),
      ...(folder ? [folder] : []),
    ],
    // A process group of its own: Ctrl-C in the terminal must not end the store before those who write to it.
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
      // Not among the arguments, which everybody on the machine can read.
      env: { ...process.env, DOOR: door },
    },
  );
  // It may be gone before its input is closed.
  engine.stdin?.on('error', () => {});
  return engine;
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

/** Whether a file is there and holds anything: the engine would take an empty one, or make it, and serve an empty city. */
const isKept = (file: string): boolean => {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.isFile() === true && found.size > 0;
};

const lostFault = (file: string, folder: string): StartFault =>
  new StartFault({
    fr: `La base de données n'est plus là : ${file} manque ou est vide. Remettez une copie du dossier ${folder}, ou supprimez le dossier de données pour recommencer.`,
    en: `The database is gone: ${file} is missing or empty. Put a copy of the folder ${folder} back, or remove the data folder to begin again.`,
  });

const javaCommand = (): string => (process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java');

/** What is wrong with `java` itself, if anything is. */
const javaFault = (): StartFault | undefined => {
  const answer = spawnSync(javaCommand(), ['-version'], { encoding: 'utf8', windowsHide: true });
  const version = /version "(?:1\.)?(\d+)/.exec(`${answer.stderr ?? ''}${answer.stdout ?? ''}`)?.[1];
  if (!version)
    return new StartFault({
      fr: 'Java est introuvable : installez Java 17 ou plus récent (par exemple depuis https://adoptium.net), puis relancez npm start.',
      en: 'Java was not found: install Java 17 or later (for instance from https://adoptium.net), then run npm start again.',
    });
  if (Number(version) < 17)
    return new StartFault({
      fr: `Java ${version} est trop ancien : installez Java 17 ou plus récent (par exemple depuis https://adoptium.net), puis relancez npm start.`,
      en: `Java ${version} is too old: install Java 17 or later (for instance from https://adoptium.net), then run npm start again.`,
    });
  return undefined;
};

/** Why an engine on a Java that is good does not serve. */
const engineFault = (folder: string | undefined, said: string): StartFault => {
  const words = said.trim().replace(/\s+/g, ' ');
  return new StartFault({
    fr: `La base de données ne démarre pas${folder ? ` sur ses fichiers, dans ${folder} : s'ils sont abîmés, remettez-en une copie, ou supprimez le dossier de données pour recommencer` : ''}. DynamoDB Local a dit : ${words}`,
    en: `The database does not start${folder ? ` on its files, in ${folder}: if they are damaged put a copy back, or remove the data folder to begin again` : ''}. DynamoDB Local said: ${words}`,
  });
};

const isOver = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/**
 * Waits until the engine answers, half a minute at most.
 * @throws StartFault when it ends or does not.
 */
const ready = async (engine: ChildProcess, client: DynamoDBClient, port: number, folder?: string): Promise<void> => {
  let said = '';
  for (const stream of [engine.stdout, engine.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said = (said + chunk).slice(-2000);
    });
  const until = Date.now() + 30_000;
  while (Date.now() < until) {
    if (isOver(engine)) throw javaFault() ?? engineFault(folder, said);
    if (await isOpen(port)) {
      try {
        await client.send(new ListTablesCommand({}), { abortSignal: AbortSignal.timeout(5000) });
        return;
      } catch (error) {
        // An answer, and not a good one: what it keeps is not to be read.
        if (error instanceof DynamoDBServiceException) throw engineFault(folder, error.message);
      }
    }
    await sleep(50);
  }
  throw engineFault(folder, said);
};

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, loopback);
    socket.once('connect', () => resolve(true) ?? socket.destroy()).once('error', () => resolve(false));
  });

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
    if (isOver(child)) return resolve();
    child.once('exit', () => resolve());
    child.stdin?.end();
  });
