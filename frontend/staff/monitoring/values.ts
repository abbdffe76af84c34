import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format.ts';
import type { Measure, View } from './range.ts';

/** How the page writes its values: projects as a count, cents as euros. */
export const useValues = (measure: Measure) => {
  const { t, i18n } = useTranslation('monitoring');
  const { money, number } = useFormats();
  const locale = i18n.language === 'fr' ? 'fr-FR' : 'en-GB';
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 2 });
  const exact = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 });
  const cents = (value: number) => (value % 100 === 0 ? number(value / 100) : exact.format(value / 100));
  const quarter = (name: string) => t('quarter', { quarter: name.slice(6), year: name.slice(0, 4) });
  return {
    /** `3`, `12 500 €`. */
    plain: (value: number) => (measure === 'projects' ? number(value) : money(value)),
    /** In a table that says its unit: `12 500,50`. */
    bare: (value: number) => (measure === 'projects' ? number(value) : cents(value)),
    /** For a place with little room: `3`, `12 501 €`. */
    whole: (value: number) => (measure === 'projects' ? number(value) : money(Math.round(value / 100) * 100)),
    /** For a phone's tile: `3`, `12,5 k`. */
    compact: (value: number) => (measure === 'projects' ? number(value) : compact.format(value / 100)),
    /** With its noun, where nothing around says it: `3 projets`, `12 500 €`. */
    spoken: (value: number) => (measure === 'projects' ? t('value.projects', { count: value }) : money(value)),
    /** `2026-Q4` as `T4 2026`. */
    quarter,
    /** `de T4 2025 à T3 2026`; of one quarter its name alone. */
    period: ({ from, to }: Pick<View, 'from' | 'to'>) =>
      from === to ? quarter(from) : t('table.period', { from: quarter(from), to: quarter(to) }),
  };
};
