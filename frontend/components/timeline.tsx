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
  const { t, i18n } = useTranslation('words');
  // An entry's type is a key of the catalogue by construction, known at run time only.
  const say = t as unknown as (key: string, values: Record<string, string>) => string;
  /** A page may be older than the service that it speaks to. */
  const keyOf = (type: string) =>
    i18n.exists(`events.${type}`, { ns: 'words' }) ? `events.${type}` : 'events.unknown';
  const { dayAndTime, readable } = useFormats();
  return (
    <ol className={styles.timeline} reversed>
      {entries
        .toSorted((one, other) => other.seq - one.seq)
        .map((entry) => (
          <li key={entry.seq} className={styles.entry}>
            <p>
              {say(keyOf(entry.type), readable(entry.values, call))}
              {entry.values.contact === 'changed' && ` ${t('events.contactChanged')}`}
            </p>
            <p className={styles.when}>
              <time dateTime={entry.at}>{dayAndTime(entry.at)}</time> · {t(`actors.${entry.by}`)}
              {entry.byName && ` · ${entry.byName}`}
            </p>
            {entry.text && <p className={`typed ${styles.text}`}>{entry.text}</p>}
          </li>
        ))}
    </ol>
  );
};
