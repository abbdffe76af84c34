import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DeleteObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { Outputs } from '../../infra/aws/publish.ts';
import { readStage, type Stage, stageOf } from '../../infra/aws/stages.ts';
import { type PipelineOptions, runPipeline } from '../../infra/pipeline/pipeline.ts';
import { type Run, readGood, readStanding } from '../../infra/pipeline/versions.ts';
import { smokeParameter } from '../../infra/smoke/accounts.ts';
import { runSmoke } from '../../infra/smoke/smoke.ts';
import { scan } from './association.ts';
import { callJson } from './aws.ts';
import { inOrder } from './checks.ts';
import { stackName, stage, tryDeploy } from './deployment.ts';
import type { Emulator } from './emulator.ts';
import { openFront } from './front.ts';
import { publishPage } from './pages.ts';
import { madeUpPassword } from './sign-in.ts';

const root = join(import.meta.dirname, '..', '..');
const uploaded = 'ok    a document is uploaded straight to the bucket';
/** The commit that a release of this test stands at, of which there need be none. */
const newest = 'f'.repeat(40);

/** The account that docs/pipelines/README.md tells to make, “Who signs in”. */
const makeAccount = async (emulator: Emulator, { ApplicantPool }: Outputs): Promise<void> => {
  const email = 'essai@ville.example';
  const password = madeUpPassword();
  const account = { UserPoolId: ApplicantPool, Username: email };
  await callJson(emulator, 'cognito-idp', 'AdminCreateUser', {
    ...account,
    MessageAction: 'SUPPRESS',
    UserAttributes: Object.entries({ email, email_verified: 'true' }).map(([Name, Value]) => ({ Name, Value })),
    // AWS makes one up that fits the pool's policy; the emulator's own is too short for it.
    TemporaryPassword: madeUpPassword(),
  });
  await callJson(emulator, 'cognito-idp', 'AdminSetUserPassword', { ...account, Password: password, Permanent: true });
  const Value = JSON.stringify({ applicant: { email, password } });
  await new SSMClient({}).send(
    new PutParameterCommand({ Name: smokeParameter(stage), Type: 'SecureString', Value, Overwrite: true }),
  );
};

/** The document that was posted last. */
const newestDocument = async ({ AttachmentBucket, Region }: Outputs): Promise<[file: string, document: string]> => {
  const s3 = new S3Client({ region: Region, forcePathStyle: true });
  const { Contents = [] } = await s3.send(
    new ListObjectsV2Command({ Bucket: AttachmentBucket, Prefix: 'attachments/' }),
  );
  const last = Contents.toSorted((a, b) => Number(b.LastModified) - Number(a.LastModified))[0];
  const [, file = '', document = ''] = last?.Key?.split('/') ?? [];
  return [file, document];
};

/**
 * The pipeline's commands, one after the other, on what was deployed. Programs that a release starts are run here: the deploy
 * command as every check deploys, the smoke test with GuardDuty's verdict handed over, git as it is. Alarms never change
 * their state here: how one that rings is answered is tried with recorded answers (test/infra/pipeline).
 */
