import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildApp, mainStackName } from '../../infra/aws/app.ts';
import { accountOfShell } from '../../infra/aws/deploy/account.ts';
import { type Choices, deployStage, type Outcome } from '../../infra/aws/deploy/deployment.ts';
import type { Outputs } from '../../infra/aws/publish.ts';
import type { PermanentCallStack } from '../../infra/aws/stack.ts';
import { readStage, type Stage } from '../../infra/aws/stages.ts';
import type { Emulator } from './emulator.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');

/** The stage that comes with the project, and its stack. */
export const stage = 'staging';
export const stackName = mainStackName(stage);

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
  /** What the command said. */
  said: string[];
}

export interface Way {
  /** Program that writes the templates of the main app, from the project's folder, in the place of the app itself. */
  app?: string;
  /** Changes the main stack before its template is written. */
  change?: (main: PermanentCallStack) => void;
  stage?: Stage;
  /** The commit that is recorded with it. */
  commit?: string;
  choices?: Partial<Choices>;
}

/**
 * The deploy command's own way, on the emulator: only the template's parameter says where its keys are, and the pages are
 * published by the check that looks at them.
 */
export const tryDeploy = async (
  emulator: Emulator,
  { app, change, stage: chosen = readStage(stage), commit, choices = {} }: Way = {},
): Promise<{ outcome: Outcome; folder: string; said: string[] }> => {
  const folder = join(mkdtempSync(join(tmpdir(), 'permanent-call-deploy-')), 'out');
  const said: string[] = [];
  const main = mainStackName(chosen.settings.stage);
  const outcome = await deployStage(
    chosen,
    { plan: false, yes: true, accept: [], ...choices },
    {
      account: accountOfShell(),
      folder,
      synth: async (given, outdir, how) => {
        if (app) await run('node', [app], { cwd: root, env: { ...process.env, CDK_OUTDIR: outdir } });
        else {
          const built = buildApp(given, { outdir, commit, ...how });
          change?.(built.main);
          built.app.synth();
        }
      },
      synthEdge: () => Promise.reject(new Error('The emulator gets no edge.')),
      synthSecurity: () => Promise.reject(new Error('The emulator has no such logs.')),
      cdk: async (args) => {
        const keys = args[0] === 'deploy' ? ['--parameters', `${main}:KeysBase=${emulator.url}`] : [];
        said.push(await cdk(emulator, [...args, ...keys]));
      },
      buildPages: () => Promise.resolve(),
      publishPages: () => Promise.resolve(0),
      confirm: () => Promise.resolve(false),
      say: (line) => said.push(line),
    },
  );
  return { outcome, folder, said };
};

/**
 * Deploys every stack.
 * @throws Error with the command's words when the deployment fails or does not begin.
 */
export const deploy = async (emulator: Emulator, app?: string, way: Way = {}): Promise<Deployment> => {
  const { outcome, folder, said } = await tryDeploy(emulator, { ...(app ? { app } : {}), ...way });
  if (outcome.ended !== 'deployed') throw new Error(said.join('\n'));
  return { outputs: outcome.outputs, folder, said };
};

/** Where the emulator serves an API that AWS would serve at `ApiUrl`. */
export const apiBase = (emulator: Emulator, { ApiUrl }: Outputs): string =>
  `${emulator.url}/_aws/execute-api/${new URL(ApiUrl).hostname.split('.')[0]}/$default`;
