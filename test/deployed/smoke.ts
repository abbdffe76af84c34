import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type Outputs, publishPages, siteConfig } from '../../infra/aws/publish.ts';
import { contract, type Operation } from '../../schemas/contract.ts';
import { organisations } from '../../schemas/examples/organisations.ts';
import { apiBase, deploy } from './deployment.ts';
import { type Emulator, startEmulator } from './emulator.ts';
import { signIn, signUp } from './sign-in.ts';

/**
 * `npm run test:smoke-deploy`: the unchanged template on an emulator of AWS, and the first calls of what was deployed.
 * What the emulator does not do as AWS does stands in docs/emulator.md.
 */

let passed = 0;
let failed = 0;
const check = async (name: string, run: () => unknown): Promise<void> => {
  try {
    await run();
    passed += 1;
    console.log(`ok    ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${name}\n      ${error instanceof Error ? error.message : error}`);
  }
};

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: each check reads the part of an answer that it names.
  body: any;
}

const call = async (url: string, method = 'GET', token?: string, body?: unknown): Promise<Answer> => {
  const response = await fetch(url, {
    method,
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.json() };
};

/** A request as CloudFront would get it: the emulator tells distributions apart by the host that is asked for. */
const visit = (emulator: Emulator, { SiteUrl }: Outputs, path: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = { host: new URL(SiteUrl).host, 'x-forwarded-proto': 'https' };
    const asked = request(`${emulator.url}${path}`, { headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part) => {
        body += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    asked.once('error', reject);
    asked.end();
  });

const filled = (path: string): string => path.replace(/\{\w+\}/g, 'x');

const checkPublicRoutes = async (api: string): Promise<void> => {
  await check('a public route answers from the deployed table', async () => {
    const { status, body } = await call(`${api}/api/calls`);
    assert.deepEqual([status, body], [200, { items: [] }]);
  });
  await check('the API document names every path of the contract', async () => {
    const { status, body } = await call(`${api}/api/openapi.json`);
    assert.equal(status, 200);
    const paths = new Set(Object.values(contract).map(({ path }) => path));
    assert.deepEqual(Object.keys(body.paths).sort(), [...paths].sort());
  });
  await check('a malformed parameter gives 422 as problem+json', async () => {
    const { status, headers, body } = await call(`${api}/api/calls/x`);
    assert.deepEqual([status, body.fields[0].path], [422, ['callId']]);
    assert.match(String(headers['content-type']), /^application\/problem\+json/);
  });
  await check('a path that is not in the contract gives the gateway 404', async () => {
    const { status, body } = await call(`${api}/api/nothing`);
    assert.deepEqual([status, body], [404, { message: 'Not Found' }]);
  });
};

const checkPrivateRoutes = async (api: string): Promise<void> => {
  const guarded = Object.values(contract).filter(({ audience }: Operation) => audience !== 'public');
  await check(
    `each of the ${guarded.length} private routes gives 401 without a token and with a forged one`,
    async () => {
      const forged = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"x"}').toString('base64url')}.`;
      for (const { method, path } of guarded) {
        for (const token of [undefined, forged]) {
          const { status, body } = await call(`${api}${filled(path)}`, method, token);
          assert.deepEqual([method, path, status, body], [method, path, 401, { message: 'Unauthorized' }]);
        }
      }
    },
  );
};

const checkSignedIn = async (emulator: Emulator, outputs: Outputs, api: string): Promise<void> => {
  const email = 'camille.exemple@association.example';
  const content = organisations[0]?.content;
  let accessToken = '';
  let idToken = '';
  await check(
    'an applicant signs up and in with codes from the mail, through the authorization code with PKCE',
    async () => {
      await signUp(emulator, outputs, email);
      ({ accessToken, idToken } = await signIn(emulator, outputs, email));
      const claims = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString());
      assert.equal(claims.iss, outputs.ApplicantIssuer);
      assert.ok(claims.scope.split(' ').includes('permanent-call/use'));
    },
  );
  await check('an ID token in place of an access token gives 403', async () => {
    assert.equal((await call(`${api}/api/applicant/organisations`, 'GET', idToken)).status, 403);
  });
  await check("an applicant's token gives 401 on a route of the office", async () => {
    assert.equal((await call(`${api}/api/staff/queue`, 'GET', accessToken)).status, 401);
  });
  await check('the session makes a profile from the verified ID token', async () => {
    const { status, body } = await call(`${api}/api/applicant/session`, 'POST', accessToken, {
      idToken,
      language: 'fr',
    });
    assert.deepEqual([status, body.email], [200, email]);
  });
  await check('an authenticated write is kept, once for the same key, and read back', async () => {
    const write = { ...content, idempotencyKey: crypto.randomUUID() };
    const first = await call(`${api}/api/applicant/organisations`, 'POST', accessToken, write);
    const again = await call(`${api}/api/applicant/organisations`, 'POST', accessToken, write);
    const listed = await call(`${api}/api/applicant/organisations`, 'GET', accessToken);
    assert.deepEqual(
      [first.status, again.status, listed.status],
      [200, 200, 200],
      JSON.stringify([first, again, listed]),
    );
    assert.equal(again.body.id, first.body.id);
    assert.deepEqual(listed.body.items, [first.body]);
  });
};

