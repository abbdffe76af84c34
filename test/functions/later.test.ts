import { beforeEach, expect, test, vi } from 'vitest';
import { httpHandler, type Operations } from '../../functions/http.ts';
import { later } from '../../functions/later.ts';
import { applicantContract } from '../../schemas/contract/applicant.ts';
import { juryContract } from '../../schemas/contract/jury.ts';
import { publicPlaces } from '../../schemas/contract/public/places.ts';
import { publicContract } from '../../schemas/contract/public.ts';
import { staffContract } from '../../schemas/contract/staff.ts';
import { contract } from '../../schemas/contract.ts';
import { context, eventFor } from '../support/gateway.ts';

/** What was loaded, in its order: parts of the contract, and code. */
const loaded: string[] = [];
/** Loads that fail, by their name. */
const failing = new Set<string>();
/** Loads wait for it, so that who asks meanwhile comes in between. */
let ready = Promise.resolve();

const load = async <T>(name: string, what: () => T | Promise<T>): Promise<T> => {
  loaded.push(name);
  await ready;
  if (failing.has(name)) throw new Error(`${name} cannot be read`);
  return what();
};

/** The public API, which says what it loads, with operations that need no store. */
const openApi = () => {
  const { calls, digests, contacts, document } = publicContract.parts;
  const parts = {
    calls: () => load('contract of calls', calls),
    digests: () => load('contract of digests', digests),
    contacts: () => load('contract of contacts', contacts),
    document: () => load('contract of document', document),
  };
  const nothing = async () => ({}) as never;
  const operations: Operations<'public'> = {
    ...later(publicPlaces.calls, () =>
      load('calls', () => ({ listCalls: async () => ({ items: [] }), getCall: nothing })),
    ),
    ...later(publicPlaces.digests, () => load('digests', () => ({ listDigests: async () => ({ items: [] }) }))),
    ...later(publicPlaces.contacts, () =>
      load('contacts', () => ({ getContactQuestion: nothing, answerContact: nothing })),
    ),
    ...later(publicPlaces.document, () => load('document', () => ({ getApiDocument: nothing }))),
  };
  const ports = { now: () => new Date('2026-03-18T09:00:00Z') };
  return httpHandler({ ...publicContract, parts }, ports as never, operations);
};
type Api = ReturnType<typeof openApi>;

const answers = async (api: Api, event: ReturnType<typeof eventFor>) => {
  const { statusCode, body } = await api(event, context);
  return [statusCode, JSON.parse(body ?? '').code];
};
const calls = eventFor('listCalls', undefined);
const digests = eventFor('listDigests', undefined);

beforeEach(() => {
  loaded.length = 0;
  failing.clear();
  ready = Promise.resolve();
});

test('nothing of the contract and no operation is loaded before it is asked for, and then no other', async () => {
  const api = openApi();
  expect(loaded).toEqual([]);
  expect(await answers(api, calls)).toEqual([200, undefined]);
  expect(loaded).toEqual(['contract of calls', 'calls']);
  await answers(api, calls);
  expect(loaded.filter((name) => name === 'calls')).toEqual(['calls']);
  expect(loaded).not.toContain('digests');
});

test('two who ask at once are both answered by what is loaded once', async () => {
  const api = openApi();
  const { promise, resolve } = Promise.withResolvers<void>();
  ready = promise;
  const both = Promise.all([answers(api, calls), answers(api, calls)]);
  await vi.waitFor(() => expect(loaded.length).toBeGreaterThan(0));
  resolve();
  expect(await both).toEqual([
    [200, undefined],
    [200, undefined],
  ]);
  expect(loaded.filter((name) => name === 'calls')).toEqual(['calls']);
});

test('a path or a method that there is not loads nothing', async () => {
  const api = openApi();
  const http = (method: string, path: string) => ({
    ...calls,
    requestContext: { ...calls.requestContext, http: { ...calls.requestContext.http, method, path } },
  });
  expect(await answers(api, http('GET', '/api/public/nothing'))).toEqual([404, 'not-found']);
  expect(await answers(api, http('PUT', '/api/public/calls'))).toEqual([405, 'method-not-allowed']);
  expect(loaded).toEqual([]);
});

test.each(['contract of calls', 'calls'])(
  '%s that cannot be loaded is our fault, and of this request alone',
  async (name) => {
    const api = openApi();
    failing.add(name);
    expect(await answers(api, calls)).toEqual([500, 'unexpected']);
    expect(await answers(api, digests)).toEqual([200, undefined]);
    failing.clear();
    expect(await answers(api, calls)).toEqual([200, undefined]);
  },
);

test('each part says what its places promise, and all of it is the contract', async () => {
  const named: Record<string, unknown> = {};
  for (const { audience, places, parts } of [publicContract, applicantContract, juryContract, staffContract])
    for (const [part, ids] of Object.entries<Record<string, object>>(places)) {
      const said = await (parts as Record<string, () => Promise<Record<string, object>>>)[part]?.();
      expect([part, Object.keys(said ?? {}).sort()]).toEqual([part, Object.keys(ids).sort()]);
      for (const [id, place] of Object.entries(ids)) {
        expect([id, said?.[id]]).toEqual([id, expect.objectContaining({ ...place, audience })]);
        named[id] = said?.[id];
      }
    }
  expect(named).toEqual(contract);
});
