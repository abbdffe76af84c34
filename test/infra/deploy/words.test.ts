import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { wordsOf } from '../../../infra/aws/deploy/words.ts';

const root = join(import.meta.dirname, '..', '..', '..');

test('a shell without credentials is told how to sign in, whichever command asks', async () => {
  const { PATH = '', HOME = '' } = process.env;
  // Nothing of this machine's own: no profile, and nobody who hands out credentials.
  const env = {
    PATH,
    HOME,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
  for (const command of [
    ['infra/aws/deploy.ts', 'staging', '--plan'],
    ['infra/pipeline/pipeline.ts', 'alarms', 'staging'],
  ]) {
    const ended = await promisify(execFile)(process.execPath, command, { cwd: root, env }).catch((error) => error);
    expect([command[0], ended.code]).toEqual([command[0], 1]);
    expect(ended.stderr).toMatch(/^AWS does not know who asks \(.+\)\. Sign in/);
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
  }
});

test('other faults keep their own words', () => {
  expect(wordsOf(new TypeError('It is not so.'))).toBe('It is not so.');
  expect(wordsOf('stopped')).toBe('stopped');
});
