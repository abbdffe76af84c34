import { request as ask } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStorePorts } from '../../functions/services/store.ts';
import { specs } from '../../functions/specs.ts';
import { type Listening, listen } from '../../infra/local/listen.ts';
import { pagesFolder } from '../../infra/local/pages-build.ts';
import { type Platform, startPlatform } from '../../infra/local/platform.ts';
import { seedBasics } from '../../infra/local/seed-basics.ts';
import { scan } from '../../infra/ops/table.ts';
import { Misuse, runSmoke } from '../../infra/smoke/smoke.ts';
import { exampleCallId } from '../../schemas/examples/call-lille.ts';
import { staff } from '../../schemas/examples/people.ts';
import { quarterOf } from '../../schemas/monitoring.ts';
import { call } from './support/caller.ts';
import { type City, openCity } from './support/city.ts';
import { mailsTo } from './support/inbox.ts';

/** The smoke test on the whole service of one machine, and on one that is broken in each way that it is there to find. */

let city: City;
beforeAll(async () => {
  city = await openCity();
});
afterAll(() => city?.close());

const smoke = async (...argv: string[]) => {
  const said: string[] = [];
  const { isWell, outcomes } = await runSmoke(argv, (line) => said.push(line), { every: 100 });
  return {
    isWell,
    said,
    names: outcomes.map(({ name }) => name),
    faults: outcomes.flatMap(({ fault }) => fault ?? []),
  };
};

const agent = staff[0]?.id ?? '';
const figures = () => {
  const quarter = quarterOf(new Date().toISOString().slice(0, 10));
  return call(city, agent, 'getMonitoring', { query: { callId: exampleCallId, from: quarter, to: quarter } });
};
/** What stands in the table, but for what people of the examples are: its keys. */
const stored = async (): Promise<string[]> => {
  const found: string[] = [];
  const table = { client: new DynamoDBClient({}), name: city.platform.env.TABLE_NAME ?? '' };
  for await (const { pk, sk } of scan(table)) found.push(`${pk?.S} ${sk?.S}`);
  return found.sort();
};
/** Documents in the bucket. */
const objects = async (): Promise<string[]> => {
  const client = new S3Client({ forcePathStyle: true });
  const { Contents = [] } = await client.send(
    new ListObjectsV2Command({ Bucket: city.platform.env.BUCKET_NAME ?? '' }),
  );
  return Contents.map(({ Key = '' }) => Key);
};

const ofSite = [
  'the pages and their files are served',
  'every security header is sent',
  'config.json says how to sign in',
  'the API answers what everybody may ask',
  'the API lets nobody in without a token',
  'both issuers say where to sign in, and show their keys',
];
const ofDraft = [
  'the accounts to sign in as are known',
  'a call takes applications',
  'essai.automatique@ville.example signs in',
  'the service knows essai.automatique@ville.example',
  'the organisation of this test is there',
  'nothing of an earlier run is left',
  'a draft is made',
  'what is typed is kept',
  'a document is uploaded straight to the bucket',
  'the scanner finds the document clean',
  'the document comes back as it was',
  'the draft is thrown away',
  'the session is ended',
];

