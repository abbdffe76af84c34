import { useTranslation } from 'react-i18next';
import { Alert } from '../../components/alert.tsx';
import { Link } from '../../components/link.tsx';
import { useFormats } from '../../format.ts';
import { isLate, useWaiting } from './queries.ts';

/**
 * How many documents have waited too long for a verdict, and what the scanner says of itself where that is no good; nothing
 * while all is well. A failure leaves the queue alone, the list's own page tells of it.
 */
export const WaitingPanel = () => {
  const { t } = useTranslation('waiting');
  const { dayAndTime } = useFormats();
  const { data } = useWaiting(undefined, 60_000);
  if (!data) return null;
  const { items, nextCursor, scanner } = data;
  const late = items.filter(isLate).length;
  const isFaulty = scanner !== undefined && scanner.state !== 'active';
  if (late === 0 && !isFaulty) return null;
  return (
    <section aria-label={t('panel.label')}>
      <Alert tone={scanner?.state === 'error' ? 'danger' : 'warn'}>
        {isFaulty && <p>{t(`scanner.${scanner.state}`, { since: dayAndTime(scanner.since) })}.</p>}
        {late > 0 && <p>{t(nextCursor && late === items.length ? 'panel.many' : 'panel.some', { count: late })}</p>}
        <p>
          <Link href="/staff/documents">{t('panel.open')}</Link>
        </p>
      </Alert>
    </section>
  );
};
