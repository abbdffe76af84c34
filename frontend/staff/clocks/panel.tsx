import { useTranslation } from 'react-i18next';
import { Alert } from '../../components/alert.tsx';
import { Link } from '../../components/link.tsx';
import { daysUntil } from '../../today.ts';
import { useClocks } from './queries.ts';

/**
 * How many files run out of time, with the way to them; nothing when none does. It stands on the list's first page: one
 * query, and beyond a page it says "more than". A failure leaves the queue alone, the list's own page tells of it.
 */
export const ClocksPanel = () => {
  const { t } = useTranslation('clocks');
  const { data } = useClocks();
  if (!data || data.items.length === 0) return null;
  const { items, nextCursor, warningDays: days } = data;
  const past = items.filter(({ runsOutOn }) => daysUntil(runsOutOn) < 0).length;
  const near = items.length - past;
  return (
    <section aria-label={t('panel.label')}>
      <Alert tone={past > 0 ? 'danger' : 'warn'}>
        {nextCursor ? (
          <p>{t('panel.many', { count: items.length, days })}</p>
        ) : (
          <>
            {past > 0 && <p>{t('panel.past', { count: past })}</p>}
            {near > 0 && <p>{t('panel.near', { count: near, days })}</p>}
          </>
        )}
        <p>
          <Link href="/staff/clocks">{t('panel.open')}</Link>
        </p>
      </Alert>
    </section>
  );
};