describe('on a service that works', () => {
  test('each step is well, no mail leaves, no figure moves and no file is left, however often it runs', async () => {
    const told = async () => [await figures(), await objects(), city.platform.engines.mail.mails().length];
    const before = await told();
    const first = await smoke(city.platform.urls.site);
    expect(first.faults).toEqual([]);
    expect(first).toMatchObject({ isWell: true, names: [...ofSite, ...ofDraft] });
    const kept = await stored();
    expect((await smoke(city.platform.urls.site)).faults).toEqual([]);
    expect(await told()).toEqual(before);
    // That a draft was begun and thrown away is known for good, as of anybody's.
    const added = (await stored())
      .filter((one) => !kept.includes(one))
      .map((one) => one.replaceAll(/app_\w+|#person-.*/g, '…'));
    expect(added).toEqual(['APP#… DISCARDED', 'IDEMPOTENCY…', 'LOG#APP#… EVENT#000001']);
  });

  test('the public part alone asks nobody to sign in', async () => {
    expect(await smoke(city.platform.urls.site, '--pages')).toMatchObject({ isWell: true, names: ofSite });
  });

  test('a whole life goes to its decision and its letter where the stage is a trial', async () => {
    const { faults, names, isWell } = await smoke(city.platform.urls.site, '--life');
    expect(faults).toEqual([]);
    expect(isWell).toBe(true);
    expect(names.slice(-8, -3)).toEqual([
      '2 jurors score “evaluation”, which closes by itself',
      'a session gives its opinion at “committee-opinion”',
      'the decision is recorded',
      'its letter is sent',
      'the session is ended',
    ]);
    expect(mailsTo(city, 'essai.automatique@ville.example', /./).length).toBeGreaterThan(1);
  });
});

/** The service behind a proxy that answers some paths by itself. */
const behind = async (own: (path: string) => { status: number; body: string } | undefined): Promise<Listening> => {
  const listening = await listen(0);
  listening.serve(async (request, response) => {
    const answer = own(new URL(request.url ?? '/', listening.url).pathname);
    if (answer) return void response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    const { host: _host, ...headers } = request.headers;
    const passed = ask(`${city.platform.urls.site}${request.url}`, { method: request.method, headers }, (from) => {
      response.writeHead(from.statusCode ?? 502, from.headers);
      from.pipe(response);
    });
    request.pipe(passed);
  });
  return listening;
};

describe('on a service that is broken', () => {
  test('nobody answers at a wrong address, and what answers there may be another site', async () => {
    const closed = await listen(0);
    await closed.close();
    const nobody = await smoke(closed.url);
    expect(nobody).toMatchObject({ isWell: false, names: ofSite.slice(0, 1) });
    expect(nobody.faults[0]).toMatch(/ECONNREFUSED/);
    const other = await smoke(city.platform.urls.inbox);
    expect(other).toMatchObject({ isWell: false, names: ofSite.slice(0, 1) });
    expect(other.faults[0]).toBe('/applicant answered 404 and not the page');
  });

  test('an API that fails is found before anybody signs in, with what to do', async () => {
    const proxy = await behind((path) =>
      path.startsWith('/api/') ? { status: 500, body: '{"message":"Internal Server Error"}' } : undefined,
    );
    const { isWell, names, faults, said } = await smoke(proxy.url);
    await proxy.close();
    expect([isWell, names]).toEqual([false, ofSite.slice(0, 4)]);
    expect(faults).toEqual(['listCalls answered 500: {"message":"Internal Server Error"}']);
    expect(said).toContain(
      '      mend: docs/runbooks/api-faults.md; behind a firewall docs/runbooks/rotate-origin-secret.md.',
    );
  });

  test('a whole life is refused on a stage that does not say that it is a trial, before anything is made', async () => {
    const config = await (await fetch(`${city.platform.urls.site}/config.json`)).json();
    const proxy = await behind((path) =>
      path === '/config.json' ? { status: 200, body: JSON.stringify({ ...config, trial: undefined }) } : undefined,
    );
    const before = await stored();
    await expect(smoke(proxy.url, '--life')).rejects.toThrow(/does not say that it is a trial/);
    await proxy.close();
    expect(await stored()).toEqual(before);
  });

  test('what is not an address, or not understood, is misuse', async () => {
    for (const argv of [[], ['ville'], ['https://a.example/path'], ['https://a.example', '--minutes', 'x'], ['--loud']])
      await expect(smoke(...argv)).rejects.toThrow(Misuse);
  });
});

describe('where the scanner never answers', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startPlatform({
      functions: specs.map(({ name }) => name).filter((name) => name !== 'scan-attachment'),
      pages: { dir: pagesFolder },
      consumers: false,
    });
    Object.assign(process.env, platform.env);
    await seedBasics(createStorePorts(platform.env.TABLE_NAME ?? ''), new Date().toISOString());
    await platform.startConsumers();
    await platform.functions.warm(['applicant-api', 'verify-attachment']);
  });
  afterAll(() => platform?.stop());

  test('the test says so, and throws its draft away all the same', async () => {
    const { isWell, names, faults } = await smoke(platform.urls.site, '--minutes', '0.5');
    expect(isWell).toBe(false);
    expect(names.slice(-3)).toEqual([
      'the scanner finds the document clean',
      'the draft is thrown away',
      'the session is ended',
    ]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^After 30 s “received”: it arrived .* and the scanner said nothing$/);
  });
});
