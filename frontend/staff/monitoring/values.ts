import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format.ts';
import type { Measure } from './range.ts';

/** How the page writes its values: projects as a count, cents as euros. */
export const useValues = (measure: Measure) => {
  const { t } = useTranslation('monitoring');
  const { money, number } = useFormats();
  return {
    /** `3`, `12 500 €`. */
    plain: (value: number) => (measure === 'projects' ? number(value) : money(value)),
    /** With its noun, where nothing around says it: `3 projets`, `12 500 €`. */
    spoken: (value: number) => (measure === 'projects' ? t('value.projects', { count: value }) : money(value)),
    /** `2026-Q4` as `T4 2026`. */
    quarter: (quarter: string) => t('quarter', { quarter: quarter.slice(6), year: quarter.slice(0, 4) }),
  };
};
