import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { bundleFunction } from '../../../infra/aws/bundle.ts';
import { Misuse } from '../../../infra/ops/misuse.ts';
import { traceLines } from '../../../infra/ops/trace.ts';

const folder = mkdtempSync(join(tmpdir(), 'permanent-call-maps-'));
afterAll(() => rmSync(folder, { recursive: true }));
const run = promisify(execFile);

/** The line of a source on which something stands. */
const lineOf = (source: string, words: string): number =>
  readFileSync(new URL(`../../../${source}`, import.meta.url), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(words)) + 1;

/** The frames of a function's own bundle that is started without any variable, as Lambda would name them. */
const framesOf = async (name: string): Promise<string[]> => {
  bundleFunction(name, join(folder, name));
  const index = pathToFileURL(join(folder, name, 'index.mjs')).href;
  const script = `import(${JSON.stringify(index)}).catch(({ stack }) => console.log(stack))`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { env: {} });
  return stdout
    .split('\n')
    .filter((line) => line.trim().startsWith('at '))
    .map((line) => line.trim().replace(/file:\/\/\S*\//, 'file:///var/task/'));
};

test('a stack of a bundle made small is read back to the files and lines of our code', async () => {
  const frames = await framesOf('notify');
  expect(frames[0]).toMatch(/file:\/\/\/var\/task\/\S+\.mjs:\d+:\d+/);
  writeFileSync(join(folder, 'release.json'), '{"commit":"0123456789abcdef"}');
  const line = {
    level: 'ERROR',
    message: 'Started badly',
    service: 'permanent-call-staging-notify',
    error: { name: 'Error', frames: [...frames, 'at node:internal/modules/esm/loader:647:26'] },
  };
  const told = await traceLines(folder, `${JSON.stringify(line)}\n\n${JSON.stringify(line)}\n`);
  expect(told.slice(0, 2)).toEqual([
    'Release 0123456789abcdef',
    'permanent-call-staging-notify: Started badly (Error)',
  ]);
  const thrown = lineOf('functions/config.ts', 'throw new Error(');
  expect(told[2]).toMatch(new RegExp(`^  at .*functions/config\\.ts:${thrown}:\\d+$`));
  const read = lineOf('functions/notify/handler.ts', 'readConfig(spec.env)');
  expect(told.some((frame) => new RegExp(`functions/notify/handler\\.ts:${read}:\\d+$`).test(frame))).toBe(true);
  // What is no frame of ours stays as it is; each line is read.
  expect(told).toContain('  at node:internal/modules/esm/loader:647:26');
  expect(told.filter((one) => one.includes('Started badly'))).toHaveLength(2);
  // No source goes along.
  expect(readFileSync(join(folder, 'notify', 'index.mjs.map'), 'utf8')).not.toContain('sourcesContent');
}, 120_000);

test.each([
  ['not JSON', 'No line of a log: not JSON'],
  ['{"message":"Nothing happened"}', 'No line with a stack: {"message":"Nothing happened"}'],
  [
    '{"service":"permanent-call-staging-unknown","error":{"frames":[]}}',
    'has no source maps of permanent-call-staging-unknown',
  ],
])('what cannot be read is named: %s', async (line, words) => {
  await expect(traceLines(folder, line)).rejects.toThrow(words);
  await expect(traceLines(folder, line)).rejects.toBeInstanceOf(Misuse);
});
