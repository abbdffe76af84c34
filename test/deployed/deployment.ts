import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Outputs } from '../../infra/aws/publish.ts';
import type { Emulator } from './emulator.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');

const cdk = async (emulator: Emulator, args: string[]): Promise<string> => {
  const env = { ...process.env, ...emulator.env, CDK_DISABLE_CLI_TELEMETRY: 'true', NO_COLOR: '1' };
  const { stdout, stderr } = await run(join(root, 'node_modules', '.bin', 'cdk'), ['--no-notices', ...args], {
    cwd: root,
    env,
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout + stderr;
};

/**
 * Deploy every stack as `npm run deploy` would on AWS; only the template's own parameters say that it is an emulator.
 * @throws Error with the command's words when the deployment fails.
 */
export const deploy = async (emulator: Emulator): Promise<Outputs> => {
  const folder = mkdtempSync(join(tmpdir(), 'permanent-call-deploy-'));
  const file = join(folder, 'outputs.json');
  await cdk(emulator, ['bootstrap', `aws://000000000000/${emulator.env.AWS_REGION}`]);
  const parameters = ['Emulated=yes', `permanent-call-staging:KeysBase=${emulator.url}`].flatMap((value) => [
    '--parameters',
    value,
  ]);
  await cdk(emulator, [
    'deploy',
    '--all',
    '--require-approval',
    'never',
    '--output',
    join(folder, 'cdk.out'),
    '--outputs-file',
    file,
    ...parameters,
  ]);
  return JSON.parse(readFileSync(file, 'utf8'))['permanent-call-staging'];
};

/** Where the emulator serves an API that AWS would serve at `ApiUrl`. */
export const apiBase = (emulator: Emulator, { ApiUrl }: Outputs): string =>
  `${emulator.url}/_aws/execute-api/${new URL(ApiUrl).hostname.split('.')[0]}/$default`;
