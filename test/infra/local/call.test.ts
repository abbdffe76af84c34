import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callLille } from '../../../schemas/examples/call-lille.ts';

const run = promisify(execFile);
const script = join(import.meta.dirname, '..', '..', '..', 'infra', 'local', 'call.ts');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'call-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What `npm run call -- publish` says of a file that it refuses; nothing is started for it. */
const refusalOf = async (bytes: string | Uint8Array): Promise<string> => {
  const file = join(folder, 'call.json');
  writeFileSync(file, bytes);
  return run(process.execPath, [script, 'publish', file], {
    env: { ...process.env, DATA_DIR: join(folder, 'data') },
  }).then(
    () => 'published',
    ({ code, stderr }) => `${code}: ${stderr.replaceAll(file, 'call.json')}`,
  );
};
const written = (change: object) => JSON.stringify({ ...callLille, ...change }, null, 2);

test('a file in another encoding is refused with its line, before anything is published', async () => {
  const said = await refusalOf(Buffer.from('{\n  "title": {\n    "fr": "Appel à l’été"\n', 'latin1'));
  expect(said).toMatch(/^1: call\.json n’est pas en UTF-8, à partir de la ligne 3/);
  expect(said).toContain('call.json is not in UTF-8, from line 3 on');
});

test('a name with a slip in it is refused with its place, at whatever depth', async () => {
  const [step, ...steps] = callLille.steps;
  const said = await refusalOf(written({ enveloppeCents: 100, steps: [{ ...step, delaiJours: 3 }, ...steps] }));
  expect(said).toContain('  steps.0.delaiJours: Remove what is not expected here (unrecognized_keys)');
  expect(said).toContain('  enveloppeCents: Remove what is not expected here (unrecognized_keys)');
});

test('what is no JSON is refused with where it breaks off', async () => {
  expect(await refusalOf('{"title": ')).toMatch(/cannot be read as JSON \(.+\)/);
});
