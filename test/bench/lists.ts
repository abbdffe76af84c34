import { BatchGetItemCommand, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { httpHandler } from '../../functions/http.ts';
import { operations as juryOperations } from '../../functions/jury-api/operations.ts';
import { openingsOn } from '../../functions/openings.ts';
import { operations as staffOperations } from '../../functions/staff-api/operations.ts';
import {
  applicationKey,
  assignmentKey,
  callQueue,
  gatheringRange,
  jurorFiles,
  type Key,
  sessionKey,
} from '../../functions/store/keys.ts';
import { get, type Item } from '../../functions/store/read.ts';
import { juryContract } from '../../schemas/contract/jury.ts';
import { staffContract } from '../../schemas/contract/staff.ts';
import type { OperationId } from '../../schemas/contract.ts';
import { type City, openCity, people } from '../support/city.ts';
import { asRead, checkFile, scoredFile, submitFile } from '../support/files.ts';
import { context, eventFor } from '../support/gateway.ts';
import { openSession, planSession, run, schedule } from '../support/sessions.ts';
import { type BenchEngine, startEngine } from './engine.ts';
import { alternately, type Figure, median, type Part, quantile } from './figures.ts';

const FEW = 20;
const MANY = 20_000;
/** Files on the agenda of the session that is measured. */
const AGENDA = 10;

/** One list under test: who asks for it, and the bare reads of the same items. */
interface List {
  name: string;
  /** What the bare reads are, in words. */
  against: string;
  /** Of many pages; of these the hundredth is read too. */
  paged: boolean;
  ask(cursor?: string): Promise<{ body?: string }>;
  bare(): Promise<unknown>;
}

/**
 * The staff queue, a juror's list, and a session with ten files as its secretary and its members see it: time through the
 * real handler against bare reads of the same items; requests to the table, and read units, at 20 and at 20,000
 * applications.
 */
export const lists: Part = async ({ quick, say }) => {
  const engine = await startEngine();
  try {
    const city = await openCity({ ports: engine.ports });
    const models = await modelsIn(city);
    const sessionId = await heldSession(city);
    const all = [
      staffQueue(engine, city),
      juryList(engine, city),
      secretarysPage(engine, city, sessionId),
      membersPage(engine, city, sessionId),
    ];

    const figures: Figure[] = [];
    const details: Record<string, unknown> = {};
    say(`${FEW} applications`);
    await engine.fill(copies(models, 0, FEW - 1));
    const few = new Map<string, Reads>();
    for (const list of all) few.set(list.name, await readsOf(engine, list));

    say(`${MANY} applications`);
    await engine.fill(copies(models, FEW - 1, MANY - 1));
    for (const list of all) {
      const rounds = quick ? 60 : 400;
      for (let warm = 0; warm < 30; warm++) await Promise.all([list.ask(), list.bare()]);
      const [handled, bare] = await alternately(rounds, () => list.ask(), list.bare);
      const first = await readsOf(engine, list);
      const hundredth = list.paged ? await readsOf(engine, list, await cursorAt(list, 100)) : first;
      const atFew = few.get(list.name) ?? { units: 0, requests: 0 };
      figures.push(
        {
          name: `${list.name}: p50 against ${list.against}`,
          value: median(handled) / median(bare),
          unit: 'x',
          limit: 2.5,
          note: `${median(handled).toFixed(1)} ms against ${median(bare).toFixed(1)} ms`,
        },
        {
          name: `${list.name}: read units at ${MANY} beyond those at ${FEW}`,
          value: Math.max(Math.abs(first.units - atFew.units), Math.abs(hundredth.units - atFew.units)),
          unit: 'units',
          limit: 1,
          note: `${atFew.units} at ${FEW}; ${first.units} at ${MANY}${list.paged ? `; ${hundredth.units} on page 100` : ''}`,
        },
        {
          name: `${list.name}: requests to the table at ${MANY}, beside the person's`,
          value: Math.max(first.requests, hundredth.requests),
          unit: 'requests',
          limit: 2,
        },
      );
      details[list.name] = {
        rounds,
        handlerMs: { p50: median(handled), p95: quantile(handled, 0.95) },
        bareMs: { p50: median(bare), p95: quantile(bare, 0.95) },
        reads: { atFew, atMany: first, ...(list.paged && { page100: hundredth }) },
      };
    }
    return { figures, details };
  } finally {
    await engine.stop();
  }
};

/** A file that waits for its first check, and a juror's assignment to it, as the store wrote them. */
const modelsIn = async (city: City): Promise<{ head: Item; assignment: Item }> => {
  const { ports } = city;
  const waiting = await submitFile(city);
  const judged = await submitFile(city);
  await checkFile(city, judged);
  await checkFile(city, judged);
  const jurorId = city.jurors[0] as string;
  await city.ask('openStep', people.staff.id, {
    params: { applicationId: judged },
    body: await asRead(city, judged, { jurorIds: [jurorId, ...city.jurors.slice(1, 3)] }),
  });
  const [head, assignment] = await Promise.all([
    get(ports, applicationKey(waiting)),
    get(ports, assignmentKey(judged, jurorId)),
  ]);
  if (!head || !assignment) throw new Error('A model is missing');
  return { head, assignment };
};

/** Items just like the models, each of an application of its own, a minute after the one before. */
const copies = ({ head, assignment }: Awaited<ReturnType<typeof modelsIn>>, from: number, to: number): Item[] =>
  Array.from({ length: to - from }, (_, place) => from + place).flatMap((count) => {
    const id = `app_${String(count).padStart(26, '0')}`;
    const later = (instant: unknown) => new Date(Date.parse(String(instant)) + (count + 1) * 60_000).toISOString();
    const own = (item: Item, replaced: unknown, instant: unknown): Item =>
      JSON.parse(JSON.stringify(item).replaceAll(String(replaced), id).replaceAll(String(instant), later(instant)));
    return [own(head, head.id, head.submittedAt), own(assignment, assignment.applicationId, assignment.dueAt)];
  });

const noSignIn = async () => {
  throw new Error('Nobody signs in here');
};

type Handler = (
  event: ReturnType<typeof eventFor>,
  lambda: typeof context,
) => Promise<{ statusCode?: number; body?: string }>;

const pageOf = async (
  handler: Handler,
  id: OperationId,
  who: string,
  query: Record<string, string>,
  params?: Record<string, string>,
) => {
  const answer = await handler(eventFor(id, who, { query, ...(params && { params }) }), context);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer;
};

const bareQuery = (engine: BenchEngine, IndexName: string, attribute: string, key: string) => () =>
  engine.client.send(
    new QueryCommand({
      TableName: engine.ports.tableName,
      IndexName,
      KeyConditionExpression: `${attribute} = :key`,
      ExpressionAttributeValues: { ':key': { S: key } },
      Limit: 25,
    }),
  );

const staffQueue = (engine: BenchEngine, { bucket, callId }: City): List => {
  const { ports } = engine;
  const handler = httpHandler(
    staffContract,
    ports,
    staffOperations(ports, bucket, noSignIn, 'https://site.example'),
    [],
    openingsOn(ports, 365),
  );
  return {
    name: 'staff queue, a page of 25',
    against: 'a bare query of 25',
    paged: true,
    ask: (cursor) =>
      pageOf(handler, 'listQueue', people.staff.id, { callId, state: 'checking', ...(cursor && { cursor }) }),
    bare: bareQuery(engine, 'byState', 'stateKey', callQueue(callId, 'checking')),
  };
};

const bareKey = ({ pk, sk }: Key) => ({ pk: { S: pk }, sk: { S: sk } });

const juryList = (engine: BenchEngine, { bucket, jurors }: City): List => {
  const { ports } = engine;
  const jurorId = jurors[0] as string;
  const handler = httpHandler(juryContract, ports, juryOperations(ports, bucket, noSignIn), [], openingsOn(ports, 365));
  return {
    name: "juror's list, a page of 25",
    against: 'a bare query of 25 and a read of their heads',
    paged: true,
    ask: (cursor) => pageOf(handler, 'listAssignments', jurorId, { state: 'assigned', ...(cursor && { cursor }) }),
    bare: async () => {
      const { Items = [] } = await bareQuery(engine, 'byPerson', 'personKey', jurorFiles(jurorId, 'assigned'))();
      const Keys = Items.map(({ applicationId }) => bareKey(applicationKey(applicationId?.S ?? '')));
      return engine.client.send(
        new BatchGetItemCommand({ RequestItems: { [ports.tableName]: { Keys, ConsistentRead: false } } }),
      );
    },
  };
};

/** An open session with ten files on its agenda, the first of them before its vote. */
const heldSession = async (city: City): Promise<string> => {
  const sessionId = await planSession(city);
  for (let index = 0; index < AGENDA; index++) await schedule(city, sessionId, await scoredFile(city, index));
  await openSession(city, sessionId);
  const { points } = await city.ask('getSession', people.staff.id, { params: { sessionId } });
  for (const step of ['hear', 'reveal', 'open-vote'])
    await run(city, sessionId, points[0]?.applicationId as string, step);
  return sessionId;
};

/** The bare reads of all that a session's page shows: its head, and one query of what changes while it is held. */
const bareSession = (engine: BenchEngine, sessionId: string) => () => {
  const { tableName: TableName } = engine.ports;
  const { pk, sk } = sessionKey(sessionId);
  return Promise.all([
    engine.client.send(new GetItemCommand({ TableName, Key: bareKey({ pk, sk }), ConsistentRead: true })),
    engine.client.send(
      new QueryCommand({
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':pk': { S: pk },
          ':from': { S: gatheringRange.from },
          ':to': { S: gatheringRange.to },
        },
      }),
    ),
  ]);
};