export const checkRelease = async (emulator: Emulator, outputs: Outputs): Promise<void> => {
  const story = inOrder();
  const front = await openFront(emulator, outputs);
  const s3 = new S3Client({ region: outputs.Region, forcePathStyle: true });
  const ran: string[] = [];

  const head = (await promisify(execFile)('git', ['rev-parse', 'HEAD'], { cwd: root })).stdout.trim();
  /** What a release from the folder of the project deploys. */
  let released: { commit: string; stage?: Stage } = { commit: head };

  const smoke = async (args: readonly string[]): Promise<boolean> => {
    let verdict: Promise<void> | undefined;
    const said: string[] = [];
    const say = (line: string) => {
      said.push(line);
      if (line.startsWith(uploaded))
        verdict = newestDocument(outputs).then(([file, document]) => scan(emulator, outputs, file, [document]));
    };
    const { isWell } = await runSmoke(args, say, { reach: front.reach, every: 200 });
    await verdict;
    ran.push(...said.filter((line) => line.startsWith('FAIL')));
    return isWell;
  };
  const run: Run = async (program, args, folder) => {
    ran.push([program, ...args].join(' '));
    if (program === 'git')
      return promisify(execFile)(program, args, { cwd: folder }).then(
        () => 0,
        () => 1,
      );
    if (args[0] === 'ci') return 0;
    const [, command, , ...own] = args;
    if (command === 'smoke') return (await smoke(own)) ? 0 : 1;
    assert.deepEqual([command, own.slice(0, 2)], ['deploy', [stage, '--yes']]);
    const accept = own.slice(2).filter((word) => word !== '--accept');
    // What is gone back to stands in a folder of its own.
    const { outcome } = await tryDeploy(emulator, {
      ...(folder === root ? released : { commit: head }),
      choices: { accept },
    });
    await publishPage(outputs);
    return outcome.ended === 'deployed' ? 0 : 1;
  };
  const pipeline = async (words: string[], options: PipelineOptions = {}) => {
    const { commit: here } = released;
    ran.length = 0;
    const said: string[] = [];
    const code = await runPipeline(words, (line) => said.push(line), { run, every: 1, here, ...options });
    return { code, said: said.join('\n') };
  };

  await story('a pipeline finds the stage, and its alarms by the name of its stack', async () => {
    assert.ok(JSON.parse((await pipeline(['stages'])).said).includes(stage));
    const { code, said } = await pipeline(['alarms', stage, '--minutes', '0']);
    const [, some, all, silent] =
      /^(\d+) of (\d+) alarms are watched for 0 minutes, .*; (\d+) of them have no figures/.exec(said) ?? [];
    assert.deepEqual([code, silent], [0, some]);
    assert.ok(Number(some) < Number(all));
  });
  await story('before a release was good there is nothing to go back to', async () => {
    const { code, said } = await pipeline(['back', stage]);
    assert.equal(code, 1);
    assert.match(said, /there is nothing to go back to/);
  });
  await story(
    'a release deploys, passes the smoke test at the site as a person would, and is noted as good',
    async () => {
      await makeAccount(emulator, outputs);
      const { code, said } = await pipeline(['release', stage, '--minutes', '0']);
      assert.equal(code, 0, [said, ...ran].join('\n'));
      assert.deepEqual(ran, [
        `npm run deploy -- ${stage} --yes`,
        `npm run smoke -- ${outputs.SiteUrl} --accounts ${smokeParameter(stage)}`,
      ]);
      assert.equal(await readGood(stage), head);
    },
  );
  await story('one that fails its smoke test goes back to that commit by itself, which then passes it', async () => {
    // Its file has a setting more, which changes nothing else.
    const { given, settings } = readStage(stage);
    const more = stageOf(stage, { ...given, accessLogDays: settings.accessLogDays });
    released = { commit: newest, stage: more };
    const broken: Run = async (program, args, folder) => {
      const code = await run(program, args, folder);
      if (folder === root && args[1] === 'deploy')
        await s3.send(new DeleteObjectCommand({ Bucket: outputs.PagesBucket, Key: 'index.html' }));
      return code;
    };
    const { code, said } = await pipeline(['release', stage, '--minutes', '0'], { run: broken });
    assert.equal(code, 1, said);
    assert.match(said, /The former version stands again/);
    assert.ok(
      ran.some((line) => line.startsWith('FAIL  the pages and their files are served')),
      ran.join('\n'),
    );
    assert.equal(ran.at(-2), `npm run deploy -- ${stage} --yes --accept accessLogDays`);
    assert.equal((await readStanding(stage))?.commit, head);
    assert.equal(await readGood(stage), head);
    assert.ok(await smoke([outputs.SiteUrl, '--accounts', smokeParameter(stage)]), ran.join('\n'));
  });
  await story('alarms that break a service at once are watched during each update from then on', async () => {
    const { code, said } = await pipeline(['triggers', stage, '--minutes', '10']);
    assert.equal(code, 0);
    assert.match(said, new RegExp(`5 alarms are watched during each update of ${stackName}\\.`));
    const again = () => pipeline(['triggers', stage, '--minutes', '10']);
    assert.match((await again()).said, /as they were before/);
    // The next deployment names no trigger, and keeps them.
    const { outcome } = await tryDeploy(emulator);
    assert.equal(outcome.ended, 'deployed');
    assert.match((await again()).said, /as they were before/);
    // A mend goes forward over one that rings.
    assert.match((await pipeline(['triggers', stage, '--none'])).said, /^0 alarms are watched/);
    assert.match((await again()).said, new RegExp(`5 alarms are watched during each update of ${stackName}\\.`));
  });
  await front.close();
};
