import { useTranslation } from 'react-i18next';
import type { RevealedScores as Scores } from '../../schemas/session.ts';
import { useFormats } from '../format.ts';
import styles from './revealed-scores.module.css';

/** The scores of a file as all see them at once: the mean, each juror's mark without a name, and how each criterion lies. */
export const RevealedScores = ({ scores }: { scores: Scores }) => {
  const { t } = useTranslation('sessions');
  const { score, number, local } = useFormats();
  return (
    <div className={styles.scores}>
      {scores.mean !== undefined && (
        <p className={styles.mean}>
          <span className="soft">{t('scores.mean')}</span> <strong className="number">{score(scores.mean)}</strong>
        </p>
      )}
      {scores.marks.length > 0 && (
        <p>
          <span className="soft">{t('scores.each')}</span>{' '}
          <span className="number">{scores.marks.map((mark) => number(mark / 100)).join(' · ')}</span>
        </p>
      )}
      <dl className={styles.criteria}>
        {scores.criteria.map(({ label, maxMark, mean, least, most }) => (
          <div key={label.fr}>
            <dt>{local(label)}</dt>
            <dd className="number">
              {t('scores.criterion', { mean: number(mean / 100), maximum: maxMark, least, most })}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
};
