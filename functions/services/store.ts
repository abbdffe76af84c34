import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ulid } from 'ulid';
import type { StorePorts } from '../store/ports.ts';

/**
 * A write of one item that a transaction holds at that moment was not made, and can be at the next: the client tries it
 * again as it does whatever passes, which the model of DynamoDB does not say of this fault.
 */
const triedAgain = (client: DynamoDBClient): DynamoDBClient => {
  client.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        if (error instanceof TransactionConflictException) Object.assign(error, { $retryable: {} });
        throw error;
      }
    },
    { step: 'deserialize', priority: 'high', name: 'transactionConflictPasses' },
  );
  return client;
};

/**
 * The only wiring of clock, ids and the table. A function that also needs the bucket, the mails or the queues adds
 * `bucket.ts`, `mail.ts` or `queues.ts` beside this file, so that no function loads a client which it does not use.
 */
export const createStorePorts = (tableName: string, overrides: Partial<StorePorts> = {}): StorePorts => ({
  db: DynamoDBDocumentClient.from(triedAgain(new DynamoDBClient({})), {
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
