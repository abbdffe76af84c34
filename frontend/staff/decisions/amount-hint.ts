import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format.ts';
import type { StaffFile } from '../file/parts.ts';
import { proposedFor } from './batch.ts';

/** Beside the amount of a decision: where the one that it begins with comes from, and what was asked. */
export const useAmountHint = (file: Pick<StaffFile, 'results' | 'amountAskedCents'>): string => {
  const { t } = useTranslation('staff');
  const { money } = useFormats();
  const proposed = proposedFor(file);
  const asked = money(file.amountAskedCents);
  return proposed === undefined
    ? t('decision.amountNone', { asked })
    : t('decision.amountFromJury', { proposed: money(proposed), asked });
};
