import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ulid } from 'ulid';
import type { Item } from '../../functions/store/read.ts';
import { startDynamoDb } from '../../infra/local/dynamodb.ts';
import type { TestPorts } from '../support/ports.ts';
import { unitsOfTransaction } from './transaction-units.ts';

/** One command that reached the engine. */
export interface Seen {
  /** `Query`, `TransactWriteItems`… */
  command: string;
  /** As it went over the wire. */
  body: string;
  index?: string;
  /** Milliseconds on the clock of `performance.now()`. */
  from: number;
  to: number;
  /** Capacity units of table and indexes; 0 unless `units` was asked for. A transaction's are counted by AWS's rule. */
  units: number;
  /** The same as the engine counts them, transactions too. */
  engineUnits: number;
}

export interface BenchEngine {
  /** Where other processes reach it. */
  url: string;
  client: DynamoDBClient;
  ports: TestPorts;
  /** Everything that `act` sends, in the order of the answers; `units` asks the engine to count capacity. */
  watch<T>(act: () => Promise<T>, options?: { units: boolean }): Promise<{ result: T; seen: Seen[] }>;
  /** Writes whole items, 25 at a time, several batches side by side. */
  fill(items: readonly Item[]): Promise<void>;
  stop(): Promise<void>;
}

type Consumed = { CapacityUnits?: number } | { CapacityUnits?: number }[] | undefined;

/** The store's engine in memory, with an empty table and ports whose clock is the real one, and can be put forward. */
export const startEngine = async (): Promise<BenchEngine> => {
  const tableName = 'bench';
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const engine = await startDynamoDb({ port: 0, credentials, region: 'eu-west-3', tableName });
  const { client } = engine;
  const db = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });

  /** Reads what is measured without being seen itself. */
  const apart = new DynamoDBClient({ endpoint: engine.url, region: 'eu-west-3', credentials });

  let seen: Seen[] | undefined;
  let counting = false;
  client.middlewareStack.add(
    (next) => async (args) => {
      if (!seen) return next(args);
      const input = args.input as { ReturnConsumedCapacity?: string };
      if (counting) input.ReturnConsumedCapacity = 'INDEXES';
      return next(args);
    },
    { step: 'initialize', name: 'countUnits' },
  );
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (!seen) return next(args);
      const kept = seen;
      const body = new TextDecoder().decode((args.request as { body: Uint8Array }).body);
      const from = performance.now();
      const transaction = counting && context.commandName === 'TransactWriteItemsCommand';
      const { answer, units: ruled } = transaction
        ? await unitsOfTransaction(apart, body, () => next(args))
        : { answer: await next(args), units: undefined };
      const consumed = (answer.output as { ConsumedCapacity?: Consumed }).ConsumedCapacity;
      const engineUnits = [consumed ?? []].flat().reduce((sum, entry) => sum + (entry.CapacityUnits ?? 0), 0);
      const index = (JSON.parse(body) as { IndexName?: string }).IndexName;
      kept.push({
        command: (context.commandName ?? '').replace(/Command$/, ''),
        body,
        ...(index && { index }),
        from,
        to: performance.now(),
        units: ruled ?? engineUnits,
        engineUnits,
      });
      return answer;
    },
    { step: 'build', name: 'keepSeen', priority: 'low' },
  );

  /** Milliseconds that the ports' clock is ahead of the real one. */
  let ahead = 0;
  return {
    url: engine.url,
    client,
    ports: {
      db,
      tableName,
      now: () => new Date(Date.now() + ahead),
      random: Math.random,
      sleep: async (milliseconds) => void (await setTimeout(milliseconds)),
      ulid: () => ulid().toLowerCase(),
      salt: () => randomBytes(16).toString('hex'),
      clock: {
        set: (to) => {
          ahead = new Date(to).getTime() - Date.now();
        },
        advance: ({ days = 0, hours = 0, milliseconds = 0 }) => {
          ahead += days * 86_400_000 + hours * 3_600_000 + milliseconds;
        },
      },
    },
    watch: async (act, { units } = { units: false }) => {
      const own: Seen[] = [];
      [seen, counting] = [own, units];
      try {
        return { result: await act(), seen: own };
      } finally {
        [seen, counting] = [undefined, false];
      }
    },
    fill: async (items) => {
      const { marshall } = await import('@aws-sdk/util-dynamodb');
      const batches = Array.from({ length: Math.ceil(items.length / 25) }, (_, place) =>
        items.slice(place * 25, place * 25 + 25),
      );
      const work = async () => {
        for (let batch = batches.shift(); batch; batch = batches.shift())
          await client.send(
            new BatchWriteItemCommand({
              RequestItems: {
                [tableName]: batch.map((item) => ({
                  PutRequest: { Item: marshall(item, { removeUndefinedValues: true }) },
                })),
              },
            }),
          );
      };
      await Promise.all([work(), work(), work(), work()]);
    },
    stop: async () => {
      apart.destroy();
      await engine.stop();
    },
  };
};
