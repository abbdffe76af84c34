import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetParameterCommand, ParameterNotFound, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Parts, release } from '../../../infra/pipeline/release.ts';
import {
  deployCommit,
  NoWayBack,
  type Run,
  readGood,
  readStanding,
  type WayBack,
  writeGood,
} from '../../../infra/pipeline/versions.ts';

const now = () => new Date('2026-11-30T12:00:00.000Z');

/** A release whose parts end as they are told, and what was done in which order. */
const released = async (ends: {
  deploy: 'deployed' | 'failed' | 'waiting';
  smoke: boolean;
  quiet: boolean;
  goBack: boolean;
}) => {
  const done: string[] = [];
  const does = <T>(what: string, end: T) => {
    done.push(what);
    return Promise.resolve(end);
  };
  const parts: Parts = {
    deploy: () => does('deploy', ends.deploy),
    smoke: () => does('smoke', ends.smoke),
    quiet: (since) => does(`quiet since ${since}`, ends.quiet),
    goBack: () => does('go back', ends.goBack),
    markGood: () => does('mark good', undefined),
  };
  return { end: await release(parts, () => {}, now), done };
};

test('a release that is well is noted as good, after its alarms were watched from before it began', async () => {
  expect(await released({ deploy: 'deployed', smoke: true, quiet: true, goBack: true })).toEqual({
    end: 'good',
    done: ['deploy', 'smoke', 'quiet since 2026-11-30T12:00:00.000Z', 'mark good'],
  });
});

test('whatever happens, only what stood, passed its smoke test and was quiet is good, and only what was deployed is taken back', () =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom('deployed' as const, 'failed' as const, 'waiting' as const),
      fc.boolean(),
      fc.boolean(),
      fc.boolean(),
      async (deploy, smoke, quiet, goBack) => {
        const { end, done } = await released({ deploy, smoke, quiet, goBack });
        const isGood = deploy === 'deployed' && smoke && quiet;
        expect(done.includes('mark good')).toBe(isGood);
        expect(done.includes('go back')).toBe(deploy === 'deployed' && !isGood);
        expect(end).toBe(deploy !== 'deployed' ? deploy : isGood ? 'good' : goBack ? 'back' : 'stuck');
      },
    ),
  ));

test('alarms that cannot be read are no sign that all is well', async () => {
  const said: string[] = [];
  const parts: Parts = {
    deploy: async () => 'deployed',
    smoke: async () => true,
    quiet: () => Promise.reject(new Error('AccessDenied')),
    goBack: async () => true,
    markGood: () => Promise.reject(new Error('It is not good')),
  };
  expect(await release(parts, (line) => said.push(line), now)).toBe('back');
  expect(said).toContain('AccessDenied');
});

const given = { stage: 'lille', senderAddress: 'ne-pas-repondre@ville.example' };
const wayBack = (commit: string | undefined, more: Partial<WayBack> = {}): WayBack => ({
  root: folder,
  name: 'lille',
  commit,
  standing: { name: 'lille', given, commit: commits[1] },
  say: () => {},
  ...more,
});

/** A small repository with two commits, each of whose deployments writes what it was. */
let folder: string;
let commits: [former: string, newest: string];
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=Essai', '-c', 'user.email=essai@ville.example', ...args], {
    cwd: folder,
    encoding: 'utf8',
  }).trim();
const run: Run = (program, args, cwd) =>
  new Promise((resolve) => spawn(program, args, { cwd, stdio: 'ignore' }).once('exit', (code) => resolve(code ?? 1)));
const log = () => join(folder, '..', 'deployed.log');

beforeAll(() => {
  const parent = mkdtempSync(join(tmpdir(), 'repository-'));
  folder = join(parent, 'tree');
  mkdirSync(folder);
  git('init', '--quiet');
  const commit = (version: string) => {
    const script = `const {appendFileSync}=require('node:fs');appendFileSync(${JSON.stringify(log())},'${version} '+process.argv.slice(2).join(' ')+'\\n');process.exit(${version === 'broken' ? 1 : 0})`;
    writeFileSync(join(folder, 'deploy.cjs'), script);
    mkdirSync(join(folder, 'stages'), { recursive: true });
    writeFileSync(join(folder, 'stages', 'lille.json'), JSON.stringify(given));
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ name: 'city', version: '1.0.0', scripts: { deploy: 'node deploy.cjs' } }),
    );
    writeFileSync(
      join(folder, 'package-lock.json'),
      JSON.stringify({
        name: 'city',
        version: '1.0.0',
        lockfileVersion: 3,
        packages: { '': { name: 'city', version: '1.0.0' } },
      }),
    );
    git('add', '.');
    git('commit', '--quiet', '-m', version);
    return git('rev-parse', 'HEAD');
  };
  commits = [commit('former'), commit('newest')];
});
afterAll(() => rmSync(join(folder, '..'), { recursive: true }));

