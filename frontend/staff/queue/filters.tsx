import { useTranslation } from 'react-i18next';
import { Link } from '../../components/link.tsx';
import styles from './filters.module.css';
import { type QueueGroup, type QueueState, queueGroups } from './groups.ts';

/** Every state with its number of files, by who is to act; each leads to its list. */
export const QueueFilters = ({
  chosen,
  counts,
  addressOf,
}: {
  chosen: QueueState;
  counts: Partial<Record<QueueState, number>> | undefined;
  addressOf: (state: QueueState) => string;
}) => {
  const { t } = useTranslation(['staff', 'words']);
  return (
    <nav aria-label={t('queue.filters')} className={styles.groups}>
      {(Object.keys(queueGroups) as QueueGroup[]).map((group) => (
        <div key={group} className={styles.group}>
          <p className={styles.title} id={`queue-${group}`}>
            {t(`queue.groups.${group}`)}
          </p>
          <ul className={styles.states} aria-labelledby={`queue-${group}`}>
            {queueGroups[group].map((state) => {
              const count = counts?.[state] ?? 0;
              return (
                <li key={state}>
                  <Link href={addressOf(state)} aria-current={state === chosen ? 'page' : undefined}>
                    <span>{t(`words:states.${state}`)}</span>
                    {counts && (
                      <span className={styles.count}>
                        <span aria-hidden="true">{count}</span>
                        <span className="sr-only">{t('queue.count', { count })}</span>
                      </span>
                    )}
                  </Link>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
};
