import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../schemas/application.ts';
import type { CallContent } from '../../schemas/call.ts';
import { useFormats } from '../format.ts';
import styles from './timeline.module.css';

/** What happened to a file, the latest first; the call names the steps in its sentences. */
export const Timeline = ({
  entries,
  call,
}: {
  entries: readonly TimelineEntry[];
  call?: Pick<CallContent, 'steps'>;
}) => {
  const { t } = useTranslation('words');
  // An entry's type is a key of the catalogue by construction, known at run time only.
  const say = t as unknown as (key: string, values: Record<string, string>) => string;
  const { dayAndTime, readable } = useFormats();
  return (
    <ol className={styles.timeline} reversed>
      {entries
        .toSorted((one, other) => other.seq - one.seq)
        .map((entry) => (
          <li key={entry.seq} className={styles.entry}>
            <p>{say(`events.${entry.type}`, readable(entry.values, call))}</p>
            <p className={styles.when}>
              <time dateTime={entry.at}>{dayAndTime(entry.at)}</time> · {t(`actors.${entry.by}`)}
            </p>
            {entry.text && <p className={`typed ${styles.text}`}>{entry.text}</p>}
          </li>
        ))}
    </ol>
  );
};
