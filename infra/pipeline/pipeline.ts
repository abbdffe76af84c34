import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { commitIn } from '../aws/commit.ts';
import { exitOf } from '../aws/deploy/deployment.ts';
import { wordsOf } from '../aws/deploy/words.ts';
import { smokeParameter } from '../smoke/accounts.ts';
import { alarmsOf, judgesReleases, watchAlarms } from './alarms.ts';
import { type ReleaseEnd, release } from './release.ts';
import { stageNames, stageOf } from './stage.ts';
import { gravest, noTriggers, setTriggers, withoutTriggers } from './triggers.ts';
import { deployCommit, NoWayBack, type Run, readGood, readStanding, writeGood } from './versions.ts';

export const usage = `npm run pipeline -- COMMAND

  stages                              the names of stages/, as a list in JSON
  place NAME                          the account and the region of a stage, as lines name=value
  release NAME [--minutes N] [--accept SETTING]…
                                      deploy, smoke test, watch the alarms for N minutes (15), and go back to the former
                                      version when anything is wrong; 0 good, 1 not deployed or gone back, 3 it waits for
                                      something outside, 4 it did not go back. --accept as of the deploy command
  alarms NAME [--minutes N] [--since INSTANT]
                                      watch the alarms of the stage that an update can set off; 1 when one begins to ring
  triggers NAME [--minutes N]         have CloudFormation watch the gravest alarms during each update, and N minutes (10)
                                      after it, and take the update back when one rings
  triggers NAME --none                have it watch none
  good NAME                           note that the commit that stands here was deployed and is good
  back NAME [--commit COMMIT]         deploy the commit that was noted last, or that one

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
  here?: string;
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
  { run = spawned, every = 30_000, here = commitIn(root) }: PipelineOptions = {},
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
  const rest = () => new Promise<void>((resolve) => setTimeout(resolve, every));
  const quiet = async (from: string, minutes: number) =>
    (
      await watchAlarms({
        from,
        minutes,
        say,
        look: () => alarmsOf(stackName),
        counts: judgesReleases,
        now: Date.now,
        rest,
      })
    ).length === 0;
  const backTo = async (commit: string | undefined) => {
    const pause = { stackName, say, look: () => alarmsOf(stackName), rest, looks: 30 };
    const around = (deploy: () => Promise<boolean>) => withoutTriggers(pause, deploy);
    try {
      return await deployCommit({ root, name, commit, standing: await readStanding(stage), say, around }, run);
    } catch (error) {
      if (!(error instanceof NoWayBack)) throw error;
      say(error.message);
      return false;
    }
  };
  const named = (): string => {
    if (!here) throw new Error('Files here differ from their commit: commit them, so that what is good has a name.');
    return here;
  };
  const markGood = async () => {
    const commit = named();
    await writeGood(stage, commit);
    say(`${commit} is noted in the account.`);
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
      const alarms = values.none ? [] : gravest(await alarmsOf(stackName));
      for (const { name: alarm } of alarms) say(alarm);
      const triggers = { arns: alarms.map(({ arn }) => arn), minutes: minutesOf(values.minutes, 10) };
      const isNew = await setTriggers(stackName, values.none ? noTriggers : triggers);
      say(
        `${alarms.length} alarms are watched during each update of ${stackName}${isNew ? '' : ', as they were before'}.`,
      );
      return 0;
    }
    case 'good':
      await markGood();
      return 0;
    case 'back':
      return (await backTo(values.commit ?? (await readGood(stage)))) ? 0 : 1;
    default: {
      const npm = (...args: string[]) => run('npm', ['run', ...args], root);
      named();
      const minutes = minutesOf(values.minutes, 15);
      const accept = values.accept.flatMap((setting) => ['--accept', setting]);
      const before = (await readStanding(stage))?.commit;
      // It is judged all the same; somebody must mend its logs.
      let isUnlogged = false;
      const ended = await release(
        {
          deploy: async () => {
            const code = await npm('deploy', '--', name, '--yes', ...accept);
            isUnlogged = code === exitOf.unlogged;
            return code === exitOf.deployed || isUnlogged ? 'deployed' : code === exitOf.waiting ? 'waiting' : 'failed';
          },
          smoke: async () =>
            (await npm('smoke', '--', await siteOf(stackName), '--accounts', smokeParameter(stage))) === 0,
          quiet: (since) => quiet(since, minutes),
          goBack: async () => {
            const good = await readGood(stage);
            // Stored data allow for one release back (ADR 24), and nobody knows how many lie between.
            if (good && good !== before) {
              say(
                `${before ?? 'A commit that is not known'} stood before this release, and ${good} was noted as good: look, and then npm run pipeline -- back ${name} --commit COMMIT`,
              );
              return false;
            }
            return backTo(good);
          },
          markGood,
        },
        say,
        () => new Date(),
      );
      return ended === 'good' && isUnlogged ? exitOf.unlogged : codes[ended];
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
      options: {
        minutes: { type: 'string' },
        since: { type: 'string' },
        accept: { type: 'string', multiple: true, default: [] },
        none: { type: 'boolean', default: false },
        commit: { type: 'string' },
      },
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
    process.stderr.write(`${wordsOf(error)}\n`);
    process.exit(error instanceof Misuse ? 2 : 1);
  }
}
