import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { smokeParameter } from '../smoke/accounts.ts';
import { alarmsOf, watchAlarms } from './alarms.ts';
import { type ReleaseEnd, release } from './release.ts';
import { stageNames, stageOf } from './stage.ts';
import { setTriggers, triggersOf } from './triggers.ts';
import { deployCommit, NoWayBack, type Run, readGood, writeGood } from './versions.ts';

export const usage = `npm run pipeline -- COMMAND

  stages                              the names of stages/, as a list in JSON
  place NAME                          the account and the region of a stage, as lines name=value
  release NAME [--minutes N]          deploy, smoke test, watch the alarms for N minutes (15), and go back to the former
                                      version when anything is wrong; 0 good, 1 not deployed or gone back, 3 it waits for
                                      something outside, 4 it could not go back
  alarms NAME [--minutes N] [--since INSTANT]
                                      watch every alarm of the stage; 1 when one begins to ring
  triggers NAME [--minutes N]         have CloudFormation watch the gravest alarms during each update, and N minutes (10)
                                      after it, and take the update back when one rings
  good NAME                           note that the commit that stands here was deployed and is good
  back NAME                           deploy the commit that was noted last

NAME is the name of a file of stages/. Credentials are those of the shell, the region is that of the stage.
`;

/** A command that was not understood. */
export class Misuse extends Error {}

const root = join(import.meta.dirname, '..', '..');

/** The site's address, as the deployment said it. */
const siteOf = async (stackName: string): Promise<string> => {
  const { Stacks: [stack] = [] } = await new CloudFormationClient({}).send(
    new DescribeStacksCommand({ StackName: stackName }),
  );
  const site = stack?.Outputs?.find(({ OutputKey }) => OutputKey === 'SiteUrl')?.OutputValue;
  if (!site) throw new Error(`${stackName} says no SiteUrl of itself`);
  return site;
};

const spawned: Run = (program, args, cwd) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });

export interface PipelineOptions {
  run?: Run;
  /** Milliseconds between two looks at the alarms. */
  every?: number;
  /** The commit that stands here. */
  commit?: string;
}

const minutesOf = (given: string | undefined, usual: number): number => {
  const minutes = given === undefined ? usual : Number(given);
  if (!(minutes >= 0) || given === '') throw new Misuse('--minutes takes a number');
  return minutes;
};

const codes: Record<ReleaseEnd, number> = { good: 0, failed: 1, back: 1, waiting: 3, stuck: 4 };

/**
 * Runs one command.
 * @returns the exit code.
 * @throws Misuse when it was not understood; StageFault when the stage's file cannot be used.
 */
export const runPipeline = async (
  argv: readonly string[],
  say: (line: string) => void,
  { run = spawned, every = 30_000, commit }: PipelineOptions = {},
): Promise<number> => {
  const { values, positionals } = understand(argv);
  const [command = '', name, ...more] = positionals;
  if (more.length > 0) throw new Misuse(usage);
  if (command === 'stages' && name === undefined) {
    say(JSON.stringify(stageNames()));
    return 0;
  }
  if (!name || !['place', 'release', 'alarms', 'triggers', 'good', 'back'].includes(command)) throw new Misuse(usage);
  const { stage, stackName, region, account } = stageOf(name);
  process.env.AWS_REGION = region;
  const here = () => commit ?? execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  const quiet = async (from: string, minutes: number) =>
    (
      await watchAlarms({
        from,
        minutes,
        say,
        look: () => alarmsOf(stackName),
        now: Date.now,
        rest: () => new Promise((resolve) => setTimeout(resolve, every)),
      })
    ).length === 0;
  const goBack = async () => {
    const former = await readGood(stage);
    say(`The commit that was good last: ${former ?? 'none'}`);
    try {
      return await deployCommit({ root, name, commit: former, current: here() }, run);
    } catch (error) {
      if (!(error instanceof NoWayBack)) throw error;
      say(error.message);
      return false;
    }
  };
  const markGood = async () => {
    await writeGood(stage, here());
    say(`${here()} is noted in the account.`);
  };

  switch (command) {
    case 'place':
      if (!account) throw new Misuse(`stages/${name}.json names no account: a pipeline must know whose role it takes.`);
      say(`account=${account}`);
      say(`region=${region}`);
      return 0;
    case 'alarms':
      return (await quiet(instant(values.since), minutesOf(values.minutes, 15))) ? 0 : 1;
    case 'triggers': {
      const triggers = triggersOf(await alarmsOf(stackName));
      for (const { name: alarm } of triggers) say(alarm);
      const isNew = await setTriggers(stackName, triggers, minutesOf(values.minutes, 10));
      say(
        `${triggers.length} alarms are watched during each update of ${stackName}${isNew ? '' : ', as they were before'}.`,
      );
      return 0;
    }
    case 'good':
      await markGood();
      return 0;
    case 'back':
      return (await goBack()) ? 0 : 1;
    default: {
      const npm = (...args: string[]) => run('npm', ['run', ...args], root);
      const minutes = minutesOf(values.minutes, 15);
      const ended = await release(
        {
          deploy: async () => {
            const code = await npm('deploy', '--', name, '--yes');
            return code === 0 ? 'deployed' : code === 3 ? 'waiting' : 'failed';
          },
          smoke: async () =>
            (await npm('smoke', '--', await siteOf(stackName), '--accounts', smokeParameter(stage))) === 0,
          quiet: (since) => quiet(since, minutes),
          goBack,
          markGood,
        },
        say,
        () => new Date(),
      );
      return codes[ended];
    }
  }
};

const instant = (given: string | undefined): string => {
  if (given === undefined) return new Date().toISOString();
  if (Number.isNaN(Date.parse(given))) throw new Misuse('--since takes an instant, such as 2026-11-30T09:00:00Z');
  return given;
};

const understand = (argv: readonly string[]) => {
  try {
    return parseArgs({
      args: [...argv],
      options: { minutes: { type: 'string' }, since: { type: 'string' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new Misuse(`${(error as Error).message}\n\n${usage}`);
  }
};

if (import.meta.main) {
  try {
    process.exit(await runPipeline(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`)));
  } catch (error) {
    // What is wrong with a stage's file, or refused by AWS, is said in its own words.
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(error instanceof Misuse ? 2 : 1);
  }
}
