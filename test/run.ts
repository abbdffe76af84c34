import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

/**
 * `npm test`: types, style, then every test that is not long. `npm run test:long`: the long ones.
 * Types and style count as one test each. The last line is `N passed, N failed`; the exit code is 1 on any failure.
 */

const root = dirname(import.meta.dirname);
const packages = join(root, 'node_modules');
const long = process.argv[2] === 'long';

/** Runs a program of a package under this very runtime, its output passed on. */
const run = (program: string, args: string[]): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });

const node = (script: string, args: string[]) => run(process.execPath, [join(packages, script), ...args]);

let passed = 0;
let failed = 0;
/** What failed, by name: said again at the end, where it is found without reading back through the whole output. */
const failures: string[] = [];

const check = async (name: string, act: () => Promise<number>): Promise<void> => {
  process.stdout.write(`\n${name}\n`);
  if ((await act()) === 0) passed++;
  else {
    failed++;
    failures.push(name);
  }
};

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    status: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}

/** Runs vitest's projects and adds up their tests. */
const tests = async (projects: string[]): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'tests-'));
  const file = join(folder, 'report.json');
  try {
    const code = await node('vitest/vitest.mjs', [
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ]);
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    passed += report.numPassedTests;
    failed += report.numFailedTests;
    for (const { name, status, assertionResults } of report.testResults) {
      if (status === 'failed' && assertionResults.length === 0) failures.push(relative(root, name));
      for (const { fullName, failureMessages } of assertionResults.filter((test) => test.status === 'failed'))
        failures.push(`${relative(root, name)}: ${fullName}: ${failureMessages[0]?.split('\n')[0] ?? ''}`);
    }
    // A file that could not even be read has no test of its own to fail.
    failed += report.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    ).length;
    // Something outside of any test, such as a promise that nobody awaited.
    if (code !== 0 && failed === 0) failed++;
  } catch {
    failed++;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

if (long) await tests(['long']);
else {
  await check('Types', () => node('typescript/bin/tsc', ['--noEmit']));
  await check('Style', () => node('@biomejs/biome/bin/biome', ['check', '.']));
  await tests(['units', 'store']);
  // Apart: the store's engine goes on following every table that the tests before left in it, for most of a core.
  await tests(['journeys']);
}

for (const failure of failures) process.stdout.write(`\nFAIL  ${failure}`);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
