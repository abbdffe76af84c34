import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatsOf } from '../../frontend/format.ts';
import { euros } from '../../schemas/texts/format.ts';
import { cellsApart, readAmount, readCount } from '../../schemas/typed-number.ts';

/** What a text is read as: cents, a question with its answers, or nothing that an amount would be. */
const read = (typed: string) => {
  const reading = readAmount(typed);
  if (reading.kind === 'number') return reading.value;
  return reading.kind === 'question' ? reading.values : reading.kind;
};

describe('an amount is read as people write it', () => {
  test.each([
    ['1 234,56', 123_456],
    ['1\u202f234,56\u00a0€', 123_456],
    ['1\u2009234,56', 123_456],
    ['1.234,56', 123_456],
    ['1,234.56', 123_456],
    ['€1,234.56', 123_456],
    ['1’234.56', 123_456],
    ["1'200", 120_000],
    ['1.234.567', 123_456_700],
    ['1,234,567.8', 123_456_780],
    ['5 000 euros', 500_000],
    ['5 000 EUR', 500_000],
    ['EUR 5 000', 500_000],
    ['1 euro', 100],
    ['5k', 500_000],
    ['5 K€', 500_000],
    ['5,5 k€', 550_000],
    ['1,2 M€', 120_000_000],
    ['1.200,-', 120_000],
    ['€ 1.200,--', 120_000],
    ['12 € 50', 1250],
    ['12€50', 1250],
    ['12,5', 1250],
    ['12.', 1200],
    [',50', 50],
    ['0.500', 50],
    ['0,29', 29],
    ['4,35', 435],
    ['-3', -300],
    ['− 3 €', -300],
    ['\u200e1\u00a0200\u200b', 120_000],
  ])('%j', (typed, cents) => {
    expect(read(typed)).toBe(cents);
  });

  test.each([
    ['12.500', [1_250_000, 1250]],
    ['12,500', [1_250_000, 1250]],
    ['€1,200', [120_000, 120]],
    ['1.200 euros', [120_000, 120]],
    ['1234.567', [123_456_700, 123_457]],
    ['1 234.567', [123_456_700, 123_457]],
    ['1.234,567', [123_456_700, 123_457]],
    ['12,505', [1_250_500, 1251]],
    ['01,500', [150_000, 150]],
    ['001.500', [150_000, 150]],
    ['1.200k', [120_000_000, 120_000]],
    ['12 50', [125_000, 1250]],
    ['12 5000', [12_500_000]],
    ['1 2 3', [12_300]],
  ])('%j is asked about', (typed, answers) => {
    expect(read(typed)).toEqual(answers);
  });

  test.each([
    'abc',
    '12a',
    '1,2,3',
    '5 m€',
    '$5',
    '=1200+300',
    '5e3',
    '12,5000',
    '1,00,000',
    '1.2.3',
    '--5',
    '.',
    ',-',
    '12,34,567.50',
    '１２３４',
    '١٢٣٤',
    '(1 200)',
    '1200-',
    '½',
    '9'.repeat(400),
    `1${'.000'.repeat(120)}`,
  ])('%j is none, and stays as it was typed', (typed) => {
    expect(read(typed)).toBe('unreadable');
  });

  test.each(['', '  ', '\u00a0', '€'])('%j is nothing', (typed) => {
    expect(read(typed)).toBe('nothing');
  });

  test('more than two decimals stay a fraction of a cent, for the rules to refuse', () => {
    expect(read('12.3456')).toBe(1234.56);
  });
});

/** Amounts up to what the service takes, small ones and round ones among them. */
const cents = fc.oneof(
  fc.nat(10_000_000_000),
  fc.nat(99_999_999).map((euros) => euros * 100),
  fc.nat(200_000),
);
const locales = [
  'fr-FR',
  'en-GB',
  'en-IE',
  'de-DE',
  'de-AT',
  'de-CH',
  'fr-CH',
  'nl-NL',
  'nl-BE',
  'it-IT',
  'es-ES',
  'pt-PT',
  'pl-PL',
];
const styles: Intl.NumberFormatOptions[] = [
  { style: 'currency', currency: 'EUR' },
  { style: 'currency', currency: 'EUR', trailingZeroDisplay: 'stripIfInteger' },
  { style: 'currency', currency: 'EUR', currencyDisplay: 'code' },
  { minimumFractionDigits: 2 },
  { maximumFractionDigits: 2 },
  { maximumFractionDigits: 2, useGrouping: false },
];
/** What people do to a written amount. */
const habits: ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replace(/\s/g, ' '),
  (text) => ` ${text} `,
  (text) => (/€|EUR/.test(text) ? text : `${text} euros`),
  (text) => (/€|EUR/.test(text) ? text : `€${text}`),
  (text) => (/€|EUR/.test(text) ? text : `${text}€`),
];

/** What a spreadsheet and a text put between two numbers, and what may stand around them. */
const between = fc.constantFrom('\t', '\n', '\r\n', '\r', ' \t ', '\t\t', '\u2028', '\v');

test('Several cells are never read as one amount or number, as they come or on one line', () => {
  const cell = fc.oneof(fc.nat(9_999_999).map(String), fc.constantFrom('1 234', '000', '50', '1.234,5', '€5', '5 k'));
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 4 }), between, (cells, sign) => {
      const typed = cells.join(sign);
      for (const text of [typed, `\n${typed}\n`, cellsApart(typed)])
        expect([text, readAmount(text).kind, readCount(text).kind]).toEqual([text, 'unreadable', 'unreadable']);
    }),
  );
  expect([read('\t1 200,50\r\n'), readCount('12\n')]).toEqual([120_050, { kind: 'number', value: 12 }]);
});

test('Whatever its formatting, an amount is read as itself or asked about, itself among the answers', () => {
  fc.assert(
    fc.property(
      cents,
      fc.constantFrom(...locales),
      fc.constantFrom(...styles),
      fc.constantFrom(...habits),
      (amount, locale, style, habit) => {
        const typed = habit(new Intl.NumberFormat(locale, style).format(amount / 100));
        const reading = readAmount(typed);
        const answers =
          reading.kind === 'number' ? [reading.value] : reading.kind === 'question' ? reading.values : [reading.kind];
        expect([typed, ...answers]).toContain(amount);
      },
    ),
    { numRuns: 3000 },
  );
});

test('An amount as pages write it is read back as the same, in French without a question', () => {
  fc.assert(
    fc.property(cents, (amount) => {
      for (const text of [formatsOf('fr').amount(amount), euros(amount, 'fr')])
        expect([text, read(text)]).toEqual([text, amount]);
      for (const text of [formatsOf('en').amount(amount), euros(amount, 'en')])
        expect([text, [read(text)].flat()[0]]).toEqual([text, amount]);
    }),
  );
});

test('Anything at all is read without a fault, and never as less than a number', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d .,'’€kKM-]{0,12}$/)), (typed) => {
      const found = [read(typed)].flat().filter((each) => typeof each === 'number');
      expect(found.filter((each) => Number.isNaN(each))).toEqual([]);
    }),
  );
});

test('A number of things has its thousands set apart by any sign, since it is whole', () => {
  const typed = ['1 250', '1.250', '1,250', '1’250', '1,250,000', '12,5', '80 %', '-3', '', 'dix', '12 5'];
  expect(
    typed.map((text) => {
      const reading = readCount(text);
      return reading.kind === 'number' ? reading.value : reading.kind;
    }),
  ).toEqual([1250, 1250, 1250, 1250, 1_250_000, 12.5, 80, -3, 'nothing', 'unreadable', 'unreadable']);
});
