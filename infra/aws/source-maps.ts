import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import type { Construct } from 'constructs';

/** The commit that this is built from, with `-dirty` for what is not committed; nothing where there is no history. */
const commitHere = (): string | undefined => {
  try {
    const args = ['describe', '--always', '--dirty', '--abbrev=40', '--exclude=*'];
    return execFileSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return undefined;
  }
};

/**
 * Keeps the source maps of every function, with the commit: they go the way of the functions' own code, into the bucket that
 * the bootstrap made, where each release's stay. `npm run ops -- trace` reads with them.
 * @returns where those of this release are.
 */
export const keepSourceMaps = (scope: Construct, bundles: string): string => {
  const folder = join(dirname(bundles), 'source-maps');
  rmSync(folder, { recursive: true, force: true });
  for (const file of readdirSync(bundles, { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('.mjs.map')) cpSync(join(bundles, file), join(folder, file));
  writeFileSync(join(folder, 'release.json'), `${JSON.stringify({ commit: commitHere() ?? null })}\n`);
  return new Asset(scope, 'KeptSourceMaps', { path: folder }).s3ObjectUrl;
};
