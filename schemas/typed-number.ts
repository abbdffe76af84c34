/**
 * Numbers as people write them: in French and in English, and as neighbours do. An amount is never read as another one in
 * silence: what can be read in two ways is a question, and what cannot be read stays as it was typed.
 */

/** What a typed number comes to: nothing typed, a number, one of those that a person is asked about, or no number at all. */
export type Reading =
  | { kind: 'nothing' }
  | { kind: 'number'; value: number }
  | { kind: 'question'; values: readonly number[] }
  | { kind: 'unreadable' };

const unreadable: Reading = { kind: 'unreadable' };

/** Marks of direction and of no width, which come with what is pasted. */
const invisible = /[\u200b-\u200f\u2060\u2066-\u2069\ufeff]/g;
const apostrophes = /[’‘ʼ´`]/g;
const minuses = /[\u2212\u2010-\u2014]/g;
/** What stands between the cells and the rows of a spreadsheet: never between the digits of one number. */
const betweenCells = /[\t\n\v\f\r\u0085\u2028\u2029]+/;

/** A number without a unit, its parts told apart by one kind of space and one kind of apostrophe. */
const tidied = (typed: string): string =>
  typed.replace(invisible, '').replace(/\s+/g, ' ').replace(apostrophes, "'").replace(minuses, '-').trim();

/**
 * Several cells as one line of text that is no number: as spaces, what was between them would set thousands apart, and a
 * field of one line leaves it out altogether.
 */
export const cellsApart = (text: string): string =>
  text
    .trim()
    .split(betweenCells)
    .map((cell) => cell.trim())
    .join(' | ');

/** Digits in one run, with a point or a comma before the decimals: `1234,5`, `1234.`, `,50`. */
const plain = /^(?<whole>\d*)(?:[.,](?<part>\d*))?$/;
/** Thousands set apart by one sign throughout, with another before the decimals: `1 234,5`, `1.234.567`, `1’234.50`. */
const grouped = /^(?<whole>[1-9]\d{0,2}(?<by>[ '.,])\d{3}(?:\k<by>\d{3})*)(?:(?!\k<by>)[.,](?<part>\d*))?$/;
/** A point or a comma before exactly three digits at the end: thousands or decimals, as one was used to write. */
const eitherWay = /^(?<whole>0*[1-9][\d '.,]*)[.,](?<part>\d{3})$/;

/** Digits in groups that are none of thousands, as a slip leaves them: `12 50`, `12 5000`. */
const scattered = /^(?<whole>\d[\d ]*\d)(?:[.,](?<part>\d{1,2}))?$/;

/** More digits than any number has. */
const endless = /(?:\d[ '.,]?){300}/;

const digitsOf = (text: string): string => text.replace(/\D/g, '');
const numberOf = (whole: string, part: string): number => Number(`${digitsOf(whole) || '0'}.${part || '0'}`);

/** What digits without any unit come to, in their own unit. */
const readDigits = (text: string): Reading => {
  if (endless.test(text)) return unreadable;
  const match = grouped.exec(text) ?? plain.exec(text);
  const { whole = '', part = '', by = '' } = match?.groups ?? {};
  if (!match) {
    const { whole: digits, part: decimals = '' } = scattered.exec(text)?.groups ?? {};
    if (digits === undefined) return unreadable;
    const [euros = '', cents = ''] = digits.split(' ');
    const asDecimals = decimals === '' && `${euros} ${cents}` === digits && cents.length <= 2;
    return {
      kind: 'question',
      values: [numberOf(digits, decimals), ...(asDecimals ? [numberOf(euros, cents)] : [])],
    };
  }
  if (whole === '' && part === '') return unreadable;
  const twice = eitherWay.exec(text)?.groups;
  // One sign that comes several times can only set thousands apart: 1.234.567.
  const repeated = ['.', ','].includes(by) && whole.split(by).length > 2 && part === '';
  if (twice?.whole && twice.part && !repeated)
    return { kind: 'question', values: [numberOf(twice.whole + twice.part, ''), numberOf(twice.whole, twice.part)] };
  return { kind: 'number', value: numberOf(whole, part) };
};

const mapped = (reading: Reading, to: (value: number) => number): Reading => {
  if (reading.kind === 'number') return { kind: 'number', value: to(reading.value) };
  return reading.kind === 'question' ? { kind: 'question', values: reading.values.map(to) } : reading;
};

const currency = '(?:€|euros?|eur)';
/** An optional sign and currency on either side, and thousands or millions in short: `5 k€`, `1,2 M€`, `€ 1.200,-`. */
const amount = new RegExp(
  `^(?<sign>[-+]?) ?(?:${currency} ?(?<later>[-+]?) ?)?(?<digits>[\\d][\\d '.,]*?|[.,]\\d+)(?<noCents>[.,] ?-{1,2})? ?(?<times>[kK](?: ?e)?|M(?= ?${currency}))? ?(?:${currency}\\.?)?$`,
  'i',
);
/** As prices are spoken: `12 € 50`, `12€50`. */
const spoken = new RegExp(`^(?<euros>\\d[\\d '.]*?) ?${currency} ?(?<cents>\\d{2})$`, 'i');

/**
 * Reads an amount typed in euros, as cents. More than two decimals stay a fraction of a cent, which the rules of money
 * refuse; where they are one of two readings, that one is rounded to what it would be paid as.
 */
export const readAmount = (typed: string): Reading => {
  const text = tidied(cellsApart(typed));
  if (text === '' || text === '€') return { kind: 'nothing' };
  const price = spoken.exec(text)?.groups;
  if (price) {
    const whole = readDigits(price.euros ?? '');
    return whole.kind === 'number' && Number.isInteger(whole.value)
      ? { kind: 'number', value: whole.value * 100 + Number(price.cents) }
      : unreadable;
  }
  const groups = amount.exec(text)?.groups;
  if (!groups) return unreadable;
  const { sign, later, digits = '', noCents, times = '' } = groups;
  // A small m would be milli.
  if ((sign && later) || times === 'm') return unreadable;
  const factor = /^k/i.test(times) ? 1000 : times ? 1_000_000 : 1;
  const minus = sign === '-' || later === '-' ? -1 : 1;
  const read = readDigits(digits.trim());
  const cents = mapped(read, (euros) => Number((euros * factor * 100 * minus).toFixed(4)));
  // The dash stands for the cents: 1.200,- has none.
  if (cents.kind === 'question') {
    return noCents ? { kind: 'number', value: cents.values[0] ?? 0 } : mapped(cents, Math.round);
  }
  // Digits that were added after the cents, or to thousands set apart otherwise: 12,5000.
  return cents.kind === 'number' && Number.isInteger(cents.value) && /[.,]\d{4,}$/.test(digits) ? unreadable : cents;
};

/** Reads a number of things, of days or of percent: a point or comma before three digits sets thousands apart, since they come whole. */
export const readCount = (typed: string): Reading => {
  const text = tidied(cellsApart(typed)).replace(/ ?%$/, '');
  if (text === '') return { kind: 'nothing' };
  const minus = /^- ?(?=[\d.,])/.test(text) ? -1 : 1;
  const digits = text.replace(/^[-+] ?/, '');
  const reading = readDigits(digits);
  if (reading.kind !== 'question') return mapped(reading, (value) => value * minus);
  const [whole = 0] = reading.values;
  return grouped.test(digits) ? { kind: 'number', value: whole * minus } : unreadable;
};
