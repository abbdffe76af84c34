import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartFault } from './fault.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Folder of the built pages. */
export const pagesFolder = join(root, 'dist');

/** What the pages are made from. */
const sources = ['frontend', 'schemas', 'vite.config.ts', 'package-lock.json'];

/** Whether the pages were never built, or something that they are made from has changed since. */
export const pagesAreStale = (): boolean => {
  const built = changedAt(join(pagesFolder, 'index.html'));
  return sources.some((source) => newestIn(join(root, source)) > built);
};

/**
 * Builds the pages with Vite in a process of its own.
 * @param signal Ends the build when the rest cannot start.
 * @throws StartFault with what Vite wrote.
 */
export const buildPages = async (signal: AbortSignal): Promise<void> => {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  const build = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    // A test runner sets NODE_ENV, and Vite then bundles React's development build: not the pages that people get.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    signal,
  });
  let said = '';
  for (const stream of [build.stdout, build.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk;
    });
  const code = await new Promise<number | null>((resolve, reject) =>
    build.once('close', resolve).once('error', reject),
  );
  if (code === 0) return;
  throw new StartFault({
    fr: `Les pages n'ont pas pu être construites ; lancez « npm run build » pour voir pourquoi. ${said.trim()}`,
    en: 'The pages could not be built; run npm run build to see why.',
  });
};

const changedAt = (path: string): number => {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
};

/** When anything in a folder, or a file itself, last changed; 0 when it is not there. */
const newestIn = (path: string): number => {
  const own = changedAt(path);
  if (own === 0 || !statSync(path).isDirectory()) return own;
  const inside = readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => changedAt(join(path, name)));
  return inside.reduce((newest, each) => Math.max(newest, each), 0);
};
