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
