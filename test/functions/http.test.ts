import { gunzipSync } from 'node:zlib';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { httpHandler } from '../../functions/http.ts';
import { logger } from '../../functions/observe.ts';
import { operations as publicOperations } from '../../functions/public-api/operations.ts';
import { revisionKey } from '../../functions/store/keys.ts';
import { publicContract } from '../../schemas/contract/public.ts';
import type { OperationId } from '../../schemas/contract.ts';
import { exampleRecusal } from '../../schemas/examples/jury.ts';
import { aContent, aDecision, anEvaluation, aVerdict } from '../factories/application.ts';
import { aCheckStep } from '../factories/call.ts';
import { anApplicant, anOrganisation } from '../factories/people.ts';
import { openCity, people } from '../support/city.ts';
import { asRead, draftFile, evaluate, fileIn, key, submitFile, versionOf } from '../support/files.ts';
import { context, eventFor, type Sent } from '../support/gateway.ts';
import { type TestPorts, testPorts } from '../support/ports.ts';

const { applicant, staff } = people;

describe('an API that only the site may call', () => {
  const secret = 'a'.repeat(48);
  const next = 'b'.repeat(48);
  const call = async (secrets: string[], headers: Record<string, string>) => {
    const ports = await testPorts();
    const event = eventFor('listCalls', undefined);
    const handler = httpHandler(publicContract, ports, publicOperations(ports), secrets);
    const answer = await handler({ ...event, headers: { ...event.headers, ...headers } }, context);
    return [answer.statusCode, answer.body];
  };

  test('refuses as the gateway would whoever shows no secret of the site, or a wrong one', async () => {
    const refused = [403, '{"message":"Forbidden"}'];
    for (const headers of [
      {},
      { 'x-origin-secret': '' },
      { 'x-origin-secret': 'a'.repeat(47) },
      { 'x-origin-secret': `${secret},${next}` },
      { authorization: secret },
    ])
      expect(await call([secret, next], headers as Record<string, string>)).toEqual(refused);
  });

  test('takes the present secret and the one before it', async () => {
    for (const shown of [secret, next])
      expect(await call([secret, next], { 'x-origin-secret': shown })).toEqual([200, '{"items":[]}']);
  });

  test('is open to anybody where there is no secret', async () => {
    expect(await call([], {})).toEqual([200, '{"items":[]}']);
    expect(await call([], { 'x-origin-secret': 'x' })).toEqual([200, '{"items":[]}']);
  });
});

describe('what the store cannot take', () => {
  const nested = (levels: number): unknown => (levels === 0 ? '' : [nested(levels - 1)]);
  test('is refused with its place, or put right where nobody can see it', async () => {
    const city = await openCity();
    const applicationId = await draftFile(city);
    const save = async (content: unknown, revision = 1) => {
      const sent = { params: { applicationId, section: 'project' }, raw: JSON.stringify({ content, revision }) };
      const { status, body } = await city.send('saveSection', applicant.id, sent);
      return [status, body.fields?.map(({ path }: { path: string[] }) => path.join('.'))];
    };
    expect(await save({ a: nested(30) })).toEqual([422, [expect.stringMatching(/^body\.content\.a\.0/)]]);
    expect(await save({ a: 1e308 })).toEqual([422, ['content.a']]);
    expect(await save({ a: [1e-320] })).toEqual([422, ['content.a.0']]);
    expect(await save({ a: { '': 1 } })).toEqual([422, ['content.a.']]);
    expect(await save({ constructor: 1 })).toEqual([422, ['content.constructor']]);
    expect(await save({}, Number.MAX_SAFE_INTEGER)).toEqual([422, ['revision']]);
    const deep = { params: { applicationId, section: 'project' }, raw: `{"content":${'['.repeat(2_000_000)}` };
    expect((await city.send('saveSection', applicant.id, deep)).status).toBe(422);
    const closed = { ...deep, raw: `{"content":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)},"revision":1}` };
    expect((await city.send('saveSection', applicant.id, closed)).status).toBe(422);

    const { project } = aContent(0, '2026-03-18');
    const title = 'Un\ud800 ti\u0000tre \u202eretourné';
    expect((await save({ ...project, title, nested: nested(18) }))[0]).toBe(200);
    const file = await city.ask('getApplication', applicant.id, { params: { applicationId } });
    expect(file.sections.project?.content.title).toBe('Un titre retourné');
    const sent = { params: { applicationId }, body: { idempotencyKey: key() } };
    expect((await city.ask('submitApplication', applicant.id, sent)).content?.project.title).toBe('Un titre retourné');
  });

  test('is refused of a token too: nobody here has such a name', async () => {
    const city = await openCity();
    for (const subject of ['s'.repeat(3000), 's\u0000', 'é'])
      for (const id of ['listOrganisations', 'listAssignments', 'listMembers', 'openApplicantSession'] as const) {
        const sent = id === 'openApplicantSession' ? { body: { idToken: '{}', language: 'fr' } } : {};
        expect([id, (await city.send(id, subject, sent)).status]).toEqual([id, 403]);
      }
  });
});

