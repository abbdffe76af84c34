import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { summaryOf, withoutBlanks } from '../../frontend/forms.ts';

test('What was left empty counts as not given, at any depth', () => {
  expect(withoutBlanks({ rna: '', name: 'Ici', charges: { purchases: undefined, taxes: 0 }, list: [] })).toEqual({
    name: 'Ici',
    charges: { taxes: 0 },
    list: [],
  });
});

test('The summary names each field once, a group as well as its lines', () => {
  const errors = {
    title: { type: 'too_small', message: 'Indiquez le titre du projet' },
    products: { message: 'Équilibrez le budget', type: 'custom', sales: { type: 'x', message: 'Indiquez un montant' } },
  };
  expect(summaryOf(errors as never)).toEqual([
    { name: 'title', message: 'Indiquez le titre du projet' },
    { name: 'products', message: 'Équilibrez le budget' },
    { name: 'products.sales', message: 'Indiquez un montant' },
  ]);
});

test('Every form whose errors are instructions says them anew in the language that the page changes to', () => {
  const folder = join(import.meta.dirname, '..', '..', 'frontend');
  const forms = globSync('**/*.{ts,tsx}', { cwd: folder }).filter((file) =>
    /resolver: useZodResolver\(/.test(readFileSync(join(folder, file), 'utf8')),
  );
  expect(forms.length).toBeGreaterThan(10);
  expect(forms.filter((file) => !/useErrorsInLanguage\(form\)/.test(readFileSync(join(folder, file), 'utf8')))).toEqual(
    [],
  );
});
