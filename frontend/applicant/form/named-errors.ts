import { useTranslation } from 'react-i18next';
import type { SummaryEntry } from '../../components/error-summary.tsx';

/** Away from its field, an instruction that fits any line of the budget says which one it means. */
export const useNamedErrors = (entries: readonly SummaryEntry[]): SummaryEntry[] => {
  const { t, i18n } = useTranslation(['common', 'words']);
  return entries.map((entry) => {
    const parts = entry.name.split('.');
    const line = `budgetLines.${parts.at(-1)}`;
    return parts.length > 1 && i18n.exists(line, { ns: 'words' })
      ? {
          ...entry,
          message: t('field.named', { field: t(`words:${line}` as 'words:budgetLines.sales'), message: entry.message }),
        }
      : entry;
  });
};
