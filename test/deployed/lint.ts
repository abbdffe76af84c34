import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { check } from './checks.ts';
import { region, tool } from './emulator.ts';

const run = promisify(execFile);

/** Findings that are accepted everywhere, by cfn-lint's number, each with its reason. */
const accepted: Record<string, string> = {
  W3005:
    "The CDK makes each function wait for its role by name as well as by reference, so that the role's policies are there first.",
};

/** cfn-lint knows the resource types of the region; whatever else it finds in a deployed template fails. */
export const checkTemplates = async (folder: string): Promise<void> => {
  const templates = readdirSync(folder).filter((name) => name.endsWith('.template.json'));
  await check(`cfn-lint finds nothing in ${templates.sort().join(' and ')}`, async () => {
    if (templates.length !== 2) throw new Error(`Two templates were expected in ${folder}.`);
    const files = templates.map((name) => join(folder, name));
    const ignored = Object.keys(accepted).flatMap((rule) => ['--ignore-checks', rule]);
    await run(tool('cfn-lint'), ['--regions', region, ...ignored, '--', ...files]).catch(({ stdout, message }) => {
      throw new Error(stdout || message);
    });
  });
};
