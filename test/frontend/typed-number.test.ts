import { expect, test } from 'vitest';
import { formatsOf } from '../../frontend/format.ts';
import { readCents, readNumber } from '../../frontend/typed-number.ts';

test('A number is read as the French type it', () => {
  const typed = ['1 250,5', '1250.5', '1\u202f250,50 €', ' 12 ', '-3', '12,500'];
  expect(typed.map((text) => readNumber(text, 'fr'))).toEqual([1250.5, 1250.5, 1250.5, 12, -3, 12.5]);
});

test('In English a comma before three digits sets thousands apart', () => {
  const typed = ['12,500', '1,250,000.5', '12,5', '12 500'];
  expect(typed.map((text) => readNumber(text, 'en'))).toEqual([12500, 1250000.5, 12.5, 12500]);
});

test('An empty field is no number, and what is no number stays as it was typed', () => {
  expect(['', '  ', 'abc', '12a', '1,2,3'].map((text) => readNumber(text, 'fr'))).toEqual([
    undefined,
    undefined,
    'abc',
    '12a',
    '1,2,3',
  ]);
});

test('Euros become whole cents without a rounding fault', () => {
  const typed = ['0,29', '1,1', '4,35', '12 500,50', '1.005'];
  expect(typed.map((text) => readCents(text, 'fr'))).toEqual([29, 110, 435, 1250050, 100.5]);
});

test('An amount as a field shows it is read back as the same amount, in both languages', () => {
  for (const language of ['fr', 'en'] as const)
    for (const cents of [0, 5, 29, 100, 123450, 1250000, 123456789])
      expect(readCents(formatsOf(language).amount(cents), language)).toBe(cents);
});
