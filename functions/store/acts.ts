import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { instant } from '../../schemas/fields.ts';
import { retrying, Stale, type TransactItem } from './commit.ts';
import { actHeadKey } from './keys.ts';
import type { StorePorts } from './ports.ts';

/** How long it is kept how an act went, in seconds: nobody asks once its mails have left. */
const KEPT_SECONDS = 30 * 86_400;

/** How an act of several requests goes: told of so many events, of those that its end named. */
export const actHead = z.object({
  opened: instant().optional(),
  told: z.int().min(0).default(0),
  ended: instant().optional(),
  /** Events of files and sessions that the act made. */
  expected: z.int().min(0).optional(),
});
export type ActHead = z.infer<typeof actHead>;

/** Whether the act was reported to be over, and everybody was told of its events as far as their messages. */
export const isWhole = (head: ActHead | undefined): boolean =>
  head?.ended !== undefined && head.told >= (head.expected ?? 0);

const expiry = (at: string): number => Math.floor(Date.parse(at) / 1000) + KEPT_SECONDS;

/**
 * Notes that an act is over and made so many events. Said twice, the last word counts.
 * @throws Stale when it loses to others for too long.
 */
export const endAct = (ports: StorePorts, act: string, { events, at }: { events: number; at: string }): Promise<void> =>
  retrying(ports, async () => {
    try {
      await ports.db.send(
        new UpdateCommand({
          TableName: ports.tableName,
          Key: actHeadKey(act),
          UpdateExpression: 'SET ended = :at, expected = :events, expiresAt = :expires',
          ExpressionAttributeValues: { ':at': at, ':events': events, ':expires': expiry(at) },
        }),
      );
    } catch (error) {
      throw (error as Error).name === 'TransactionConflictException' ? new Stale() : error;
    }
  });

/** Counts one event of an act as told, with the messages that tell of it. */
export const toldOf = (ports: StorePorts, act: string, at: string): TransactItem => ({
  Update: {
    TableName: ports.tableName,
    Key: actHeadKey(act),
    UpdateExpression: 'SET opened = if_not_exists(opened, :at), expiresAt = :expires ADD told :one',
    ExpressionAttributeValues: { ':at': at, ':expires': expiry(at), ':one': 1 },
  },
});
