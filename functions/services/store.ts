import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ulid } from 'ulid';
import type { StorePorts } from '../store/ports.ts';

/**
 * The only wiring of clock, ids and the table. A function that also needs the bucket, the mails or the queues adds
 * `bucket.ts`, `mail.ts` or `queues.ts` beside this file, so that no function loads a client which it does not use.
 */
export const createStorePorts = (tableName: string, overrides: Partial<StorePorts> = {}): StorePorts => ({
  db: DynamoDBDocumentClient.from(new DynamoDBClient({}), {
    marshallOptions: { removeUndefinedValues: true },
  }),
  tableName,
  now: () => new Date(),
  random: Math.random,
  sleep: async (milliseconds) => void (await setTimeout(milliseconds)),
  ulid: () => ulid().toLowerCase(),
  salt: () => randomBytes(16).toString('hex'),
  ...overrides,
});
