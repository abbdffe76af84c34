import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { buildApp } from './app.ts';
import { commitIn } from './commit.ts';
import { accountOfShell } from './deploy/account.ts';
import { deployStage, exitOf, type Tools } from './deploy/deployment.ts';
import { wordsOf } from './deploy/words.ts';
import { buildEdge } from './edge-app.ts';
import { publishPages } from './publish.ts';
import { buildSecurity } from './security-app.ts';
import { readStage, stageNames } from './stages.ts';

/** `npm run deploy -- <name> [--plan] [--yes] [--accept name]…`: docs/deploy.md. */

const root = join(import.meta.dirname, '..', '..');

const run = (command: string, args: readonly string[]): void => {
  const { status, error } = spawnSync(join(root, 'node_modules', '.bin', command), args, {
    cwd: root,
    stdio: 'inherit',
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`"${command} ${args[0]}" failed; what it said is above.`);
};

/** npm keeps for itself what stands before `--`: without this question, a plan that was meant would be a deployment. */
const confirm = async (question: string): Promise<boolean> => {
  if (!process.stdin.isTTY) {
    console.log('Nobody can answer here. Write --yes, or --plan, behind the "--": npm run deploy -- <name> --plan');
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
};

const tools = (name: string): Tools => ({
  account: accountOfShell(),
  folder: join(root, 'cdk.out', name),
  synth: async (stage, outdir, choices) => {
    buildApp(stage, { outdir, commit: commitIn(root), ...choices }).app.synth();
  },
  synthEdge: async (stage, outdir, isStanding) => {
    buildEdge(stage, { outdir, isStanding }).synth();
  },
  synthSecurity: async (stage, outdir, logged) => {
    buildSecurity(stage, logged, { outdir }).synth();
  },
  cdk: async (args) => run('cdk', args),
  buildPages: async () => run('vite', ['build']),
  publishPages: async (outputs) => (await publishPages(join(root, 'dist'), outputs)).length,
  confirm,
  say: (line) => console.log(line),
});

const usage = (): never => {
  console.error(`Name a stage of stages/ (${stageNames().join(', ')}): npm run deploy -- <name>
  --plan           checks the account, shows every difference, and changes nothing
  --yes            asks nothing at the terminal
  --accept <name>  goes on in spite of a difference of that name; may be given again`);
  process.exit(2);
};

const read = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        plan: { type: 'boolean', default: false },
        yes: { type: 'boolean', default: false },
        accept: { type: 'string', multiple: true, default: [] },
      },
    });
  } catch (error) {
    console.error((error as Error).message);
    return usage();
  }
};

const { positionals, values } = read();
const [name, ...rest] = positionals;
if (name === undefined || rest.length > 0) usage();
try {
  const { ended } = await deployStage(readStage(name as string), values, tools(name as string));
  process.exitCode = exitOf[ended];
} catch (error) {
  console.error(wordsOf(error));
  process.exitCode = 1;
}
