import type { CallContent, CallVersion } from '../../schemas/call.ts';
import { callVersion } from '../../schemas/call.ts';
import type { ActorRef } from '../../schemas/event.ts';
import { commit } from './commit.ts';
import { digestOf } from './hash.ts';
import { callHead } from './items/call.ts';
import * as keys from './keys.ts';
import type { StorePorts } from './ports.ts';
import { get, readPage } from './read.ts';

/** A call at its current version, read strongly. */
export const loadCall = async (ports: StorePorts, callId: string) => {
  const item = await get(ports, keys.callKey(callId));
  return item && callHead.parse(item);
};

/** The calls that take applications, each at its current version. */
export const listCalls = async (ports: StorePorts): Promise<CallVersion[]> => {
  const { items } = await readPage(
    ports,
    {
      IndexName: 'byState',
      KeyConditionExpression: 'stateKey = :key',
      ExpressionAttributeValues: { ':key': keys.openCalls },
    },
    undefined,
  );
  return items.map((item) => callVersion.parse(item));
};

/** A published version never changes, so a warm function keeps those it has read. */
const versions = new WeakMap<StorePorts['db'], Map<string, CallVersion>>();
const VERSIONS_KEPT = 50;

/**
 * The version of a call that a file was submitted under.
 * @throws Error when it was never published.
 */
export const loadCallVersion = async (ports: StorePorts, callId: string, version: number): Promise<CallVersion> => {
  const kept = versions.get(ports.db) ?? new Map<string, CallVersion>();
  versions.set(ports.db, kept);
  const name = `${ports.tableName}/${callId}/${version}`;
  const found = kept.get(name);
  if (found) return found;
  const item = await get(ports, keys.callVersionKey(callId, version));
  if (!item) throw new Error(`Call ${callId} has no version ${version}`);
  const parsed = callVersion.parse(item);
  if (kept.size >= VERSIONS_KEPT) kept.clear();
  kept.set(name, parsed);
  return parsed;
};

/**
 * Publishes a version of a call; files in flight keep theirs.
 * @throws Stale when another version came between.
 */
export const commitCallVersion = async (
  ports: StorePorts,
  change: {
    callId: CallVersion['callId'];
    before: { version: number; lastHash: string } | undefined;
    content: CallContent;
    actor: ActorRef;
    at: string;
  },
): Promise<CallVersion> => {
  const { callId, before, content, actor, at } = change;
  const version = (before?.version ?? 0) + 1;
  const published: CallVersion = { ...content, callId, version, publishedAt: at };
  await commit(ports, {
    aggregate: { type: 'call', id: callId },
    headKey: keys.callKey(callId),
    before,
    head: { ...published, stateKey: keys.openCalls, stateSort: callId },
    event: { type: 'call.published', data: { callId, version, digest: digestOf(content, '') } },
    actor,
    at,
    also: [
      {
        write: {
          Put: { TableName: ports.tableName, Item: { ...published, ...keys.callVersionKey(callId, version) } },
        },
      },
    ],
  });
  return published;
};
