import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { file, licencesDocument, licensed } from './licences.ts';

/** Asks for no more than to be named. */
const free = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
];
/** Fonts: may be served with the pages, not sold by themselves. */
const fonts = ['OFL-1.1'];
/** What is changed in their own files is to be given away; nobody changes them here, and they are not deployed. */
const tools = ['MPL-2.0'];

/** Whether one of the licences to choose from, or each of those that hold together, is allowed. */
const isAllowed = (licence: string, allowed: readonly string[]): boolean =>
  licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((each) => allowed.includes(each)));

test('nothing that is deployed asks for more than to be named, and no tool for more than its own files', () => {
  const unexpected = licensed().filter(
    ({ licence, isDeployed }) => !isAllowed(licence, isDeployed ? [...free, ...fonts] : [...free, ...tools]),
  );
  expect(unexpected).toEqual([]);
});

test('each client of the SDK is installed in one version', () => {
  const { packages } = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
    packages: Record<string, unknown>;
  };
  const clients = Object.keys(packages).flatMap((path) => /@aws-sdk\/client-[^/]+$/.exec(path)?.[0] ?? []);
  expect(clients.length).toBeGreaterThan(5);
  expect(clients).toEqual([...new Set(clients)]);
});

test('the printed licences are those of the lock file (npm run docs:licences)', () => {
  expect(readFileSync(file, 'utf8')).toBe(licencesDocument());
});
