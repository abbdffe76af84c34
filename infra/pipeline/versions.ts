import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetParameterCommand, ParameterNotFound, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

/** Runs a program, its words going where ours go. @returns its exit code. */
export type Run = (program: string, args: readonly string[], folder: string) => Promise<number>;

/** Where the commit that was deployed last and found good is kept. */
export const goodParameter = (stage: string): string => `/permanent-call/${stage}/good-commit`;

/** The commit that was found good last; nothing before the first. */
export const readGood = async (stage: string, client = new SSMClient({})): Promise<string | undefined> => {
  try {
    return (await client.send(new GetParameterCommand({ Name: goodParameter(stage) }))).Parameter?.Value;
  } catch (error) {
    if (error instanceof ParameterNotFound) return undefined;
    throw error;
  }
};

export const writeGood = async (stage: string, commit: string, client = new SSMClient({})): Promise<void> => {
  await client.send(
    new PutParameterCommand({ Name: goodParameter(stage), Type: 'String', Value: commit, Overwrite: true }),
  );
};

/** A commit cannot be gone back to; its message says why. */
export class NoWayBack extends Error {}

/**
 * Deploys a former commit of this repository from a folder of its own, with the packages and the settings of that commit: the
 * very command that deployed it. What it must not undo, its own checks refuse.
 * @param name The settings' file.
 * @throws NoWayBack when there is no such commit, or it is the one that stands here.
 */
export const deployCommit = async (
  { root, name, commit, current }: { root: string; name: string; commit: string | undefined; current: string },
  run: Run,
): Promise<boolean> => {
  if (!commit) throw new NoWayBack('No deployment of this stage was found good yet: there is nothing to go back to.');
  if (commit === current)
    throw new NoWayBack(`${commit} was found good before and is what was deployed: what is wrong came otherwise.`);
  const parent = await mkdtemp(join(tmpdir(), 'former-'));
  const folder = join(parent, 'tree');
  try {
    // A pipeline's copy may hold the newest commit alone.
    if ((await run('git', ['cat-file', '-e', `${commit}^{commit}`], root)) !== 0)
      await run('git', ['fetch', '--depth', '1', 'origin', commit], root);
    if ((await run('git', ['worktree', 'add', '--detach', folder, commit], root)) !== 0)
      throw new NoWayBack(`${commit} is not in this repository.`);
    if ((await run('npm', ['ci'], folder)) !== 0) return false;
    return (await run('npm', ['run', 'deploy', '--', name, '--yes'], folder)) === 0;
  } finally {
    await run('git', ['worktree', 'remove', '--force', folder], root);
    await rm(parent, { recursive: true, force: true });
  }
};
