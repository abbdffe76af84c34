import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { monotonicFactory } from 'ulid';
import { inject } from 'vitest';
import type { StorePorts } from '../../functions/store/ports.ts';
import { tableInput } from '../../infra/local/dynamodb.ts';

/** A clock that stands still until a test moves it. */
export interface Clock {
  /** Sets the present instant, ISO 8601. */
  set(instant: string): void;
  advance(by: { days?: number; hours?: number; milliseconds?: number }): void;
}

export interface TestPorts extends StorePorts {
  clock: Clock;
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/**
 * Ports on a fresh, empty table of the engine that answers at `url`, with a clock that stands still and chance that is the
 * same for the same seed.
 *
 * The engine keeps one database per access key, and looks after each of them, and after the stream of each table, for as
 * long as it lives: after a thousand it does little else. So each worker has one database, and its tables have no stream;
 * what reads streams has an engine of its own.
 */
export const portsAt = async (url: string, options: { now?: string; seed?: number } = {}): Promise<TestPorts> => {
  const { now = '2026-03-18T09:00:00.000Z', seed = 1 } = options;
  const client = new DynamoDBClient({
    endpoint: url,
    region: 'eu-west-3',
    credentials: { accessKeyId: `worker${process.env.VITEST_POOL_ID ?? ''}`, secretAccessKey: 'test' },
  });
  const tableName = `test-${randomUUID()}`;
  const { StreamSpecification: _, ...shape } = tableInput(tableName);
  await client.send(new CreateTableCommand(shape));
  const random = seeded(seed);
  const newUlid = monotonicFactory(random);
  let present = new Date(now).getTime();
  return {
    db: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    tableName,
    now: () => new Date(present),
    random,
    sleep: async (milliseconds) => void (await setTimeout(milliseconds)),
    ulid: () => newUlid(present).toLowerCase(),
    salt: () => Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join(''),
    clock: {
      set: (instant) => {
        present = new Date(instant).getTime();
      },
      advance: ({ days = 0, hours = 0, milliseconds = 0 }) => {
        present += days * 86_400_000 + hours * 3_600_000 + milliseconds;
      },
    },
  };
};

/** The same on the engine that the test run has started. */
export const testPorts = (options: { now?: string; seed?: number } = {}): Promise<TestPorts> =>
  portsAt(inject('dynamoDbUrl'), options);
