import { expect, test } from 'vitest';
import { columnOf } from '../../../frontend/applicant/form/pasted-column.ts';
import { readAmount } from '../../../schemas/typed-number.ts';

test('A column of a spreadsheet comes as its amounts, a row without one as nothing', () => {
  expect(columnOf('1 200,00\r\n\r\n3\u202f400 €\r\n12.500\r\n')).toEqual(['1 200,00', '', '3\u202f400 €', '12.500']);
});

test('Words beside an amount are left out, and two amounts in a row stay to be mended', () => {
  expect(columnOf('Achats\t1200\nSalaires\t\t3 400\n2025\t5000\nTotal\n')).toEqual([
    '1200',
    '3 400',
    '2025 | 5000',
    'Total',
  ]);
});

test('Two amounts in a row never become one', () => {
  const rows = ['100\t200', '1\t234,50', '5 \t 000', '12\t500\t000'];
  expect(columnOf(rows.join('\r\n')).map((typed) => [typed, readAmount(typed).kind])).toEqual([
    ['100 | 200', 'unreadable'],
    ['1 | 234,50', 'unreadable'],
    ['5 | 000', 'unreadable'],
    ['12 | 500 | 000', 'unreadable'],
  ]);
});

test('A single amount is no column', () => {
  expect(columnOf('1 200,00\n')).toEqual(['1 200,00']);
});
