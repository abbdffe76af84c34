import { useTranslation } from 'react-i18next';
import { type Ballot, ballots, type Tally as Counts } from '../../schemas/evaluation.ts';
import styles from './tally.module.css';

/** The counted votes, each as a bar with its number; the outcome stands out. Never who voted what. */
export const Tally = ({ tally, outcome }: { tally: Counts; outcome?: Ballot | undefined }) => {
  const { t } = useTranslation('words');
  const most = Math.max(1, ...ballots.map((ballot) => tally[ballot]));
  return (
    <dl className={styles.tally}>
      {ballots.map((ballot) => (
        <div key={ballot} className={ballot === outcome ? styles.won : undefined}>
          <dt>{t(`ballots.${ballot}`)}</dt>
          <dd>
            <span className={styles.count}>{tally[ballot]}</span>
            <progress value={tally[ballot]} max={most} aria-hidden="true" />
          </dd>
        </div>
      ))}
    </dl>
  );
};
