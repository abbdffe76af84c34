import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { recordFolder } from '../../infra/aws/record.ts';
import { usage as pipelineUsage } from '../../infra/pipeline/pipeline.ts';
import { smokeParameter } from '../../infra/smoke/accounts.ts';
import scripts from '../../package.json' with { type: 'json' };

/** The examples of pipelines that a city takes over: what they call is there, and they hold no key. */

const folder = join(import.meta.dirname, '..', '..', 'docs', 'pipelines');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

// biome-ignore lint/suspicious/noExplicitAny: YAML of two products, of which each test reads the part it names.
type Yaml = any;
const github: Yaml = parse(read('github.yml'));
const gitlab: Yaml = parse(read('gitlab.yml'));
const jobsOf = (one: Yaml): [string, Yaml][] =>
  Object.entries<Yaml>(one).filter(([, job]) => job?.script !== undefined || job?.extends !== undefined);

const lines = {
  'github.yml': Object.values<Yaml>(github.jobs).flatMap(({ steps }) => steps.flatMap(({ run }: Yaml) => run ?? [])),
  'gitlab.yml': [gitlab.default, gitlab['.of-each-stage'], ...jobsOf(gitlab).map(([, job]) => job)].flatMap(
    ({ before_script = [], script = [] }) => [...before_script, ...script],
  ),
} as Record<string, string[]>;

/** GitHub's parser of workflows. It imports JSON in a way that bundlers alone take, so that it is bundled first. */
const githubsParser = async (): Promise<typeof import('@actions/workflow-parser')> => {
  const outdir = mkdtempSync(join(tmpdir(), 'workflow-parser-'));
  const outfile = join(outdir, 'parser.mjs');
  const stdin = { contents: "export * from '@actions/workflow-parser'", resolveDir: import.meta.dirname };
  await build({ stdin, outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'error' });
  try {
    return await import(outfile);
  } finally {
    rmSync(outdir, { recursive: true });
  }
};

test('GitHub’s own parser finds no fault in its example', async () => {
  const { NoOperationTraceWriter, parseWorkflow } = await githubsParser();
  const faults = (content: string) =>
    parseWorkflow({ name: 'release.yml', content }, new NoOperationTraceWriter())
      .context.errors.getErrors()
      .map(({ message }) => message);
  expect(faults(read('github.yml'))).toEqual([]);
  expect(faults(read('github.yml').replace('runs-on', 'run-on'))).not.toEqual([]);
  expect(faults(read('github.yml').replace('steps.account.outputs', 'stepz.account.outputs'))).not.toEqual([]);
});

test.each(Object.keys(lines))('each command that %s calls is there', (name) => {
  const called = (lines[name] ?? []).join('\n');
  const named = [...called.matchAll(/npm run (?:--silent )?([\w:-]+)|\bnpm (test)\b/g)].map(
    ([, run, alone]) => run ?? alone,
  );
  expect(named).toEqual(expect.arrayContaining(['test', 'synth', 'pipeline', 'deploy']));
  for (const script of named) expect(Object.keys(scripts.scripts), script).toContain(script);
  const commands = [...called.matchAll(/pipeline -- (\w+)/g)].map(([, command]) => command as string);
  expect(new Set(commands)).toEqual(
    new Set(name === 'github.yml' ? ['stages', 'place', 'release'] : ['place', 'release']),
  );
  for (const command of commands) expect(pipelineUsage).toMatch(new RegExp(`^  ${command} `, 'm'));
  expect(called).toMatch(/deploy -- .+ --plan/);
});

test.each(Object.keys(lines))('%s knows no key: it shows its own token, and is let in for it', (name) => {
  expect(read(name)).not.toMatch(/secrets\.|ACCESS_KEY|SECRET|PASSWORD/i);
  expect(read(name)).toMatch(name === 'github.yml' ? /id-token: write/ : /id_tokens:/);
});