const checkPages = async (emulator: Emulator, outputs: Outputs): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'permanent-call-pages-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Pages</title>');
  writeFileSync(join(folder, 'assets', 'index-0.js'), 'export {};');
  await check(
    'pages are published last, with types and times to keep them, and with the settings of this deployment',
    async () => {
      assert.deepEqual(await publishPages(folder, outputs), ['assets/index-0.js', 'config.json', 'index.html']);
      const s3 = new S3Client({ region: outputs.Region, forcePathStyle: true });
      const read = async (Key: string) => {
        const object = await s3.send(new GetObjectCommand({ Bucket: outputs.PagesBucket, Key }));
        return [object.ContentType, object.CacheControl, await object.Body?.transformToString()];
      };
      assert.deepEqual(await read('index.html'), [
        'text/html; charset=utf-8',
        'no-cache',
        '<!doctype html><title>Pages</title>',
      ]);
      assert.deepEqual((await read('assets/index-0.js'))[1], 'public, max-age=31536000, immutable');
      assert.deepEqual(JSON.parse((await read('config.json'))[2] as string), siteConfig(outputs));
    },
  );
  rmSync(folder, { recursive: true });
  await check('the distribution asks for the one page whatever the path, and sends the security headers', async () => {
    for (const path of ['/', '/applicant', '/jury/applications/app_1']) {
      const { headers, body } = await visit(emulator, outputs, path);
      assert.match(String(headers['content-security-policy']), /^default-src 'none'; script-src 'self';/);
      assert.equal(headers['x-frame-options'], 'DENY');
      // The emulated bucket refuses its own distribution, and names what it was asked for: docs/emulator.md.
      assert.match(body, /AccessDenied.*\/index\.html/s);
    }
  });
};

const started = Date.now();
const seconds = () => `${((Date.now() - started) / 1000).toFixed(0)} s`;
const emulator = await startEmulator();
console.log(`emulator at ${emulator.url} after ${seconds()}, log in .emulator/emulator.log`);
process.once('SIGINT', () => void emulator.stop().then(() => process.exit(130)));
try {
  Object.assign(process.env, emulator.env);
  const outputs = await deploy(emulator);
  console.log(`deployed after ${seconds()}`);
  const api = apiBase(emulator, outputs);
  await checkPublicRoutes(api);
  await checkPrivateRoutes(api);
  await checkSignedIn(emulator, outputs, api);
  await checkPages(emulator, outputs);
} finally {
  await emulator.stop();
}
console.log(`${passed} passed, ${failed} failed (${seconds()})`);
process.exitCode = failed > 0 ? 1 : 0;
