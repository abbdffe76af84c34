import { execFileSync } from 'node:child_process';

/** The commit that stands in a folder; none where a file of it was changed, or where there is no repository. */
export const commitIn = (folder: string): string | undefined => {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return git('status', '--porcelain', '--untracked-files=no') === '' ? git('rev-parse', 'HEAD') : undefined;
  } catch {
    return undefined;
  }
};
