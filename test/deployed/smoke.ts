import { strict as assert } from 'node:assert';
import { randomBytes } from 'node:crypto';
import { extname } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { Outputs } from '../../infra/aws/publish.ts';
import { type Listening, listen } from '../../infra/local/listen.ts';
import { readBody } from '../../infra/local/read-body.ts';
import { smokeParameter } from '../../infra/smoke/accounts.ts';
import { runSmoke } from '../../infra/smoke/smoke.ts';
import { scan } from './association.ts';
import { callJson } from './aws.ts';
import { eventually, inOrder } from './checks.ts';
import { stage } from './deployment.ts';
import type { Emulator } from './emulator.ts';
import { mailsTo } from './mails.ts';
import { visit } from './pages.ts';

const parameter = smokeParameter(stage);
const email = 'essai.automatique@ville.example';

/**
 * Stands where CloudFront does, whose emulation reaches neither the bucket nor the API: the distribution's own headers and
 * its function's answer, the bucket's files, and the API behind `/api`.
 */
const front = async (emulator: Emulator, outputs: Outputs, api: string): Promise<Listening> => {
  const s3 = new S3Client({ region: outputs.Region, forcePathStyle: true });
  const listening = await listen(0);
  listening.serve(async (request, response) => {
    const path = request.url ?? '/';
    const { headers } = await visit(emulator, outputs, '/');
    for (const name of Object.keys(headers))
      if (/^(content-security-policy|strict-transport|x-|referrer|permissions|cross-origin)/.test(name))
        response.setHeader(name, String(headers[name]));
    if (path.startsWith('/api/')) {
      const body = Buffer.from(await readBody(request, 1_000_000));
      const { host: _host, 'content-length': _length, connection: _connection, ...sent } = request.headers;
      const answer = await fetch(`${api}${path}`, {
        method: request.method ?? 'GET',
        headers: sent as Record<string, string>,
        ...(body.length > 0 && { body }),
      });
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      return void response.end(Buffer.from(await answer.arrayBuffer()));
    }
    const Key = extname(path) ? path.slice(1) : 'index.html';
    const object = await s3.send(new GetObjectCommand({ Bucket: outputs.PagesBucket, Key })).catch(() => undefined);
    if (!object) return void response.writeHead(404).end();
    response
      .writeHead(200, { 'content-type': object.ContentType ?? '' })
      .end(await object.Body?.transformToByteArray());
  });
  return listening;
};

/** `npm run smoke` on what was deployed, as a pipeline runs it; the account is made as docs/pipelines/README.md says. */
export const checkSmoke = async (emulator: Emulator, outputs: Outputs, api: string): Promise<void> => {
  const story = inOrder();
  const served = await front(emulator, outputs, api);
  const reach = (url: string) => {
    const { origin, hostname } = new URL(url);
    if (origin === outputs.SiteUrl) return url.replace(origin, served.url);
    return /\.amazon(aws|cognito)\.com$/.test(hostname) ? url.replace(origin, emulator.url) : url;
  };
  const s3 = new S3Client({ region: outputs.Region, forcePathStyle: true });
  const documents = async () =>
    (await s3.send(new ListObjectsV2Command({ Bucket: outputs.AttachmentBucket }))).Contents?.map(
      ({ Key = '' }) => Key,
    ) ?? [];
  const smoke = async (...options: string[]) => {
    const said: string[] = [];
    const argv = [outputs.SiteUrl, '--accounts', parameter, ...options];
    const { isWell, outcomes } = await runSmoke(argv, (line) => said.push(line), { reach });
    return {
      isWell,
      said,
      failed: outcomes.filter(({ fault }) => fault).map(({ name, fault }) => `${name}: ${fault}`),
    };
  };

  await story('the account of the smoke test is made in the pool, and kept in an encrypted parameter', async () => {
    const password = `${randomBytes(24).toString('base64')}aA1!`;
    const UserPoolId = outputs.ApplicantPool;
    await callJson(emulator, 'cognito-idp', 'AdminCreateUser', {
      UserPoolId,
      Username: email,
      UserAttributes: Object.entries({ email, email_verified: 'true' }).map(([Name, Value]) => ({ Name, Value })),
      MessageAction: 'SUPPRESS',
      // AWS makes one up that fits the pool's policy; the emulator's own is too short for it.
      TemporaryPassword: password,
    });
    await callJson(emulator, 'cognito-idp', 'AdminSetUserPassword', {
      UserPoolId,
      Username: email,
      Password: password,
      Permanent: true,
    });
    await new SSMClient({}).send(
      new PutParameterCommand({
        Name: parameter,
        Type: 'SecureString',
        Value: JSON.stringify({ applicant: { email, password } }),
      }),
    );
  });
  await story('the smoke test signs in, drafts, uploads, has its verdict and takes all of it back', async () => {
    const before = await documents();
    const running = smoke();
    // Nothing on an emulator scans: this hands over the verdict, as for every document here.
    const [, applicationId = '', attachmentId = ''] = await eventually('The document of the smoke test', async () =>
      (await documents()).find((key) => !before.includes(key))?.split('/'),
    );
    await eventually('Its verdict', async () => {
      await scan(emulator, outputs, applicationId, [attachmentId]);
      return true;
    });
    const { isWell, failed, said } = await running;
    assert.deepEqual([isWell, failed], [true, []], said.join('\n'));
    assert.deepEqual(await documents(), before);
    assert.deepEqual(await mailsTo(emulator, email), []);
  });
  await story('the smoke test says that the scanner is silent, and leaves nothing behind either', async () => {
    const before = await documents();
    const { isWell, failed } = await smoke('--minutes', '0.2');
    assert.equal(isWell, false);
    assert.equal(failed.length, 1);
    assert.match(failed[0] ?? '', /^the scanner finds the document clean: After 12 s “received”/);
    assert.deepEqual(await documents(), before);
  });
  await story('a whole life is refused: the stage does not say that it is a trial', () =>
    assert.rejects(smoke('--life'), /does not say that it is a trial/),
  );
  await served.close();
};
