import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Hearing, Point, SessionReader, SessionRecusal, Vote } from '../../schemas/session.ts';
import type { ApplicationFile, Written } from './applications.ts';
import { atVersion, type Guarded, lossOf, type TransactItem } from './commit.ts';
import { RevisionMoved } from './drafts.ts';
import type { PresenceItem } from './items/session.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { atRev, type LoadedSession, moved, presenceOf, put } from './sessions.ts';

/** What is written while a session is held: presence, the files of its agenda, votes, and notes of the debate. */

/** A file of the agenda, if it is still as it was read; one that was taken off may come back. */
const pointPut = (ports: StorePorts, sessionId: string, point: Point, before: Point | undefined): TransactItem =>
  put(
    ports,
    { ...point, ...keys.pointKey(sessionId, point.applicationId) },
    before ? atRev(before.rev) : { ConditionExpression: 'attribute_not_exists(pk)' },
  );

const send = async (ports: StorePorts, TransactItems: TransactItem[]): Promise<void> => {
  try {
    await ports.db.send(new TransactWriteCommand({ TransactItems }));
  } catch (error) {
    throw lossOf(error);
  }
};

/**
 * Writes files of the agenda as the secretary moved them, all or none.
 * @throws Stale when the session or one of them moved since it was read.
 */
export const savePoints = (ports: StorePorts, loaded: LoadedSession, points: readonly Point[]): Promise<void> =>
  send(ports, [
    moved(ports, loaded),
    atVersion(ports, keys.sessionKey(loaded.session.id), loaded.session.version),
    ...points.map((point) =>
      pointPut(
        ports,
        loaded.session.id,
        point,
        loaded.points.find(({ applicationId }) => applicationId === point.applicationId),
      ),
    ),
  ]);

/**
 * Marks a member as present, or gone.
 * @throws Stale when the session moved since it was read.
 */
export const savePresence = (ports: StorePorts, loaded: LoadedSession, presence: PresenceItem): Promise<void> =>
  send(ports, [
    moved(ports, loaded),
    atVersion(ports, keys.sessionKey(loaded.session.id), loaded.session.version),
    put(ports, presenceOf(presence, loaded.session)),
  ]);

/**
 * A member's vote: sent twice it is the same item. It holds only while that round is open, the member is present and not
 * recused, and touches nothing that another member's vote does.
 * @throws Stale when one of these has changed.
 */