const secretarysPage = (engine: BenchEngine, { bucket }: City, sessionId: string): List => {
  const { ports } = engine;
  const handler = httpHandler(
    staffContract,
    ports,
    staffOperations(ports, bucket, noSignIn, 'https://site.example'),
    [],
    openingsOn(ports, 365),
  );
  return {
    name: `secretary's session of ${AGENDA} files`,
    against: 'a bare read and query of it',
    paged: false,
    ask: () => pageOf(handler, 'getSession', people.staff.id, {}, { sessionId }),
    bare: bareSession(engine, sessionId),
  };
};

const membersPage = (engine: BenchEngine, { bucket, jurors }: City, sessionId: string): List => {
  const { ports } = engine;
  const handler = httpHandler(juryContract, ports, juryOperations(ports, bucket, noSignIn), [], openingsOn(ports, 365));
  return {
    name: `member's session of ${AGENDA} files`,
    against: 'a bare read and query of it',
    paged: false,
    ask: () => pageOf(handler, 'getJurySession', jurors[0] as string, {}, { sessionId }),
    bare: bareSession(engine, sessionId),
  };
};

/** The cursor that leads to a page, walked to through the pages before it. */
const cursorAt = async (list: List, page: number): Promise<string> => {
  let cursor: string | undefined;
  for (let walked = 1; walked < page; walked++) {
    const { body = '' } = await list.ask(cursor);
    cursor = (JSON.parse(body) as { nextCursor?: string }).nextCursor;
    if (!cursor) throw new Error(`${list.name} ends on page ${walked}`);
  }
  return cursor as string;
};

interface Reads {
  units: number;
  requests: number;
}

/** What one request of the handler reads, less the person who asks. */
const readsOf = async (engine: BenchEngine, list: List, cursor?: string): Promise<Reads> => {
  const { result, seen } = await engine.watch(() => list.ask(cursor), { units: true });
  if (result.body === undefined) throw new Error(`${list.name} answers nothing`);
  const own = seen.filter(({ body }) => !body.includes('"PERSON#'));
  return { units: own.reduce((sum, { units }) => sum + units, 0), requests: own.length };
};
