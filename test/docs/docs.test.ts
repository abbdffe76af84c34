import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { authorizationDocument, file as authorizationFile } from './authorization.ts';
import { costsDocument, file as costsFile } from './costs.ts';
import { lifecycleDocument, file as lifecycleFile } from './lifecycle.ts';

test('the printed table of who is let in is up to date (npm run docs:authorization)', () => {
  expect(readFileSync(authorizationFile, 'utf8')).toBe(authorizationDocument());
});

test('the printed life of an application is up to date (npm run docs:lifecycle)', () => {
  expect(readFileSync(lifecycleFile, 'utf8')).toBe(lifecycleDocument());
});

test('the printed costs are those of the last measured life (npm run docs:costs)', () => {
  expect(readFileSync(costsFile, 'utf8')).toBe(costsDocument());
});