export const saveVote = (ports: StorePorts, sessionId: string, vote: Vote): Promise<void> => {
  const TableName = ports.tableName;
  const { applicationId, jurorId, round } = vote;
  return send(ports, [
    put(ports, { ...vote, ...keys.voteKey(sessionId, applicationId, jurorId) }),
    {
      ConditionCheck: {
        TableName,
        Key: { ...keys.pointKey(sessionId, applicationId) },
        ConditionExpression: '#state = :voting AND #round = :round',
        ExpressionAttributeNames: { '#state': 'state', '#round': 'round' },
        ExpressionAttributeValues: { ':voting': 'voting', ':round': round },
      },
    },
    {
      ConditionCheck: {
        TableName,
        Key: { ...keys.presenceKey(sessionId, jurorId) },
        ConditionExpression: 'present = :present',
        ExpressionAttributeValues: { ':present': true },
      },
    },
    {
      ConditionCheck: {
        TableName,
        Key: { ...keys.sessionRecusalKey(sessionId, applicationId, jurorId) },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    {
      ConditionCheck: {
        TableName,
        Key: { ...keys.readerKey(sessionId, applicationId, jurorId) },
        ConditionExpression: 'attribute_exists(pk)',
      },
    },
  ]);
};

/**
 * Saves the notes on the file on the table.
 * @throws RevisionMoved when `revision` is not the last one; Stale when the file moved since it was read.
 */
export const saveRemarks = async (
  ports: StorePorts,
  sessionId: string,
  point: Point,
  text: string,
  revision: number,
): Promise<{ revision: number; savedAt: string }> => {
  const saved = { revision: revision + 1, savedAt: ports.now().toISOString() };
  const { applicationId } = point;
  const item = { applicationId, text, ...saved, ...keys.remarksKey(sessionId, applicationId) };
  try {
    await ports.db.send(
      new TransactWriteCommand({
        TransactItems: [put(ports, item, remarksAt(revision)), pointStill(ports, sessionId, point)],
      }),
    );
  } catch (error) {
    throw lossOf(error, [() => new RevisionMoved()]);
  }
  return saved;
};

const remarksAt = (revision: number) =>
  revision === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : { ConditionExpression: 'revision = :revision', ExpressionAttributeValues: { ':revision': revision } };

const pointStill = (ports: StorePorts, sessionId: string, point: Point): TransactItem => ({
  ConditionCheck: {
    TableName: ports.tableName,
    Key: { ...keys.pointKey(sessionId, point.applicationId) },
    ...atRev(point.rev),
  },
});

/** What goes with the commit of a file whose place on an agenda changes: all of it, or none. */
export const agendaChange = (
  ports: StorePorts,
  loaded: LoadedSession,
  point: Point,
  also: { recusals?: readonly SessionRecusal[]; readers?: readonly SessionReader[]; settled?: true } = {},
): Guarded[] => {
  const { id, version } = loaded.session;
  const { applicationId } = point;
  const before = loaded.points.find((entry) => entry.applicationId === applicationId);
  const writes: TransactItem[] = [
    moved(ports, loaded),
    atVersion(ports, keys.sessionKey(id), version),
    pointPut(ports, id, point, before),
    ...(also.recusals ?? []).map((recusal) =>
      put(ports, { ...recusal, ...keys.sessionRecusalKey(id, applicationId, recusal.jurorId) }),
    ),
    ...(also.readers ?? []).map((reader) => readerPut(ports, id, reader)),
  ];
  if (also.settled) {
    // Notes that are saved meanwhile would be in no minutes: then the whole is decided again.
    const revision = loaded.remarks.find((entry) => entry.applicationId === applicationId)?.revision ?? 0;
    writes.push({
      ConditionCheck: {
        TableName: ports.tableName,
        Key: { ...keys.remarksKey(id, applicationId) },
        ...remarksAt(revision),
      },
    });
    for (const vote of loaded.votes)
      if (vote.applicationId === applicationId)
        writes.push({
          Delete: { TableName: ports.tableName, Key: { ...keys.voteKey(id, applicationId, vote.jurorId) } },
        });
  }
  return writes.map((write) => ({ write }));
};

/** What a session came to about a file, for the file's own partition. */
export const hearingWritten = (applicationId: string, seq: number, hearing: Hearing, salt: string): Written => ({
  item: { seq, hearing, salt, ...keys.hearingKey(applicationId, seq) },
});

/** A recusal from a file that is on an agenda leaves the session too, in the same transaction. */
export const recusalFromSession = (
  ports: StorePorts,
  { head }: Pick<ApplicationFile, 'head'>,
  jurorId: string,
  at: string,
): Guarded[] => {
  const sessionId = head.jury?.sessionId;
  if (!sessionId) return [];
  const recusal: SessionRecusal = { applicationId: head.id, jurorId, at };
  return [{ write: put(ports, { ...recusal, ...keys.sessionRecusalKey(sessionId, head.id, jurorId) }) }];
};

const readerPut = (ports: StorePorts, sessionId: string, reader: SessionReader): TransactItem =>
  put(ports, { ...reader, ...keys.readerKey(sessionId, reader.applicationId, reader.jurorId) });

/**
 * A juror's word that no conflict of interest stands in the way, for the sessions that hear the file or have heard it, in
 * the transaction that notes it on the assignment.
 */
export const readerInSessions = (
  ports: StorePorts,
  { head, hearings }: Pick<ApplicationFile, 'head' | 'hearings'>,
  jurorId: string,
  at: string,
): TransactItem[] => {
  const heardAt = hearings.map(({ hearing }) => hearing.sessionId);
  const sessionIds = new Set([...heardAt, ...(head.jury?.sessionId ? [head.jury.sessionId] : [])]);
  return [...sessionIds].map((id) => readerPut(ports, id, { applicationId: head.id, jurorId, at }));
};

/** A file that its applicant withdraws leaves the agenda, in the same transaction. */
export const withdrawalFromSession = (ports: StorePorts, { head }: Pick<ApplicationFile, 'head'>): Guarded[] => {
  const sessionId = head.jury?.sessionId;
  if (!sessionId) return [];
  return [
    {
      write: {
        Update: {
          TableName: ports.tableName,
          Key: { ...keys.pointKey(sessionId, head.id) },
          UpdateExpression: 'SET #state = :withdrawn ADD rev :one',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':withdrawn': 'withdrawn', ':one': 1 },
        },
      },
    },
  ];
};
