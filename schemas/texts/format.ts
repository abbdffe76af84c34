import type { CallContent } from '../call.ts';
import type { Language } from '../fields.ts';

/** Values as people read them. Days and hours are those of Europe/Paris, money is given in whole cents. */

const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' };

/** `150000` becomes « 1 500 € » or “€1,500”; cents show only where there are some. */
export const euros = (cents: number, language: Language): string =>
  new Intl.NumberFormat(locales[language], {
    style: 'currency',
    currency: 'EUR',
    trailingZeroDisplay: 'stripIfInteger',
  }).format(cents / 100);

export const wholeNumber = (value: number, language: Language): string =>
  new Intl.NumberFormat(locales[language]).format(value);

const date = (value: string, language: Language, options: Intl.DateTimeFormatOptions): string => {
  const written = new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', ...options }).format(new Date(value));
  // The first of a month is an ordinal in French, which Intl leaves out.
  return language === 'fr' ? written.replace(/^1(?=\s)/, '1er') : written;
};

/** A calendar day, `2026-03-01`: « 1er mars 2026 », “1 March 2026”. */
export const longDay = (day: string, language: Language): string => date(day, language, { timeZone: 'UTC' });

/** The day of an instant in Paris: 23:30 UTC on the 31st is the 1st there. */
export const longDayOf = (instant: string, language: Language): string =>
  date(instant, language, { timeZone: 'Europe/Paris' });

/** Day and hour of an instant in Paris. */
export const dayAndHour = (instant: string, language: Language): string =>
  date(instant, language, { timeStyle: 'short', timeZone: 'Europe/Paris' });

/** A mark in hundredths of a point out of 100: `6250` becomes « 62,5 / 100 ». */
export const outOfHundred = (score: number, language: Language): string =>
  `${new Intl.NumberFormat(locales[language], { maximumFractionDigits: 2 }).format(score / 100)} / 100`;

/** A size in bytes: « 10 Mo », “10 MB”. */
export const fileSize = (bytes: number, language: Language): string => {
  const [value, unit] =
    bytes < 1024
      ? [bytes, 'byte']
      : bytes < 1024 * 1024
        ? [bytes / 1024, 'kilobyte']
        : [bytes / 1024 / 1024, 'megabyte'];
  return new Intl.NumberFormat(locales[language], {
    style: 'unit',
    unit,
    // Intl has no short plural of bytes in English: “534 byte”.
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
};

/**
 * Values of a timeline entry made readable, each by its name: `…Cents` as euros, `…On` as a day, `…At` as a day and
 * hour, `stepId` and `nextStepId` as the step's label in this version of the call, `score` out of 100.
 */
export const readable = (
  values: Readonly<Record<string, string | number>>,
  language: Language,
  call?: Pick<CallContent, 'steps'>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === 'number') {
        if (name.endsWith('Cents')) return [name, euros(value, language)];
        return [name, name === 'score' ? outOfHundred(value, language) : wholeNumber(value, language)];
      }
      if (name.endsWith('On')) return [name, longDay(value, language)];
      if (name.endsWith('At')) return [name, dayAndHour(value, language)];
      if (name === 'stepId' || name === 'nextStepId')
        return [name, call?.steps.find((step) => step.id === value)?.label[language] ?? value];
      return [name, value];
    }),
  );
