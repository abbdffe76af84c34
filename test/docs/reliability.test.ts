import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pageNames, textOf } from '../runbooks/pages.ts';

const root = join(import.meta.dirname, '..', '..');
const reliability = readFileSync(join(root, 'docs', 'reliability.md'), 'utf8');

const filesNamed = (text: string) => [...text.matchAll(/`(test\/[\w./-]+\.ts)`/g)].map(([, file]) => file as string);

test('every test that a promise rests on is there, and every promise rests on one', () => {
  const rows = reliability.split('\n').filter((line) => /^\| [A-Z]/.test(line));
  expect(rows.length).toBeGreaterThan(15);
  expect(rows.filter((row) => filesNamed(row).length === 0)).toEqual([]);
  expect(filesNamed(reliability).filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test('every runbook of an alarm or a remedy says what it means, how to look, what to do, when it is over, and against what it was walked through', () => {
  const parts = ['## What it means', '## Look', '## Do', '## Over when', '## Walked through'];
  let followed = 0;
  for (const name of pageNames) {
    const page = textOf(name);
    // The others are procedures that somebody chooses to follow.
    if (!/^(\*\*|No alarm)/m.test(page.split('\n').slice(2, 3).join(''))) continue;
    followed++;
    expect([name, parts.filter((part) => !page.includes(`\n${part}`))]).toEqual([name, []]);
    const walked = page.slice(page.indexOf('## Walked through'));
    const files = filesNamed(walked);
    expect([name, files.filter((file) => !existsSync(join(root, file)))]).toEqual([name, []]);
    // Either a test, or plain words that it can be walked through on AWS alone.
    expect([name, files.length > 0 || /On AWS alone/.test(walked)]).toEqual([name, true]);
  }
  expect(followed).toBeGreaterThan(15);
});
