import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { buildApp } from '../../infra/aws/app.ts';
import { edgeRegion } from '../../infra/aws/edge.ts';
import { buildEdge } from '../../infra/aws/edge-app.ts';
import { buildSecurity, loggedToCome } from '../../infra/aws/security-app.ts';
import { edge, ownSignIn, production, stageWith, staging } from '../infra/variants.ts';
import { check } from './checks.ts';
import { region, tool } from './emulator.ts';

const run = promisify(execFile);

/** Findings that are accepted everywhere, by cfn-lint's number, each with its reason. */
const accepted: Record<string, string> = {
  W1054: 'The name of a pseudo parameter stands in a condition on purpose: the emulator leaves it as it is.',
  W3005:
    "The CDK makes each function wait for its role by name as well as by reference, so that the role's policies are there first.",
};

const templatesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.template.json'))
    .sort()
    .map((name) => join(folder, name));

/** cfn-lint knows the resource types of a region; whatever else it finds in a template fails. */
const lint = (region: string, files: string[], expected: string[]): Promise<boolean> =>
  check(`cfn-lint finds nothing in ${expected.join(' and ')}`, async () => {
    const found = files.map((file) => basename(file, '.template.json'));
    if (found.join() !== expected.map((name) => name.split(' ')[0]).join()) throw new Error(`Found ${found.join()}.`);
    const ignored = Object.keys(accepted).flatMap((rule) => ['--ignore-checks', rule]);
    await run(tool('cfn-lint'), ['--regions', region, ...ignored, '--', ...files]).catch(({ stdout, message }) => {
      throw new Error(stdout || message);
    });
  });

/** The templates that were deployed, and those of stages that choose otherwise, with the edge. */
export const checkTemplates = async (folder: string): Promise<void> => {
  await lint(region, templatesIn(folder), ['Mail', 'Main']);
  await lint(region, [join(import.meta.dirname, '..', '..', 'docs', 'pipelines', 'roles.json')], ['roles.json']);
  for (const [name, choices] of Object.entries({ production, staging, ownSignIn })) {
    const outdir = mkdtempSync(join(tmpdir(), 'permanent-call-lint-'));
    buildApp(stageWith(choices), { outdir }).app.synth();
    await lint(region, templatesIn(outdir), [`Mail of another ${name}`, `Main of another ${name}`]);
    rmSync(outdir, { recursive: true });
  }
  const outdir = mkdtempSync(join(tmpdir(), 'permanent-call-lint-'));
  buildEdge(stageWith(edge), { outdir }).synth();
  await lint(edgeRegion, templatesIn(outdir), ['Edge']);
  buildSecurity(stageWith(), loggedToCome, { outdir }).synth();
  await lint(edgeRegion, [join(outdir, 'Security.template.json')], ['Security']);
  rmSync(outdir, { recursive: true });
};