test('the former commit is deployed by its own command from a folder of its own, which is gone afterwards', async () => {
  const [commit, current] = commits;
  expect(await deployCommit(wayBack(commit), run)).toBe(true);
  expect(readFileSync(log(), 'utf8')).toBe('former lille --yes\n');
  expect(git('worktree', 'list').split('\n')).toHaveLength(1);
  expect(git('rev-parse', 'HEAD')).toBe(current);
  expect(git('status', '--porcelain')).toBe('');
});

test('settings that came with what stands are left out again; which service it is, is not', async () => {
  const came = { requestsPerMinuteStaff: 900, recoveryDays: 7, originSecretRound: 2, domain: 'appel.ville.example' };
  const standing = { name: 'lille', given: { ...given, ...came }, commit: commits[1] };
  const said: string[] = [];
  rmSync(log(), { force: true });
  const around: WayBack['around'] = async (deploy) => {
    said.push('around');
    return deploy();
  };
  const way = wayBack(commits[0], { standing, around, say: (line) => said.push(line) });
  expect(await deployCommit(way, run)).toBe(true);
  expect(readFileSync(log(), 'utf8')).toBe(
    'former lille --yes --accept requestsPerMinuteStaff --accept recoveryDays\n',
  );
  expect(said).toEqual([`Left out, as they were in ${commits[0]}: requestsPerMinuteStaff, recoveryDays`, 'around']);
});

test('nothing is gone back to where nothing was good, where it is the same commit, or an unknown one', async () => {
  const [, current] = commits;
  for (const commit of [undefined, current, '0000000000000000000000000000000000000000'])
    await expect(deployCommit(wayBack(commit), run)).rejects.toThrow(NoWayBack);
  // Words for git, and a branch, which moves.
  const unasked: Run = () => Promise.reject(new Error('It was asked for'));
  for (const commit of ['--upload-pack=touch /tmp/x', 'origin/HEAD', commits[0].slice(0, 12)])
    await expect(deployCommit(wayBack(commit), unasked)).rejects.toThrow(/is no commit in full/);
  await expect(deployCommit(wayBack(commits[0], { name: 'autre' }), run)).rejects.toThrow(/has no stages.autre\.json/);
  expect(git('worktree', 'list').split('\n')).toHaveLength(1);
});

test('a former commit that does not deploy either is told as that', async () => {
  const failing: Run = (program, args, cwd) => (args[1] === 'deploy' ? Promise.resolve(1) : run(program, args, cwd));
  expect(await deployCommit(wayBack(commits[0]), failing)).toBe(false);
  expect(existsSync(log())).toBe(true);
});

test('what is good and what stands is kept in the account, by stage; before the first there is nothing', async () => {
  const ssm = mockClient(SSMClient);
  ssm.on(GetParameterCommand).rejects(new ParameterNotFound({ message: '', $metadata: {} }));
  expect([await readGood('lille'), await readStanding('lille')]).toEqual([undefined, undefined]);
  // As a release that kept no commit recorded it.
  ssm
    .on(GetParameterCommand, { Name: '/permanent-call/lille/settings' })
    .resolves({ Parameter: { Value: JSON.stringify({ name: 'lille', given }) } });
  expect(await readStanding('lille')).toEqual({ name: 'lille', given });
  ssm.on(PutParameterCommand).resolves({});
  await writeGood('lille', 'abc');
  expect(ssm.commandCalls(PutParameterCommand)[0]?.args[0].input).toEqual({
    Name: '/permanent-call/lille/good-commit',
    Type: 'String',
    Value: 'abc',
    Overwrite: true,
  });
  ssm.restore();
});
