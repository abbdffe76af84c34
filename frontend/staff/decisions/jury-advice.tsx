import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format.ts';
import type { StaffFile } from '../file/acting.tsx';
import { opinionOf } from './batch.ts';

/** What the jury came to about a file, where one decides on it. */
export const JuryAdvice = ({ file }: { file: StaffFile }) => {
  const { t } = useTranslation(['decisions', 'words']);
  const { money } = useFormats();
  const result = opinionOf(file);
  const opinion = result?.opinion && t(`words:opinions.${result.opinion}`);
  return (
    <p>
      {!opinion
        ? t('batch.juryNone')
        : result?.proposedCents === undefined
          ? t('batch.jury', { opinion })
          : t('batch.juryProposes', { opinion, amount: money(result.proposedCents) })}
    </p>
  );
};
