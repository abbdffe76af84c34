import * as z from 'zod';
import { type CallContent, type CallVersion, callId, callVersion } from '../../schemas/call.ts';
import type { ActorRef } from '../../schemas/event.ts';
import { commit, type Guarded } from './commit.ts';
import { digestOf } from './hash.ts';
import { type CallHead, callDraftItem, callHead } from './items/call.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { get, type Item, readPage } from './read.ts';
import { readItem, unknownTo } from './stored.ts';
import { stamped } from './upcasts/index.ts';

/** A call at its current version, read strongly. */
export const loadCall = async (ports: StorePorts, callId: string) => {
  const item = await get(ports, keys.callKey(callId));
  return item && readItem(callHead, item);
};

const listByState = async (ports: StorePorts, key: string): Promise<Item[]> => {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await readPage(
      ports,
      {
        IndexName: 'byState',
        KeyConditionExpression: 'stateKey = :key',
        ExpressionAttributeValues: { ':key': key },
      },
      cursor,
    );
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
};

/** The calls that take applications, each at its current version. */
export const listCalls = async (ports: StorePorts): Promise<CallVersion[]> =>
  (await listByState(ports, keys.openCalls)).map((item) => readItem(callVersion, item));

const shownTitle = z.object({ fr: z.string(), en: z.string() }).catch({ fr: '', en: '' });

/** All calls in short: open, paused, and those that only have a draft. */
export const listStaffCalls = async (ports: StorePorts) => {
  const items = (await Promise.all([keys.openCalls, keys.closedCalls].map((key) => listByState(ports, key)))).flat();
  return items.map((item) => {
    if (item.sk !== keys.HEAD) {
      const { content } = readItem(callDraftItem, item);
      return { callId: callId.parse(item.stateSort), title: shownTitle.parse(content?.title), paused: true };
    }
    const { callId: id, title, version, publishedAt, paused = false } = readItem(callVersion, item);
    return { callId: id, title, version, publishedAt, paused };
  });
};

/**
 * A published version never changes, so a warm function keeps those it has read, and those that it is reading: however
 * many ask for one at once, it is read once.
 */
const versions = new WeakMap<StorePorts['db'], Map<string, Promise<CallVersion | undefined>>>();
const VERSIONS_KEPT = 50;

/** A version of a call, or nothing when it was never published. */
export const findCallVersion = (
  ports: StorePorts,
  callId: string,
  version: number,
): Promise<CallVersion | undefined> => {
  const kept = versions.get(ports.db) ?? new Map<string, Promise<CallVersion | undefined>>();
  versions.set(ports.db, kept);
  const name = `${ports.tableName}/${callId}/${version}`;
  const known = kept.get(name);
  if (known) return known;
  if (kept.size >= VERSIONS_KEPT) kept.clear();
  const reading = readCallVersion(ports, callId, version);
  kept.set(name, reading);
  /** What was not found may be published, and what failed may be read, the next time. */
  const forget = () => {
    if (kept.get(name) === reading) kept.delete(name);
  };
  reading.then((found) => {
    if (!found) forget();
  }, forget);
  return reading;
};

const readCallVersion = async (ports: StorePorts, callId: string, version: number) => {
  const item = await get(ports, keys.callVersionKey(callId, version));
  return item && readItem(callVersion, item);
};

/**
 * The version of a call that a file was submitted under.
 * @throws Error when it was never published.
 */
export const loadCallVersion = async (ports: StorePorts, callId: string, version: number): Promise<CallVersion> => {
  const found = await findCallVersion(ports, callId, version);
  if (!found) throw new Error(`Call ${callId} has no version ${version}`);
  return found;
};

/**
 * The version of a call that was in force at an instant: what holds for the service itself rather than for a file, such as who
 * signs for the City.
 */
export const callInForce = async (ports: StorePorts, callId: string, at: string): Promise<CallVersion | undefined> => {
  let call: CallVersion | undefined = await loadCall(ports, callId);
  while (call && call.publishedAt > at && call.version > 1)
    call = await findCallVersion(ports, callId, call.version - 1);
  return call;
};

/**
 * Publishes a version of a call, with `also` or not at all; files in flight keep theirs.
 * @throws Stale when another version came between; the errors of `also`.
 */
export const commitCallVersion = async (
  ports: StorePorts,
  change: {
    callId: CallVersion['callId'];
    before: CallHead | undefined;
    content: CallContent;
    actor: ActorRef;
    at: string;
    also?: Guarded[];
  },
): Promise<CallVersion> => {
  const { callId, before, content, actor, at, also = [] } = change;
  const version = (before?.version ?? 0) + 1;
  const published: CallVersion = { ...content, callId, version, publishedAt: at };
  await commit(ports, {
    aggregate: { type: 'call', id: callId },
    headKey: keys.callKey(callId),
    before,
    head: {
      ...unknownTo(callHead, before),
      ...published,
      stateKey: content.paused ? keys.closedCalls : keys.openCalls,
      stateSort: callId,
    },
    event: { type: 'call.published', data: { callId, version, digest: digestOf(content, '') } },
    actor,
    at,
    also: [
      {
        write: {
          Put: { TableName: ports.tableName, Item: stamped({ ...published, ...keys.callVersionKey(callId, version) }) },
        },
      },
      ...also,
    ],
  });
  return published;
};
