import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetParameterCommand, ParameterNotFound, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { exitOf } from '../aws/deploy/deployment.ts';
import { droppedSettings } from '../aws/deploy/differences.ts';
import { recordName, type StageRecord } from '../aws/record.ts';

/** Runs a program, its words going where ours go. @returns its exit code. */
export type Run = (program: string, args: readonly string[], folder: string) => Promise<number>;

/** Where the commit that was deployed last and found good is kept. */
export const goodParameter = (stage: string): string => `/permanent-call/${stage}/good-commit`;

const read = async (Name: string, client: SSMClient): Promise<string | undefined> => {
  try {
    return (await client.send(new GetParameterCommand({ Name }))).Parameter?.Value;
  } catch (error) {
    if (error instanceof ParameterNotFound) return undefined;
    throw error;
  }
};

/** The commit that was found good last; nothing before the first. */
export const readGood = (stage: string, client = new SSMClient({})): Promise<string | undefined> =>
  read(goodParameter(stage), client);

export const writeGood = async (stage: string, commit: string, client = new SSMClient({})): Promise<void> => {
  await client.send(
    new PutParameterCommand({ Name: goodParameter(stage), Type: 'String', Value: commit, Overwrite: true }),
  );
};

/** What the stack that stands was deployed with, whoever did it; nothing before the first deployment. */
export const readStanding = async (stage: string, client = new SSMClient({})): Promise<StageRecord | undefined> => {
  const record = await read(recordName(stage), client);
  return record === undefined ? undefined : JSON.parse(record);
};

/** Whether the deploy command that ended so has deployed, with or without its logs. */
const deployedBy = (code: number): boolean => code === exitOf.deployed || code === exitOf.unlogged;

/** A commit cannot be gone back to; its message says why. */
export class NoWayBack extends Error {}

export interface WayBack {
  root: string;
  /** The settings' file. */
  name: string;
  commit: string | undefined;
  /** What stands. */
  standing: StageRecord | undefined;
  say: (line: string) => void;
  /** Surrounds the deployment itself. */
  around?: (deploy: () => Promise<boolean>) => Promise<boolean>;
}

/** What that commit's file lacks, and the version that stands has. */
const droppedBy = async (folder: string, { name, commit, standing }: WayBack): Promise<string[]> => {
  const file = join('stages', `${name}.json`);
  const content = await readFile(join(folder, file), 'utf8').catch(() => {
    throw new NoWayBack(`${commit} has no ${file}.`);
  });
  return standing ? droppedSettings(standing, JSON.parse(content)) : [];
};

/**
 * Deploys a former commit of this repository from a folder of its own, with the packages and the settings of that commit: the
 * very command that deployed it. Settings that came with what stands are left out again; what else it must not undo, its own
 * checks refuse.
 * @throws NoWayBack when there is no such commit, when it lacks the stage, or when it is the one that stands.
 */
export const deployCommit = async (way: WayBack, run: Run): Promise<boolean> => {
  const { root, name, commit, standing, say, around = (deploy) => deploy() } = way;
  if (!commit) throw new NoWayBack('No deployment of this stage was found good yet: there is nothing to go back to.');
  // Whoever may write the parameter must not choose what git is told, nor deploy a branch that moves.
  if (!/^[0-9a-f]{40}$/.test(commit)) throw new NoWayBack(`${JSON.stringify(commit)} is no commit in full.`);
  if (commit === standing?.commit)
    throw new NoWayBack(`${commit} is what stands: what is wrong came otherwise, or with a commit before it.`);
  const parent = await mkdtemp(join(tmpdir(), 'former-'));
  const folder = join(parent, 'tree');
  try {
    // A pipeline's copy may hold the newest commit alone.
    if ((await run('git', ['cat-file', '-e', `${commit}^{commit}`], root)) !== 0)
      await run('git', ['fetch', '--depth', '1', 'origin', commit], root);
    if ((await run('git', ['worktree', 'add', '--detach', folder, commit], root)) !== 0)
      throw new NoWayBack(`${commit} is not in this repository.`);
    const dropped = await droppedBy(folder, way);
    if (dropped.length > 0) say(`Left out, as they were in ${commit}: ${dropped.join(', ')}`);
    if ((await run('npm', ['ci'], folder)) !== 0) return false;
    const accept = dropped.flatMap((key) => ['--accept', key]);
    return await around(async () =>
      deployedBy(await run('npm', ['run', 'deploy', '--', name, '--yes', ...accept], folder)),
    );
  } finally {
    await run('git', ['worktree', 'remove', '--force', folder], root);
    await rm(parent, { recursive: true, force: true });
  }
};