describe('a period', () => {
  test('that ends before it begins is refused wherever one is asked for', async () => {
    const city = await openCity();
    const quarters = { callId: city.callId, from: '2026-Q4', to: '2026-Q1' };
    const days = { from: '2026-03-02', to: '2026-03-01' };
    for (const [id, sent] of [
      ['getMonitoring', { query: quarters }],
      ['exportMonitoring', { query: quarters, body: {} }],
      ['listAudit', { query: days }],
      ['exportAudit', { body: days }],
    ] as const) {
      const { status, body } = await city.send(id, staff.id, sent);
      expect([id, status, body.fields]).toEqual([
        id,
        422,
        [{ path: ['to'], message: 'Indiquez une fin de période qui ne précède pas son début' }],
      ]);
    }
    const { items, from, to } = await city.ask('listAudit', staff.id, { query: { from: '2027-01-01' } });
    expect([items, from, to]).toEqual([[], '2027-01-01', '2027-01-01']);
  });
});

describe('a request', () => {
  test('that is no JSON is refused as one field, in the language of the reader', async () => {
    const city = await openCity();
    for (const raw of ['{', 'null', '[]', '"text"', '{"content":', '\u0000']) {
      const { status, body } = await city.send('startApplication', applicant.id, { raw });
      expect([raw, status, body.code]).toEqual([raw, 422, 'invalid']);
    }
    const ask = async (language: 'fr' | 'en') =>
      (await city.send('startApplication', applicant.id, { raw: '{', language })).body;
    expect(await ask('fr')).toEqual({
      type: 'urn:permanent-call:problem:invalid',
      title: 'Il reste des points à corriger',
      status: 422,
      code: 'invalid',
      detail: 'Corrigez les champs signalés. Rien de ce que vous avez saisi n’est perdu.',
      fields: [{ path: ['body'], message: 'Envoyez un document JSON bien formé' }],
    });
    expect((await ask('en')).fields[0].message).not.toBe('Envoyez un document JSON bien formé');
  });

  test('may come in base64, as the gateway sends some', async () => {
    const city = await openCity();
    const body = { callId: city.callId, organisationId: anOrganisation(0).id, idempotencyKey: key() };
    const plain = await city.ask('startApplication', applicant.id, { body });
    const event = eventFor('startApplication', applicant.id, { body });
    const encoded = { ...event, body: Buffer.from(event.body ?? '').toString('base64'), isBase64Encoded: true };
    const answer = await city.handlers.applicant(encoded, context);
    expect(JSON.parse(answer.body ?? '').id).toBe(plain.id);
  });

  const eventTo = (method: string, path: string) => {
    const event = eventFor('listCalls', undefined);
    return {
      ...event,
      requestContext: { ...event.requestContext, http: { ...event.requestContext.http, method, path } },
    };
  };

  test('is answered in gzip where the caller takes it and the answer is long, with nothing else changed', async () => {
    const city = await openCity();
    const asked = async (id: OperationId, accepted?: string) => {
      const event = eventFor(id, undefined, { params: { callId: city.callId } });
      const headers = { ...event.headers, ...(accepted !== undefined && { 'accept-encoding': accepted }) };
      return city.handlers.public({ ...event, headers }, context);
    };
    const plain = await asked('getCall');
    expect(plain.headers).not.toHaveProperty('content-encoding');
    for (const accepted of ['gzip', 'br, GZIP;q=0.5', '*', 'gzip, deflate, br, zstd']) {
      const packed = await asked('getCall', accepted);
      expect(packed).toEqual({
        ...plain,
        headers: { ...plain.headers, 'content-encoding': 'gzip', vary: 'accept-encoding' },
        body: packed.body,
        isBase64Encoded: true,
      });
      const bytes = Buffer.from(packed.body ?? '', 'base64');
      expect(gunzipSync(bytes).toString()).toBe(plain.body);
      expect(bytes.length).toBeLessThan(Buffer.byteLength(plain.body ?? '') / 2);
    }
    for (const accepted of ['', 'br', 'identity', 'gzip;q=0', 'gzip; q=0.0, br', 'xgzip', 'gzip;q=0, *', '*, gzip;q=0'])
      expect(await asked('getCall', accepted)).toEqual(plain);
    const nothing = eventTo('GET', '/api/public/nothing');
    const short = await city.handlers.public({ ...nothing, headers: { 'accept-encoding': 'gzip' } }, context);
    expect([short.isBase64Encoded, JSON.parse(short.body ?? '').code]).toEqual([undefined, 'not-found']);
  });

  test('to a path that there is not, or of another audience, is not found', async () => {
    const city = await openCity();
    for (const path of ['/api/public/nothing', '/api/calls', '/api/staff/applications', '/']) {
      const answer = await city.handlers.public(eventTo('GET', path), context);
      expect([path, answer.statusCode, JSON.parse(answer.body ?? '').code]).toEqual([path, 404, 'not-found']);
    }
  });

  test('with another method is told which there are', async () => {
    const city = await openCity();
    for (const method of ['DELETE', 'HEAD', 'OPTIONS', 'PATCH']) {
      const answer = await city.handlers.public(eventTo(method, '/api/public/calls'), context);
      expect([method, answer.statusCode, answer.headers?.allow]).toEqual([method, 405, 'GET']);
      expect(JSON.parse(answer.body ?? '')).toEqual({
        type: 'urn:permanent-call:problem:method-not-allowed',
        title: 'Cette adresse ne se demande pas ainsi',
        status: 405,
        code: 'method-not-allowed',
        detail: 'Méthodes possibles\u00a0: GET.',
      });
    }
  });

  test('with an id that is none of ours names the parameter', async () => {
    const city = await openCity();
    for (const applicationId of ['1', 'app_', 'org_00000000000000000000000001', `app_${'0'.repeat(25)}I`, '..']) {
      const { status, body } = await city.send('getApplication', applicant.id, { params: { applicationId } });
      expect([applicationId, status, body.fields.map(({ path }: { path: string[] }) => path)]).toEqual([
        applicationId,
        422,
        [['applicationId']],
      ]);
    }
  });

  test('is answered as JSON that nobody keeps, and a refusal as problem details', async () => {
    const city = await openCity();
    const done = await city.send('listCalls', undefined);
    expect(done.headers).toEqual({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
    const refused = await city.send('getCall', undefined, { params: { callId: 'x' } });
    expect(refused.headers).toEqual({
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
    });
  });

  test('is answered with nothing that the contract does not name', async () => {
    const ports = await testPorts();
    const operations = { ...publicOperations(ports), listCalls: async () => ({ items: [], secret: 'x' }) };
    const answer = await httpHandler(publicContract, ports, operations)(eventFor('listCalls', undefined), context);
    expect(answer.body).toBe('{"items":[]}');
  });

  test('for the document of the interface gets all of it', async () => {
    const city = await openCity();
    const { status, body } = await city.send('getApiDocument', undefined);
    expect([status, body.openapi, Object.keys(body.paths).length > 30]).toEqual([200, '3.1.0', true]);
  });
});

describe('a failure', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    logger.setLogLevel('SILENT');
  });

  /** Everything that is logged while `act` runs. */
  const logsOf = async (act: () => Promise<unknown>): Promise<string> => {
    let logs = '';
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, 'write').mockImplementation((chunk) => {
        logs += String(chunk);
        return true;
      });
    logger.setLogLevel('DEBUG');
    await act();
    vi.restoreAllMocks();
    return logs;
  };

  test('is opaque: a reference to quote, and in the logs ids and codes but nothing of a person', async () => {
    const city = await openCity();
    const applicationId = await submitFile(city);
    // Somebody broke the frozen content: reading it fails with all of it at hand.
    await city.ports.db.send(
      new UpdateCommand({
        TableName: city.ports.tableName,
        Key: revisionKey(applicationId, 1),
        UpdateExpression: 'SET content.organisation.legalForm = :wrong, content.commitments.contactEmail = :odd',
        ExpressionAttributeValues: { ':wrong': 'Camille Exemple', ':odd': 'camille.exemple at home' },
      }),
    );
    let answer: Awaited<ReturnType<typeof city.send>> | undefined;
    const logs = await logsOf(async () => {
      answer = await city.send('getStaffFile', staff.id, { params: { applicationId } });
      await city.send('registerOrganisation', applicant.id, {
        body: { ...anOrganisation(2).content, siret: '12', idempotencyKey: key() },
      });
    });
    const { requestId } = answer?.body ?? {};
    expect([answer?.status, answer?.body]).toEqual([
      500,
      {
        type: 'urn:permanent-call:problem:unexpected',
        title: 'Une erreur s’est produite de notre côté',
        status: 500,
        code: 'unexpected',
        detail: `Recommencez dans quelques instants. Si l’erreur persiste, communiquez-nous cette référence\u00a0: ${requestId}.`,
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    ]);
    expect(logs).toContain(requestId);
    expect(logs).toContain('getStaffFile');
    expect(logs).toContain('"code":"invalid"');
    const { organisation, commitments, project } = aContent();
    const owner = anOrganisation(0).content;
    for (const secret of [
      'camille',
      ...[organisation, owner, anOrganisation(2).content].flatMap(
        ({ name, email, phone, representativeName, address }) => [name, email, phone, representativeName, address],
      ),
      commitments.contactName,
      project.title,
      anApplicant(0).email,
    ])
      expect([secret, logs.toLowerCase().includes(secret.toLowerCase())]).toEqual([secret, false]);
  });

  test('of the store is one of ours: the person is asked to try again', async () => {
    const city = await openCity();
    const broken = {
      ...city.ports,
      db: new Proxy(city.ports.db, {
        get: (client, name) =>
          name === 'send' ? () => Promise.reject(new Error('socket hang up')) : Reflect.get(client, name),
      }),
    };
    const { status, body } = await city.send('listOrganisations', applicant.id, {}, broken);
    expect([status, body.code]).toEqual([500, 'unexpected']);
  });
});

