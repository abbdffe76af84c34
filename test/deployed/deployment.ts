import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Outputs } from '../../infra/aws/publish.ts';
import type { Emulator } from './emulator.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');

/** The stage that the app deploys when nobody names another, and its stack. */
export const stage = 'staging';
export const stackName = `permanent-call-${stage}`;

const cdk = async (emulator: Emulator, args: string[]): Promise<string> => {
  const env = { ...process.env, ...emulator.env, CDK_DISABLE_CLI_TELEMETRY: 'true', NO_COLOR: '1' };
  const { stdout, stderr } = await run(join(root, 'node_modules', '.bin', 'cdk'), ['--no-notices', ...args], {
    cwd: root,
    env,
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout + stderr;
};

export const bootstrap = (emulator: Emulator): Promise<string> =>
  cdk(emulator, ['bootstrap', `aws://000000000000/${emulator.env.AWS_REGION}`]);

export interface Deployment {
  outputs: Outputs;
  /** Folder of the templates that were deployed. */
  folder: string;
}

/**
 * Deploy every stack as `npm run deploy` would on AWS; only the template's own parameters say that it is an emulator.
 * @param app Module that makes the stacks, from the project's folder.
 * @throws Error with the command's words when the deployment fails.
 */
export const deploy = async (emulator: Emulator, app = 'infra/aws/app.ts'): Promise<Deployment> => {
  const folder = mkdtempSync(join(tmpdir(), 'permanent-call-deploy-'));
  const file = join(folder, 'outputs.json');
  const parameters = ['Emulated=yes', `${stackName}:KeysBase=${emulator.url}`];
  await cdk(emulator, [
    'deploy',
    ...['--all', '--app', `node ${app}`, '--require-approval', 'never'],
    ...['--output', folder, '--outputs-file', file],
    ...parameters.flatMap((value) => ['--parameters', value]),
  ]);
  return { outputs: JSON.parse(readFileSync(file, 'utf8'))[stackName], folder };
};

/** Where the emulator serves an API that AWS would serve at `ApiUrl`. */
export const apiBase = (emulator: Emulator, { ApiUrl }: Outputs): string =>
  `${emulator.url}/_aws/execute-api/${new URL(ApiUrl).hostname.split('.')[0]}/$default`;
