import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { atVersion, lossOf, type TransactItem } from './commit.ts';
import { RevisionMoved } from './drafts.ts';
import { type MinutesItem, minutesItem, type SessionHead } from './items/session.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { readPartition } from './read.ts';
import { put } from './sessions.ts';
import { readItem } from './stored.ts';

/** The minutes as last corrected, or nothing. */
export const loadMinutes = async (ports: StorePorts, sessionId: string): Promise<MinutesItem | undefined> => {
  const items = await readPartition(ports, keys.sessionKey(sessionId).pk, keys.minutesPrefix);
  const last = items.at(-1);
  return last && readItem(minutesItem, last);
};

const minutesPut = (ports: StorePorts, sessionId: string, minutes: MinutesItem): TransactItem =>
  put(
    ports,
    { ...minutes, ...keys.minutesKey(sessionId, minutes.revision) },
    {
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  );

/**
 * Saves a correction of the minutes beside the earlier ones.
 * @throws RevisionMoved when somebody else saved that revision; Stale when the session moved since it was read.
 */
export const saveMinutes = async (ports: StorePorts, session: SessionHead, minutes: MinutesItem): Promise<void> => {
  const TransactItems = [
    minutesPut(ports, session.id, minutes),
    atVersion(ports, keys.sessionKey(session.id), session.version),
  ];
  try {
    await ports.db.send(new TransactWriteCommand({ TransactItems }));
  } catch (error) {
    throw lossOf(error, [() => new RevisionMoved()]);
  }
};

/** The approved text as it is put with the commit that locks it. */
export const approvedMinutes = minutesPut;
