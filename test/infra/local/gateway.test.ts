import { request } from 'node:http';
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { specs } from '../../../functions/specs.ts';
import { throttlesFor } from '../../../infra/limits.ts';
import { type FunctionHost, type Handler, hostFunctions } from '../../../infra/local/functions.ts';
import { rawPathOf, routeFor } from '../../../infra/local/gateway/routes.ts';
import { throttle } from '../../../infra/local/gateway/throttle.ts';
import { openGateway } from '../../../infra/local/gateway.ts';
import { type Identity, startIdentity } from '../../../infra/local/identity.ts';
import { type Listening, listen } from '../../../infra/local/listen.ts';
import { parseRate } from '../../../infra/local/schedules.ts';
import { routeKeyOf } from '../../../infra/routes.ts';
import { contract } from '../../../schemas/contract.ts';

type Event = APIGatewayProxyEventV2WithJWTAuthorizer;
let answer: (event: Event) => unknown = (event) => event;
const handler: Handler = (event: Event) => answer(event);
let site: Listening;
let identity: Identity;
let functions: FunctionHost;
let burst = 0;

beforeAll(async () => {
  site = await listen(0);
  identity = await startIdentity({ listening: await listen(0), siteOrigins: [site.url], persons: [] });
  functions = hostFunctions({
    specs,
    runtime: {},
    variables: () => ({}),
    handlers: { 'public-api': handler, 'applicant-api': handler, 'jury-api': handler, 'staff-api': handler },
  });
  const free = { ratePerSecond: 1e6, burst: 1e6 };
  openGateway({
    listening: site,
    specs,
    functions,
    identity,
    config: { local: true },
    throttles: { public: free, applicant: free, jury: free, staff: { ratePerSecond: 0.001, burst: 3 } },
  });
});
afterAll(async () => {
  await identity.stop();
  await site.close();
});

