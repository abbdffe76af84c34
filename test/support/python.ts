import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A program of a Python environment. */
export const program = (folder: string, name: string): string => join(folder, 'bin', name);

/**
 * Makes a Python environment with these packages, once; it can be thrown away.
 * @param packages What pip installs: `name==version`, or `-r` and a file of such lines.
 */
export const pythonWith = async (folder: string, packages: readonly string[], stamp: string): Promise<void> => {
  const made = join(folder, stamp);
  if (existsSync(made)) return;
  await run('python3', ['-m', 'venv', folder]);
  await run(program(folder, 'pip'), ['install', '--quiet', ...packages]);
  mkdirSync(made);
};
