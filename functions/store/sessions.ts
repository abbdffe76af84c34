import { QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { z } from 'zod';
import type { ActorRef, StoredEvent } from '../../schemas/event.ts';
import type { Hearing, Point, SessionReader, SessionRecusal, SessionState, Vote } from '../../schemas/session.ts';
import type { DecidedSession } from '../domain/session/evolve.ts';
import type { Gathering } from '../domain/session/gathering.ts';
import type { ApplicationFile, Written } from './applications.ts';
import { atVersion, commit, type Guarded, lossOf, type TransactItem } from './commit.ts';
import { RevisionMoved } from './drafts.ts';
import {
  type MinutesItem,
  memberCard,
  minutesItem,
  type PresenceItem,
  pointItem,
  presenceItem,
  readerItem,
  remarksItem,
  runningItem,
  type SessionHead,
  sessionHead,
  sessionRecusalItem,
  voteItem,
} from './items/session.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { get, type Item, readPage, readPartition } from './read.ts';

/** A session as loaded: what its acts decide upon, and the revision that they guard on. */
export interface LoadedSession extends Gathering {
  session: SessionHead;
  presences: PresenceItem[];
  remarks: z.infer<typeof remarksItem>[];
  /** Of what secretaries do; votes, recusals and notes go beside it. */
  rev: number;
}

/** The head alone, read strongly. */
export const loadSessionHead = async (ports: StorePorts, sessionId: string): Promise<SessionHead | undefined> => {
  const item = await get(ports, keys.sessionKey(sessionId));
  return item && sessionHead.parse(item);
};

/** A session with all that happens while it is held: one item and one query, read strongly. */
export const loadSession = async (ports: StorePorts, sessionId: string): Promise<LoadedSession | undefined> => {
  const { pk } = keys.sessionKey(sessionId);
  const [session, items] = await Promise.all([loadSessionHead(ports, sessionId), readGathering(ports, pk)]);
  if (!session) return undefined;
  const all = <S extends z.ZodType>(prefix: string, schema: S): z.output<S>[] =>
    items.filter((item) => item.sk.startsWith(prefix)).map((item) => schema.parse(item));
  const running = items.find((item) => item.sk === keys.RUNNING);
  return {
    session,
    points: all(keys.pointPrefix, pointItem),
    presences: all(keys.presencePrefix, presenceItem),
    recusals: all(keys.sessionRecusalPrefix, sessionRecusalItem),
    readers: all(keys.readerPrefix, readerItem),
    votes: all(keys.votePrefix, voteItem),
    remarks: all(keys.remarksPrefix, remarksItem),
    rev: runningItem.parse(running).rev,
  };
};

const readGathering = async (ports: StorePorts, pk: string): Promise<Item[]> => {
  const items: Item[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await ports.db.send(
      new QueryCommand({
        TableName: ports.tableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': pk, ':from': keys.gatheringRange.from, ':to': keys.gatheringRange.to },
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    items.push(...(Items as Item[]));
    start = LastEvaluatedKey;
  } while (start);
  return items;
};

type Card = Pick<SessionHead, 'id' | 'state' | 'startsAt' | 'title' | 'place'>;

const presenceOf = ({ personId, name, present, since }: PresenceItem, card: Card): Item => ({
  personId,
  name,
  present,
  ...(since && { since }),
  id: card.id,
  state: card.state,
  startsAt: card.startsAt,
  title: card.title,
  place: card.place,
  ...keys.presenceKey(card.id, personId),
  personKey: keys.jurorSessions(personId),
  personSort: `${card.startsAt}#${card.id}`,
});

const put = (ports: StorePorts, item: Item, condition?: Omit<NonNullable<TransactItem['Put']>, 'TableName' | 'Item'>) =>
  ({ Put: { TableName: ports.tableName, Item: item, ...condition } }) satisfies TransactItem;

const atRev = (rev: number) => ({
  ConditionExpression: 'rev = :rev',
  ExpressionAttributeValues: { ':rev': rev },
});

/** A file of the agenda, if it is still as it was read; one that was taken off may come back. */
const pointPut = (ports: StorePorts, sessionId: string, point: Point, before: Point | undefined): TransactItem =>
  put(
    ports,
    { ...point, ...keys.pointKey(sessionId, point.applicationId) },
    before ? atRev(before.rev) : { ConditionExpression: 'attribute_not_exists(pk)' },
  );

/** Holds the session to what was read, and moves it on, so that of two secretaries one decides again. */
const moved = (ports: StorePorts, { session, rev }: LoadedSession): TransactItem =>
  put(ports, { rev: rev + 1, ...keys.runningKey(session.id) }, atRev(rev));

const frozen = (key: keys.Key, content: Record<string, unknown>, salt: string): Item => ({ ...content, salt, ...key });

/** The head of a session, listed by call and state. */
const headOf = ({ session }: DecidedSession, { title, place }: { title: string; place: string }) => ({
  ...session,
  title,
  place,
  stateKey: keys.callSessions(session.callId, session.state),
  stateSort: `${session.startsAt}#${session.id}`,
});

/**
 * Commits what was decided about a session: head, event, the members' lists that show it, and what it froze.
 * @throws Stale when the session moved since it was read.
 */
export const commitSession = async (
  ports: StorePorts,
  change: {
    before: LoadedSession | undefined;
    decided: DecidedSession;
    title: { title: string; place: string };
    /** The members after it, by name; left out where they stay. */
    members?: { id: string; name: string }[];
    /** What the event's digest is of. */
    froze?: { key: keys.Key; content: Record<string, unknown>; salt: string };
    checks?: TransactItem[];
    actor: ActorRef;
    at: string;
  },
): Promise<StoredEvent> => {
  const { before, decided, title, members, froze, checks = [], actor, at } = change;
  const { session } = decided;
  const card = { ...session, title: title.title, place: title.place };
  const presences: PresenceItem[] =
    members?.map(({ id, name }) => ({ personId: id, name, present: false })) ?? before?.presences ?? [];
  const gone = (before?.presences ?? []).filter(
    (entry) => !presences.some(({ personId }) => personId === entry.personId),
  );
  const writes: TransactItem[] = [
    before ? moved(ports, before) : put(ports, { rev: 1, ...keys.runningKey(session.id) }),
    ...presences.map((entry) => put(ports, presenceOf(entry, card))),
    ...gone.map(({ personId }) => ({
      Delete: { TableName: ports.tableName, Key: { ...keys.presenceKey(session.id, personId) } },
    })),
    ...(froze ? [put(ports, frozen(froze.key, froze.content, froze.salt))] : []),
    ...checks,
  ];
  return commit(ports, {
    aggregate: { type: 'session', id: session.id },
    headKey: keys.sessionKey(session.id),
    before: before && { version: before.session.version, lastHash: before.session.lastHash },
    head: headOf(decided, title),
    event: decided.event,
    actor,
    at,
    also: writes.map((write) => ({ write })),
  });
};

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
  { head }: ApplicationFile,
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
  { head, hearings }: ApplicationFile,
  jurorId: string,
  at: string,
): TransactItem[] => {
  const heardAt = hearings.map(({ hearing }) => hearing.sessionId);
  const sessionIds = new Set([...heardAt, ...(head.jury?.sessionId ? [head.jury.sessionId] : [])]);
  return [...sessionIds].map((id) => readerPut(ports, id, { applicationId: head.id, jurorId, at }));
};

/** A file that its applicant withdraws leaves the agenda, in the same transaction. */
export const withdrawalFromSession = (ports: StorePorts, { head }: ApplicationFile): Guarded[] => {
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

/** A call's sessions in one state: planned ones by date, the others the latest first. */
export const listSessions = async (
  ports: StorePorts,
  callId: string,
  state: SessionState,
  cursor: string | undefined,
): Promise<{ items: SessionHead[]; nextCursor?: string }> => {
  const page = await readPage(
    ports,
    {
      IndexName: 'byState',
      KeyConditionExpression: 'stateKey = :key',
      ExpressionAttributeValues: { ':key': keys.callSessions(callId, state) },
      ScanIndexForward: state === 'planned' || state === 'open',
    },
    cursor,
  );
  return { ...page, items: page.items.map((item) => sessionHead.parse(item)) };
};

/** The sessions that somebody is a member of, the latest first. */
export const listSessionsOf = async (ports: StorePorts, jurorId: string, cursor: string | undefined) => {
  const page = await readPage(
    ports,
    {
      IndexName: 'byPerson',
      KeyConditionExpression: 'personKey = :key',
      ExpressionAttributeValues: { ':key': keys.jurorSessions(jurorId) },
      ScanIndexForward: false,
    },
    cursor,
  );
  return { ...page, items: page.items.map((item) => memberCard.required().parse(item)) };
};

/** The minutes as last corrected, or nothing. */
export const loadMinutes = async (ports: StorePorts, sessionId: string): Promise<MinutesItem | undefined> => {
  const items = await readPartition(ports, keys.sessionKey(sessionId).pk, keys.minutesPrefix);
  const last = items.at(-1);
  return last && minutesItem.parse(last);
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
