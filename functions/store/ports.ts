import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** What the stores need of the outside, passed in by `services.ts` and by tests. */
export interface StorePorts {
  db: DynamoDBDocumentClient;
  tableName: string;
  /** The present instant. */
  now: () => Date;
  /** A number from 0 (included) to 1 (excluded), for jitter and numbers. */
  random: () => number;
  sleep: (milliseconds: number) => Promise<void>;
  /** A fresh sortable id without its prefix: a lower-case ULID. */
  ulid: () => string;
  /** A secret of 16 random bytes in hexadecimal, that salts a digest. */
  salt: () => string;
}
