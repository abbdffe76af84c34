import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { missingFrom } from '../releases/kinds.ts';
import { makeRelease } from '../releases/make.ts';
import { itemsIn, readExpected } from '../releases/release.ts';

/** The next release, made of the code as it stands: so that it can be made on the day on which it is needed. */

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'releases-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a release can be made at any time: it holds every kind, its chains are whole, and it is the same each time', async () => {
  const [one, other] = [join(folder, 'one'), join(folder, 'other')];
  for (const place of [one, other])
    await makeRelease(inject('dynamoDbUrl'), place, { date: '2026-01-01', commit: 'the code as it stands' });
  for (const name of await readdir(one))
    expect((await readFile(join(one, name), 'utf8')) === (await readFile(join(other, name), 'utf8'))).toBe(true);
  expect(missingFrom(await itemsIn(one))).toEqual({ events: [], items: [] });
  const { chain, answers } = await readExpected(one);
  expect([chain.faults, chain.digests.faults]).toEqual([[], []]);
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
});
