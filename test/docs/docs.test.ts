import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { specs } from '../../functions/specs.ts';
import { authorizationDocument, file as authorizationFile } from './authorization.ts';
import { costsDocument, file as costsFile } from './costs.ts';
import { lifecycleDocument, file as lifecycleFile } from './lifecycle.ts';
import { file as settingsFile, settingsSchema } from './settings.ts';

test('the printed table of who is let in is up to date (npm run docs:authorization)', () => {
  expect(readFileSync(authorizationFile, 'utf8')).toBe(authorizationDocument());
});

test('the printed life of an application is up to date (npm run docs:lifecycle)', () => {
  expect(readFileSync(lifecycleFile, 'utf8')).toBe(lifecycleDocument());
});

test('the printed costs are those of the last measured life (npm run docs:costs)', () => {
  expect(readFileSync(costsFile, 'utf8')).toBe(costsDocument());
});

test("the schema of a stage's file is that of its settings (npm run docs:settings)", () => {
  expect(JSON.parse(readFileSync(settingsFile, 'utf8'))).toEqual(JSON.parse(settingsSchema()));
});

test('the page of schedules that did not come explains each of them, and has it invoked by hand', () => {
  const page = readFileSync(new URL('../../docs/runbooks/schedule-missed.md', import.meta.url), 'utf8');
  const scheduled = specs.filter(({ trigger }) => trigger.kind === 'schedule').map(({ name }) => name);
  for (const name of scheduled) expect([name, page.includes(`\`${name}\`: `)]).toEqual([name, true]);
  const invoked = [...page.matchAll(/invoke --function-name permanent-call-\$STAGE-(\S+)/g)].map(([, name]) => name);
  expect(invoked.toSorted()).toEqual(scheduled.toSorted());
});
