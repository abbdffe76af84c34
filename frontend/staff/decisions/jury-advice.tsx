import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format.ts';
import type { StaffFile } from '../file/parts.ts';
import { opinionOf } from './batch.ts';

/** What the jury came to about a file, where one decides on it. */
export const JuryAdvice = ({ file }: { file: StaffFile }) => {
  const { t } = useTranslation(['decisions', 'words']);
  const { money, score: points } = useFormats();
  const result = opinionOf(file);
  const score = file.results.findLast((each) => each.score !== undefined)?.score;
  return (
    <p>
      {!result?.opinion
        ? t('batch.juryNone')
        : t(result.proposedCents === undefined ? 'batch.jury' : 'batch.juryProposes', {
            opinion: t(`words:opinions.${result.opinion}`),
            amount: money(result.proposedCents ?? 0),
          })}
      {result?.belowQuorum && ` ${t('batch.juryBelowQuorum')}`}
      {score !== undefined && ` ${t('batch.juryScore', { score: points(score) })}`}
    </p>
  );
};
