import { strict as assert } from 'node:assert';
import { contract, type Operation } from '../../schemas/contract.ts';
import { request } from './api.ts';
import { check } from './checks.ts';

/** A path with something for each parameter. */
export const filled = (path: string): string => path.replace(/\{\w+\}/g, 'x');

/** What the gateway answers to anybody, on a table with nothing in it. */
export const checkGateway = async (api: string): Promise<void> => {
  await check('a public route answers from the deployed table', async () => {
    const { status, body } = await request(`${api}/api/public/calls`);
    assert.deepEqual([status, body], [200, { items: [] }]);
  });
  await check('the API document names every path of the contract', async () => {
    const { status, body } = await request(`${api}/api/public/openapi.json`);
    assert.equal(status, 200);
    const paths = new Set(Object.values(contract).map(({ path }) => path));
    assert.deepEqual(Object.keys(body.paths).sort(), [...paths].sort());
  });
  await check('a malformed parameter gives 422 as problem+json', async () => {
    const { status, headers, body } = await request(`${api}/api/public/calls/x`);
    assert.deepEqual([status, body.fields[0].path], [422, ['callId']]);
    assert.match(String(headers['content-type']), /^application\/problem\+json/);
  });
  await check(
    'a path of no audience gives the 404 of the gateway, one that an audience has not that of its function',
    async () => {
      const { status, body } = await request(`${api}/api/nothing`);
      assert.deepEqual([status, body], [404, { message: 'Not Found' }]);
      for (const path of ['nothing', 'calls//', '..%2Fstaff%2Fapplications', 'a%20b']) {
        const unknown = await request(`${api}/api/public/${path}`);
        assert.deepEqual([path, unknown.status, unknown.body.code], [path, 404, 'not-found']);
      }
    },
  );
  await check('another method of a path gives 405 and the methods that there are', async () => {
    const { status, headers, body } = await request(`${api}/api/public/calls`, 'DELETE');
    assert.deepEqual([status, headers.allow, body.code], [405, 'GET', 'method-not-allowed']);
  });
  const guarded = Object.values(contract).filter(({ audience }: Operation) => audience !== 'public');
  await check(
    `each of the ${guarded.length} private routes gives 401 without a token and with a forged one`,
    async () => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const forged = `${part({ alg: 'none' })}.${part({ sub: 'x' })}.`;
      for (const { method, path } of guarded) {
        for (const token of [undefined, forged]) {
          const { status, body } = await request(`${api}${filled(path)}`, method, token);
          assert.deepEqual([method, path, status, body], [method, path, 401, { message: 'Unauthorized' }]);
        }
      }
    },
  );
};