test('what would change is shown before somebody lets the release through, and looked at with a role that changes nothing', () => {
  const { test: tried, plan, release } = github.jobs;
  expect([plan.needs, release.needs]).toEqual(['test', ['test', 'plan']]);
  expect([tried.environment, plan.environment]).toEqual([undefined, undefined]);
  expect(release.environment).toBe('$' + '{{ matrix.stage }}');
  const role = ({ steps }: Yaml) => steps.map((one: Yaml) => one.with?.['role-to-assume']).filter(Boolean)[0];
  expect(role(plan)).toMatch(/permanent-call-pipeline-look$/);
  expect(role(release)).toMatch(/permanent-call-pipeline-release$/);
  expect(github.concurrency['cancel-in-progress']).toBe(false);

  expect(gitlab.stages).toEqual(['test', 'plan', 'release']);
  expect([gitlab.release.when, gitlab.release.allow_failure]).toEqual(['manual', false]);
  expect([gitlab.plan.variables.ROLE, gitlab.release.variables.ROLE]).toEqual(['look', 'release']);
  for (const [name, job] of jobsOf(gitlab)) expect([name, gitlab.stages.includes(job.stage)]).toEqual([name, true]);
});

test('the whole history is there to go back to', () => {
  const checkout = github.jobs.release.steps.find(({ uses }: Yaml) => /^actions\/checkout@/.test(uses ?? ''));
  expect(checkout.with['fetch-depth']).toBe(0);
  expect(gitlab.variables.GIT_DEPTH).toBe('0');
});

// ---- roles

type Statement = { Effect: string; Action: string | string[]; Resource: unknown };
const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
const actionsOf = (statements: Statement[]): string[] => statements.flatMap(({ Action }) => list(Action)).sort();
const { Resources: roles, Parameters: parameters } = JSON.parse(read('roles.json'));
const look = actionsOf(roles.Look.Properties.Policies[0].PolicyDocument.Statement);
const releasing = actionsOf(roles.Releasing.Properties.PolicyDocument.Statement);

test('a role is taken by one named subject of one issuer, and by nobody like it', () => {
  for (const [name, subject] of [
    ['Look', 'LookSubject'],
    ['Release', 'ReleaseSubject'],
  ] as const) {
    const policy = roles[name].Properties.AssumeRolePolicyDocument['Fn::Sub'].replaceAll(
      '$' + '{IssuerHost}',
      'issuer',
    );
    const [statement, ...more] = JSON.parse(policy).Statement;
    expect(more).toEqual([]);
    expect(statement.Condition).toEqual({
      StringEquals: { 'issuer:aud': '$' + '{Audience}', 'issuer:sub': `\${${subject}}` },
    });
    for (const like of ['repo:ville/*:ref:refs/heads/main', 'repo:ville/appel:environment:?'])
      expect(new RegExp(`^(?:${parameters[subject].AllowedPattern})$`).test(like)).toBe(false);
  }
});

test('the role that looks can change nothing', () => {
  for (const action of look) expect(action).toMatch(/:(?:Describe|Get|List)|^sts:AssumeRole$/);
  expect(JSON.stringify(roles.Look)).not.toMatch(/deploy-role|smoke/);
  // Whoever may list what is under a path may read all of it, whatever else is denied.
  expect(smokeParameter('lille').startsWith(`${recordFolder}/`)).toBe(false);
});

const prefixes: Record<string, string> = { sesv2: 'ses' };
/** What IAM calls an action that the SDK calls otherwise. */
const renamed: Record<string, string> = { 's3:ListBuckets': 's3:ListAllMyBuckets' };
/** What the commands of a pipeline ask AWS for, by their own imports. */
const asked = (folders: string[]): string[] => {
  const root = join(import.meta.dirname, '..', '..');
  const files = folders.flatMap((name) =>
    name.endsWith('.ts') ? [name] : readdirSync(join(root, name)).map((file) => `${name}/${file}`),
  );
  const actions = files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return [...text.matchAll(/import \{([^}]+)\} from '@aws-sdk\/client-([\w-]+)'/g)].flatMap(
      ([, names = '', client = '']) =>
        [...names.matchAll(/\b(?:(\w+)Command|paginate(\w+))\b/g)].map(
          ([, command, paged]) => `${prefixes[client] ?? client}:${command ?? paged}`,
        ),
    );
  });
  // Whoever has credentials may ask whose they are.
  return [...new Set(actions.map((action) => renamed[action] ?? action))]
    .filter((action) => action !== 'sts:GetCallerIdentity')
    .sort();
};

test('the role that releases may do what its commands ask AWS for', () => {
  const wanted = asked(['infra/pipeline', 'infra/smoke', 'infra/aws/deploy', 'infra/aws/publish.ts']);
  expect(wanted).toEqual(expect.arrayContaining(['cloudwatch:DescribeAlarms', 'ssm:GetParameter', 's3:PutObject']));
  expect(wanted.filter((action) => !releasing.includes(action))).toEqual([]);
});