/** Ports whose first transaction meets another one, as happens on the real service. */
const meeting = (ports: TestPorts): TestPorts => {
  let met = false;
  return {
    ...ports,
    sleep: async () => {},
    db: new Proxy(ports.db, {
      get: (client, name) => {
        if (name !== 'send') return Reflect.get(client, name);
        const send = client.send.bind(client) as (command: object) => Promise<unknown>;
        return async (command: object) => {
          if (met || command.constructor.name !== 'TransactWriteCommand') return send(command);
          met = true;
          throw new TransactionCanceledException({
            message: 'Transaction cancelled',
            $metadata: {},
            CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
          });
        };
      },
    }),
  };
};

describe('an act whose transaction meets another is decided again and done', () => {
  type City = Awaited<ReturnType<typeof openCity>>;
  const onFile =
    (
      id: OperationId,
      who: (city: City) => string,
      sent: Sent | ((city: City, file: string) => Promise<Sent>),
      make: (city: City) => Promise<string>,
    ) =>
    async (city: City) => {
      const applicationId = await make(city);
      const { params, ...rest } = typeof sent === 'function' ? await sent(city, applicationId) : sent;
      return city.send(id, who(city), { params: { applicationId, ...params }, ...rest }, meeting(city.ports));
    };
  const byApplicant = () => applicant.id;
  const byStaff = () => staff.id;
  const byJuror = (city: City) => city.jurors[0] as string;
  const draft = (city: City) => draftFile(city);
  const inState = (state: Parameters<typeof fileIn>[1]) => (city: City) => fileIn(city, state);
  const step = { stepId: 'evaluation' };
  const organisation = anOrganisation(0);

  test.each<[OperationId, (city: City) => ReturnType<City['send']>]>([
    [
      'startApplication',
      (city) =>
        city.send(
          'startApplication',
          applicant.id,
          { body: { callId: city.callId, organisationId: organisation.id, idempotencyKey: key() } },
          meeting(city.ports),
        ),
    ],
    [
      'registerOrganisation',
      (city) =>
        city.send(
          'registerOrganisation',
          applicant.id,
          { body: { ...anOrganisation(2).content, idempotencyKey: key() } },
          meeting(city.ports),
        ),
    ],
    [
      'updateOrganisation',
      (city) =>
        city.send(
          'updateOrganisation',
          applicant.id,
          { params: { organisationId: organisation.id }, body: { ...organisation.content, version: 1 } },
          meeting(city.ports),
        ),
    ],
    [
      'publishCall',
      (city) =>
        city.send(
          'publishCall',
          staff.id,
          { params: { callId: city.callId }, body: { content: city.content, basedOn: 1 } },
          meeting(city.ports),
        ),
    ],
    [
      'saveSection',
      onFile(
        'saveSection',
        byApplicant,
        { params: { section: 'project' }, body: { content: { title: 'Premier' }, revision: 0 } },
        async (city) => {
          const body = { callId: city.callId, organisationId: organisation.id, idempotencyKey: key() };
          return (await city.ask('startApplication', applicant.id, { body })).id;
        },
      ),
    ],
    ['keepDraft', onFile('keepDraft', byApplicant, {}, draft)],
    ['discardDraft', onFile('discardDraft', byApplicant, {}, draft)],
    [
      'addAttachment',
      onFile(
        'addAttachment',
        byApplicant,
        {
          body: {
            documentId: 'accounts',
            filename: 'c.pdf',
            contentType: 'application/pdf',
            sizeBytes: 9,
            sha256: `${'A'.repeat(43)}=`,
          },
        },
        draft,
      ),
    ],
    [
      'removeAttachment',
      onFile(
        'removeAttachment',
        byApplicant,
        async (city, applicationId) => {
          const { attachments } = await city.ask('getApplication', applicant.id, { params: { applicationId } });
          return { params: { attachmentId: attachments[0]?.id as string } };
        },
        draft,
      ),
    ],
    ['submitApplication', onFile('submitApplication', byApplicant, { body: { idempotencyKey: key() } }, draft)],
    [
      'provideComplements',
      onFile('provideComplements', byApplicant, { body: { idempotencyKey: key() } }, inState('complements')),
    ],
    ['withdrawApplication', onFile('withdrawApplication', byApplicant, { body: {} }, inState('evaluating'))],
    [
      'recordCheck',
      onFile(
        'recordCheck',
        byStaff,
        async (city, applicationId) => ({
          params: { stepId: 'completeness' },
          body: await asRead(city, applicationId, aVerdict(aCheckStep())),
        }),
        inState('checking'),
      ),
    ],
    [
      'openStep',
      onFile(
        'openStep',
        byStaff,
        async (city, applicationId) => ({ body: await asRead(city, applicationId, { jurorIds: city.jurors }) }),
        inState('ready'),
      ),
    ],
    [
      'assignJuror',
      onFile('assignJuror', byStaff, async (city) => ({ body: { jurorId: city.jurors[3] } }), inState('evaluating')),
    ],
    [
      'closeStep',
      onFile(
        'closeStep',
        byStaff,
        async (city, applicationId) => {
          for (const juror of city.jurors.slice(0, 2)) await evaluate(city, applicationId, juror);
          return { body: await asRead(city, applicationId, step) };
        },
        inState('evaluating'),
      ),
    ],
    [
      'recordDecision',
      onFile(
        'recordDecision',
        byStaff,
        async (city, applicationId) => ({
          body: { decision: aDecision('refused'), version: await versionOf(city, applicationId) },
        }),
        inState('deciding'),
      ),
    ],
    [
      'resumeApplication',
      onFile(
        'resumeApplication',
        byStaff,
        async (city, applicationId) => ({ body: await asRead(city, applicationId, {}) }),
        inState('deferred'),
      ),
    ],
    [
      'submitEvaluation',
      onFile('submitEvaluation', byJuror, { params: step, body: anEvaluation() }, inState('evaluating')),
    ],
    ['recuse', onFile('recuse', byJuror, { body: { ...exampleRecusal, confirm: true } }, inState('evaluating'))],
  ])('%s', async (_id, act) => {
    const { status, body } = await act(await openCity());
    expect([status, body.code]).toEqual([200, undefined]);
  });
});