const call = async (method: string, path: string, init: { token?: string; body?: string; headers?: object } = {}) => {
  const response = await fetch(site.url + path, {
    method,
    headers: {
      ...(init.token ? { authorization: `Bearer ${init.token}` } : {}),
      ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...init.headers,
    },
    ...(init.body === undefined ? {} : { body: init.body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text && JSON.parse(text) };
};
const path = '/api/applicant/applications/app_1/sections/project';

test('a request reaches the function of its audience as API Gateway would hand it over', async () => {
  answer = (event) => event;
  const token = await identity.mintToken({ sub: 'ana', audience: 'applicant' });
  const { status, body } = await call('PUT', `${path}?a=1&b=2&a=3`, {
    token,
    body: '{"content":{}}',
    headers: { cookie: 'x=1; y=2', 'user-agent': 'test' },
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    version: '2.0',
    routeKey: 'ANY /api/applicant/{proxy+}',
    rawPath: path,
    rawQueryString: 'a=1&b=2&a=3',
    cookies: ['x=1', 'y=2'],
    queryStringParameters: { a: '1,3', b: '2' },
    pathParameters: { proxy: 'applications/app_1/sections/project' },
    body: '{"content":{}}',
    isBase64Encoded: false,
    requestContext: {
      stage: '$default',
      http: { method: 'PUT', path, sourceIp: '127.0.0.1', userAgent: 'test' },
      authorizer: { jwt: { claims: { sub: 'ana', aud: 'applicant-api', client_id: 'applicant-pages' } } },
    },
  });
  expect(typeof body.requestContext.authorizer.jwt.claims.exp).toBe('string');
  expect(body.headers.cookie).toBeUndefined();
  expect(body.requestContext.time).toMatch(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
});

test('what a function answers is passed on', async () => {
  answer = () => ({
    statusCode: 409,
    headers: { 'content-type': 'application/problem+json' },
    cookies: ['a=1', 'b=2'],
    body: '{"code":"state"}',
  });
  const { status, headers, body } = await call('GET', '/api/public/calls');
  expect([status, headers.get('content-type'), body]).toEqual([409, 'application/problem+json', { code: 'state' }]);
  expect(headers.getSetCookie()).toEqual(['a=1', 'b=2']);
});

test('an answer without a status is a JSON body', async () => {
  answer = () => ({ items: [] });
  const { status, headers, body } = await call('GET', '/api/public/calls');
  expect([status, headers.get('content-type'), body]).toEqual([200, 'application/json', { items: [] }]);
});

const refused = { status: 401, body: { message: 'Unauthorized' } };

test.each([
  ['missing', async () => undefined],
  ['forged', () => identity.mintToken({ sub: 'ana', audience: 'applicant', forged: true })],
  ['expired', () => identity.mintToken({ sub: 'ana', audience: 'applicant', expiresIn: -1 })],
  ["of the office's issuer", () => identity.mintToken({ sub: 'ana', audience: 'jury' })],
  ['an ID token', () => identity.mintIdToken({ sub: 'ana', audience: 'applicant', name: 'A', email: 'a@a.example' })],
  ['no token at all', async () => 'nonsense'],
  ['unsigned', async () => `${btoa('{"alg":"none"}')}.${btoa('{"sub":"ana"}')}.`],
])('a private route refuses a token that is %s', async (_what, mint) => {
  const token = await mint();
  expect(await call('GET', '/api/applicant/organisations', token ? { token } : {})).toMatchObject(refused);
});

test('what is of no audience is not found, and whatever is of one goes to its function', async () => {
  answer = ({ rawPath, requestContext: { http } }) => ({ asked: `${http.method} ${rawPath}` });
  const missing = { status: 404, body: { message: 'Not Found' } };
  for (const elsewhere of [
    '/api',
    '/api/',
    '/api/nothing',
    '/api/calls',
    '/api/public',
    '/api/public/',
    '/api/Public/calls',
  ])
    expect([elsewhere, await call('GET', elsewhere)]).toEqual([elsewhere, expect.objectContaining(missing)]);
  for (const method of ['GET', 'POST', 'PATCH', 'DELETE', 'OPTIONS'])
    expect((await call(method, '/api/public/no/such%20thing/')).body).toEqual({
      asked: `${method} /api/public/no/such thing/`,
    });
});

test('a path is handed over decoded but for the percent sign, whatever it is', () => {
  for (const [path, raw] of [
    ['/a%20b/caf%C3%A9', '/a b/café'],
    ['/a%2Fb%3Fc%23d', '/a/b?c#d'],
    ['/a%252Fb%25', '/a%252Fb%25'],
    ['/%E0%A4/%ff', '/\uFFFD/\uFFFD'],
    ['/%/%2/%zz', '/%/%2/%zz'],
  ])
    expect(rawPathOf(path as string)).toBe(raw);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(rawPathOf(encodeURIComponent(text).replaceAll('%25', ''))).toBe(text.replaceAll('%', ''));
    }),
  );
});

test('a body over ten megabytes is refused by the gateway, one over six by the function', async () => {
  answer = () => ({});
  const token = await identity.mintToken({ sub: 'ana', audience: 'applicant' });
  const tooLarge = { status: 413, body: { message: 'Request Entity Too Large' } };
  expect(await call('PUT', path, { token, body: 'x'.repeat(10 * 1024 * 1024 + 1) })).toMatchObject(tooLarge);
  expect(await call('PUT', path, { token, body: 'x'.repeat(6 * 1024 * 1024 + 1) })).toMatchObject(tooLarge);
  expect((await call('PUT', path, { token, body: 'x'.repeat(5 * 1024 * 1024) })).status).toBe(200);
});

test('a function that throws is an opaque 500', async () => {
  answer = () => {
    throw new Error('secret');
  };
  expect(await call('GET', '/api/public/calls')).toMatchObject({
    status: 500,
    body: { message: 'Internal Server Error' },
  });
});

test('an answer larger than a function may give is a 500', async () => {
  answer = () => ({ statusCode: 200, body: 'x'.repeat(6 * 1024 * 1024 + 1) });
  expect((await call('GET', '/api/public/calls')).status).toBe(500);
});

test('who asks too fast is told so', async () => {
  answer = () => ({});
  const statuses: number[] = [];
  for (; burst < 5; burst++) statuses.push((await call('GET', '/api/staff/jurors')).status);
  expect(statuses).toEqual([401, 401, 401, 429, 429]);
});

test('the settings of the pages stand beside them', async () => {
  expect(await call('GET', '/config.json')).toMatchObject({ status: 200, body: { local: true } });
});

test('every operation of the contract goes the way of its audience', () => {
  for (const { audience, path } of Object.values(contract)) {
    const proxy = path.slice(`/api/${audience}/`.length);
    expect(routeFor(path)).toEqual({ key: routeKeyOf(audience), audience, pathParameters: { proxy } });
  }
});

test('a path that climbs out of the site is answered like any other', async () => {
  const status = await new Promise((resolve) => {
    request(site.url, { path: '/../../etc/passwd' }, (response) => resolve(response.statusCode)).end();
  });
  expect(status).toBe(404);
});

test('a throttle lets a burst through and then its rate', () => {
  let at = 0;
  const pass = throttle({ ratePerSecond: 2, burst: 3 }, () => at);
  expect([pass(), pass(), pass(), pass()]).toEqual([true, true, true, false]);
  at = 500;
  expect([pass(), pass()]).toEqual([true, false]);
});

test('a rate is read as EventBridge writes it', () => {
  expect([parseRate('rate(1 minute)'), parseRate('rate(5 hours)'), parseRate('rate(1 day)')]).toEqual([
    60_000, 18_000_000, 86_400_000,
  ]);
  expect(() => parseRate('cron(0 4 * * ? *)')).toThrow('Not a rate');
});

test('every schedule of the functions is one that this machine can keep', () => {
  for (const { trigger } of specs) if (trigger.kind === 'schedule') expect(parseRate(trigger.rate)).toBeGreaterThan(0);
});

test('every answer says that its type is right, and those of the gateway itself that nobody keeps them', async () => {
  const token = await identity.mintToken({ sub: 'ana', audience: 'applicant' });
  answer = () => ({ statusCode: 200, headers: { 'cache-control': 'public, max-age=60' }, body: '{}' });
  const asked = async (method: string, at: string, init = {}) => {
    const { status, headers } = await call(method, at, init);
    return [status, headers.get('cache-control'), headers.get('x-content-type-options')];
  };
  expect(await asked('PUT', path, { body: '{}' })).toEqual([401, 'no-store', 'nosniff']);
  expect(await asked('GET', '/api/nowhere')).toEqual([404, 'no-store', 'nosniff']);
  expect(await asked('PUT', path, { token, body: '{}' })).toEqual([200, 'public, max-age=60', 'nosniff']);
  expect(await asked('GET', '/config.json')).toEqual([200, 'no-cache', 'nosniff']);
});

test('lets as many be asked for at once and in a second as the places allow, the office apart', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 10_000 }), (places) => {
      const { public: anybody, applicant, jury, staff } = throttlesFor(places);
      for (const { ratePerSecond, burst } of [anybody, applicant]) {
        expect(Math.min(ratePerSecond, burst)).toBeGreaterThanOrEqual(1);
        expect(ratePerSecond + burst).toBeLessThanOrEqual(0.3 * places);
      }
      expect(Math.min(jury.burst, staff.burst)).toBeGreaterThan(applicant.burst);
    }),
  );
});

