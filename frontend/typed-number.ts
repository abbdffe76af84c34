import type { Language } from '../schemas/fields.ts';

/** A number as read, or the text as typed while it is none: nothing typed is dropped, and the schema says what to mend. */
export type Typed = number | string | undefined;

/** Thousands set apart by commas, as English writes them: `12,500` is not twelve and a half. */
const englishThousands = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/;

/** Reads a number as it is typed in a language: `1 250,5` in both, `1,250.5` in English. */
export const readNumber = (typed: string, language: Language): Typed => {
  const bare = typed.replace(/[\s\u00a0\u202f€]/g, '');
  if (bare === '') return undefined;
  const plain = language === 'en' && englishThousands.test(bare) ? bare.replaceAll(',', '') : bare.replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : typed;
};

/** Euros typed by a person, as cents; more than two decimals stay a fraction, which the schema refuses. */
export const readCents = (typed: string, language: Language): Typed => {
  const euros = readNumber(typed, language);
  return typeof euros === 'number' ? Number((euros * 100).toFixed(4)) : euros;
};
