import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallContent } from '../schemas/call.ts';
import type { Language, Localized } from '../schemas/fields.ts';
import { dayAndHour, euros, fileSize, longDay, longDayOf, outOfHundred, readable } from '../schemas/texts/format.ts';

/** The time since an instant, in the unit that reads best; at least a minute. */
const elapsed = (instant: string): { value: number; unit: 'minute' | 'hour' | 'day' } => {
  const minutes = Math.max(1, Math.floor((Date.now() - Date.parse(instant)) / 60_000));
  if (minutes < 60) return { value: minutes, unit: 'minute' };
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? { value: hours, unit: 'hour' } : { value: Math.floor(hours / 24), unit: 'day' };
};
const sinceNow = (instant: string): [number, 'minute' | 'hour' | 'day'] => {
  const { value, unit } = elapsed(instant);
  return [-value, unit];
};
const lengthOf = (instant: string, locale: string): string => {
  const { value, unit } = elapsed(instant);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
};

/** Readable values in a language, by the rules of letters; days and instants are always those of Paris. */
export const formatsOf = (language: Language) => {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  const decimals = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const cents = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, trailingZeroDisplay: 'stripIfInteger' });
  const digits = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;
  const shortDay = new Intl.DateTimeFormat(locale, { ...digits, timeZone: 'UTC' });
  const shortDayOf = new Intl.DateTimeFormat(locale, { ...digits, timeZone: 'Europe/Paris' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Paris' });
  return {
    /** Whole cents as euros: `1 250 €`, `1 250,50 €`. */
    money: (cents: number) => euros(cents, language),
    /** Whole cents as an amount without its sign, as it is typed: `1 250`, `1 250,50`. */
    amount: (value: number) => cents.format(value / 100),
    number: (value: number) => decimals.format(value),
    /** Hundredths of a point out of 100: 6250 is `62,5 / 100`. */
    score: (hundredths: number) => outOfHundred(hundredths, language),
    /** A calendar day, `2026-03-09`: `9 mars 2026`. */
    day: (day: string) => longDay(day, language),
    shortDay: (day: string) => shortDay.format(new Date(day)),
    /** The day of an instant in Paris. */
    dayOf: (instant: string) => longDayOf(instant, language),
    shortDayOf: (instant: string) => shortDayOf.format(new Date(instant)),
    /** The time of an instant in Paris, `14:32`. */
    time: (instant: string) => clock.format(new Date(instant)),
    /** How long ago an instant is, in whole minutes, hours or days: `il y a 3 heures`. */
    ago: (instant: string) => relative.format(...sinceNow(instant)),
    /** The same as a length: `3 heures`. */
    lengthSince: (instant: string) => lengthOf(instant, locale),
    dayAndTime: (instant: string) => dayAndHour(instant, language),
    /** Bytes: `1,2 Mo`. */
    bytes: (count: number) => fileSize(count, language),
    /** A text of a call in this language. */
    local: (text: Localized) => text[language],
    /** The values of a timeline entry, made readable by their names. */
    readable: (values: Readonly<Record<string, string | number>>, call?: Pick<CallContent, 'steps'>) =>
      readable(values, language, call),
  };
};
export type Formats = ReturnType<typeof formatsOf>;

/** Formats in the current language. */
export const useFormats = (): Formats => {
  const { i18n } = useTranslation();
  return useMemo(() => formatsOf(i18n.language as Language), [i18n.language]);
};
