import { expect, test } from 'vitest';
import { columnOf } from '../../../frontend/applicant/form/pasted-column.ts';

test('A column of a spreadsheet comes as its amounts, a row without one as nothing', () => {
  expect(columnOf('1 200,00\r\n\r\n3\u202f400 €\r\n12.500\r\n')).toEqual(['1 200,00', '', '3\u202f400 €', '12.500']);
});

test('Words beside an amount are left out, and two amounts in a row stay to be mended', () => {
  expect(columnOf('Achats\t1200\nSalaires\t\t3 400\n2025\t5000\nTotal\n')).toEqual([
    '1200',
    '3 400',
    '2025 5000',
    'Total',
  ]);
});

test('A single amount is no column', () => {
  expect(columnOf('1 200,00\n')).toEqual(['1 200,00']);
});
