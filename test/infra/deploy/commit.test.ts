import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commitIn } from '../../../infra/aws/commit.ts';
import { addRecord, recordIn } from '../../../infra/aws/record.ts';
import { stageOf } from '../../../infra/aws/stages.ts';

let folder: string;
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=Essai', '-c', 'user.email=essai@ville.example', ...args], {
    cwd: folder,
    encoding: 'utf8',
  }).trim();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'commit-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('what is deployed has the name of a commit where it is what the commit holds', () => {
  expect(commitIn(folder)).toBeUndefined();
  git('init', '--quiet');
  writeFileSync(join(folder, 'handler.ts'), 'one');
  git('add', '.');
  git('commit', '--quiet', '-m', 'one');
  // What a build leaves beside it is none of its files.
  writeFileSync(join(folder, 'built.js'), 'one');
  expect(commitIn(folder)).toBe(git('rev-parse', 'HEAD'));
  writeFileSync(join(folder, 'handler.ts'), 'two');
  expect(commitIn(folder)).toBeUndefined();
});

test('the stack keeps what it was deployed with: the file, the defaults beside it, and the commit', () => {
  const given = { stage: 'ville', senderAddress: 'ne-pas-repondre@appel.ville.example', recoveryDays: 7 };
  const app = new App();
  const stack = new Stack(app, 'Main');
  addRecord(stack, stageOf('ville', given), 'a'.repeat(40));
  const { template } = app.synth().getStackArtifact(stack.artifactId);
  expect(recordIn(template)).toEqual({
    name: 'ville',
    given,
    defaults: expect.objectContaining({ draftDays: 365, protect: true }),
    commit: 'a'.repeat(40),
  });
  expect(recordIn(template)?.defaults).not.toHaveProperty('recoveryDays');
  // A standard parameter holds 4096 characters; a city that gives everything has no default left to keep.
  expect(template.Resources.Settings.Properties.Value.length).toBeLessThan(2000);
});
