import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { z } from 'zod';
import type { ActorRef, StoredEvent } from '../../schemas/event.ts';
import type { SessionCore, SessionState } from '../../schemas/session.ts';
import { type DecidedSession, evolveSession } from '../domain/session/evolve.ts';
import type { Gathering } from '../domain/session/gathering.ts';
import { commit, type Guarded, notBefore, type TransactItem } from './commit.ts';
import {
  memberCard,
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
import { get, type Item, readPage } from './read.ts';
import { readItem } from './stored.ts';
import { stamped } from './upcasts/index.ts';

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
  return item && readItem(sessionHead, item);
};

/** A session with all that happens while it is held: one item and one query, read strongly. */
export const loadSession = async (ports: StorePorts, sessionId: string): Promise<LoadedSession | undefined> => {
  const { pk } = keys.sessionKey(sessionId);
  const [session, items] = await Promise.all([loadSessionHead(ports, sessionId), readGathering(ports, pk)]);
  if (!session) return undefined;
  const all = <S extends z.ZodType>(prefix: string, schema: S): z.output<S>[] =>
    items.filter((item) => item.sk.startsWith(prefix)).map((item) => readItem(schema, item));
  const running = items.find((item) => item.sk === keys.RUNNING);
  return {
    session,
    points: all(keys.pointPrefix, pointItem),
    presences: all(keys.presencePrefix, presenceItem),
    recusals: all(keys.sessionRecusalPrefix, sessionRecusalItem),
    readers: all(keys.readerPrefix, readerItem),
    votes: all(keys.votePrefix, voteItem),
    remarks: all(keys.remarksPrefix, remarksItem),
    rev: readItem(runningItem, running ?? {}).rev,
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

/** A member, with what the member's list shows of the session. */
export const presenceOf = ({ since, ...presence }: PresenceItem, card: Card): Item => ({
  ...presence,
  ...(since && { since }),
  id: card.id,
  state: card.state,
  startsAt: card.startsAt,
  title: card.title,
  place: card.place,
  ...keys.presenceKey(card.id, presence.personId),
  personKey: keys.jurorSessions(presence.personId),
  personSort: `${card.startsAt}#${card.id}`,
});

/** A put of one item among others. */
export const put = (
  ports: StorePorts,
  item: Item,
  condition?: Omit<NonNullable<TransactItem['Put']>, 'TableName' | 'Item'>,
) => ({ Put: { TableName: ports.tableName, Item: stamped(item), ...condition } }) satisfies TransactItem;

/** Holds what a secretary changes to the revision it was read at. */
export const atRev = (rev: number) => ({
  ConditionExpression: 'rev = :rev',
  ExpressionAttributeValues: { ':rev': rev },
});

/**
 * Holds the session to what was read, and moves it on, so that of two secretaries one decides again. Whatever else newer
 * code wrote there stays.
 */
export const moved = (ports: StorePorts, { session, rev }: LoadedSession): TransactItem => ({
  Update: {
    TableName: ports.tableName,
    Key: { ...keys.runningKey(session.id) },
    UpdateExpression: 'SET rev = :next',
    ConditionExpression: 'rev = :rev',
    ExpressionAttributeValues: { ':next': rev + 1, ':rev': rev },
  },
});

const frozen = (key: keys.Key, content: Record<string, unknown>, salt: string): Item => ({ ...content, salt, ...key });

/** The head of a session, listed by call and state. */
const headOf = (session: SessionCore, { title, place }: { title: string; place: string }) => ({
  ...session,
  title,
  place,
  stateKey: keys.callSessions(session.callId, session.state),
  stateSort: `${session.startsAt}#${session.id}`,
});

/**
 * Commits what was decided about a session: head, event, the members' lists that show it, and what it froze.
 * @throws Stale when the session moved since it was read; the error of a guard that was lost.
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
    /** Writes whose lost condition has a meaning of its own. */
    also?: Guarded[];
    actor: ActorRef;
    at: string;
  },
): Promise<StoredEvent> => {
  const { before, decided, title, members, froze, checks = [], also = [], actor } = change;
  const at = notBefore(change.at, before?.session);
  const aggregate = { id: decided.session.id };
  const session = evolveSession(before?.session, { ...decided.event, at, aggregate });
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
    before: before?.session,
    head: headOf(session, title),
    event: decided.event,
    actor,
    at,
    also: [...writes.map((write) => ({ write })), ...also],
  });
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
  return { ...page, items: page.items.map((item) => readItem(sessionHead, item)) };
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
  return { ...page, items: page.items.map((item) => readItem(memberCard.required(), item)) };
};