test('where no place is free a request is refused before it begins, and what nobody waits for gets the next one', async () => {
  const held: (() => void)[] = [];
  const begun: string[] = [];
  const slow: Handler = ({ who }: { who: string }) => {
    begun.push(who);
    return new Promise((resolve) => held.push(() => resolve(who)));
  };
  const host = hostFunctions({
    specs,
    runtime: {},
    variables: () => ({}),
    handlers: { 'public-api': slow, 'staff-api': slow, notify: slow },
    places: 2,
  });
  const first = host.invoke('public-api', { who: 'first' });
  const second = host.invoke('staff-api', { who: 'second' });
  await expect(host.invoke('staff-api', { who: 'third' })).rejects.toMatchObject({ kind: 'Function.Throttled' });
  const consumer = host.invoke('notify', { who: 'consumer' });
  expect(begun).toEqual(['first', 'second']);
  held[0]?.();
  expect(await first).toBe('first');
  await expect.poll(() => begun).toEqual(['first', 'second', 'consumer']);
  await expect(host.invoke('staff-api', { who: 'fourth' })).rejects.toMatchObject({ kind: 'Function.Throttled' });
  for (const release of held) release();
  expect([await second, await consumer]).toEqual(['second', 'consumer']);
  const last = host.invoke('staff-api', { who: 'last' });
  await expect.poll(() => begun.at(-1)).toBe('last');
  held.at(-1)?.();
  expect(await last).toBe('last');
});
