import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const files = globSync(
  [
    'frontend/texts/fr/*.ts',
    'schemas/texts/fr/*.ts',
    'schemas/examples/call-lille.ts',
    'functions/notify/templates/*.ts',
  ],
  { cwd: root },
);

/** Texts of a module, as they are written: between quotation marks, on one line. */
const written = (source: string): string[] =>
  [...source.matchAll(/(['"`])((?:(?!\1).)*)\1/g)].map(([, , text = '']) => text.replaceAll(' ?? ', ''));

const textsIn = (file: string) => written(readFileSync(join(root, file), 'utf8'));

test('texts are seen at all', () => {
  expect(files.flatMap(textsIn).length).toBeGreaterThan(1000);
});

test.each(files)('%s never parts French punctuation from its word at the end of a line', (file) => {
  expect(textsIn(file).filter((text) => / [:;?!»%]| €(?!\d)|« /.test(text))).toEqual([]);
});
