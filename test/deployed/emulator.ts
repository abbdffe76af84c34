import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { program, pythonWith } from '../support/python.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, '.emulator');

/** What docs/emulator.md was observed with, and the linter of the templates. */
const packages = ['ministack==1.5.33', 'cryptography==50.0.2', 'boto3==1.43.106', 'cfn-lint==1.58.0'];

/** A program of the Python environment. */
export const tool = (name: string): string => program(folder, name);

/** The region that the template is made for; the emulator and everything that speaks to it share it. */
export const region = 'eu-west-3';

export interface Emulator {
  /** `http://127.0.0.1:port`, for every service. */
  url: string;
  /** For whatever speaks to it: address, region and made-up credentials. */
  env: Record<string, string>;
  log: string;
  /** Ends the emulator and the functions that it runs. */
  stop(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

const answers = async (url: string, child: ChildProcess): Promise<void> => {
  const until = Date.now() + 60_000;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error('The emulator ended at once.');
    const ready = await fetch(`${url}/_ministack/health`).then(
      (r) => r.ok,
      () => false,
    );
    if (ready) return;
    await sleep(200);
  }
  throw new Error('The emulator does not answer.');
};

/**
 * Start an emulator of AWS on the loopback interface, with functions run by this project's Node and nothing kept
 * between starts.
 * @throws Error when Python or the package is missing, or when it does not answer within a minute.
 */
export const startEmulator = async (): Promise<Emulator> => {
  // `.emulator` is ignored by git.
  await pythonWith(folder, packages, packages.join('_'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = join(folder, 'emulator.log');
  const env = {
    AWS_ENDPOINT_URL: url,
    AWS_ENDPOINT_URL_S3: url,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
  };
  const child = spawn(tool('ministack'), [], {
    cwd: folder,
    // A group of its own, so that its functions end with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      HOME: process.env.HOME ?? folder,
      PATH: [join(folder, 'bin'), join(root, 'node_modules', '.bin'), process.env.PATH].join(':'),
      NODE_PATH: join(root, 'node_modules'),
      BIND_HOST: '127.0.0.1',
      MINISTACK_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      MINISTACK_REGION: region,
      LAMBDA_EXECUTOR: 'local',
      // As many as an account of AWS has, where the emulator would count this machine's memory.
      LAMBDA_ACCOUNT_CONCURRENCY: '1000',
      // Both listen on every interface otherwise.
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      ...env,
    },
  });
  const file = createWriteStream(log);
  child.stdout?.pipe(file);
  child.stderr?.pipe(file);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const signal = (name: NodeJS.Signals) => {
    if (child.pid && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, name);
  };
  const stop = async () => {
    signal('SIGTERM');
    const late = setTimeout(() => signal('SIGKILL'), 5000);
    await ended;
    clearTimeout(late);
  };
  try {
    await answers(url, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, env, log, stop };
};
