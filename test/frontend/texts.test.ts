import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const files = globSync(['frontend/texts/fr/*.ts', 'schemas/texts/fr/*.ts'], { cwd: root });

/** Texts of a module, as they are written: between quotation marks, on one line. */
const written = (source: string): string[] =>
  [...source.matchAll(/(['"`])((?:(?!\1).)*)\1/g)].map(([, , text]) => text ?? '');

test.each(files)('%s never parts French punctuation from its word at the end of a line', (file) => {
  const texts = written(readFileSync(join(root, file), 'utf8'));
  expect(texts.length).toBeGreaterThan(0);
  expect(texts.filter((text) => / [:;?!»%€]|« /.test(text))).toEqual([]);
});
