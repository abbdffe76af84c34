import { useTranslation } from 'react-i18next';
import { silenceWarningDays } from '../../schemas/clocks.ts';
import { Badge } from '../components/state-badge.tsx';
import { useFormats } from '../format.ts';
import { daysUntil } from '../today.ts';

/**
 * The day on which silence becomes a refusal, pointed out when it is near or past. `suspended`: while the organisation
 * owes documents the clock stands still, and a day that is past has refused nothing.
 */
export const SilenceDay = ({ day, suspended = false }: { day: string; suspended?: boolean }) => {
  const { t } = useTranslation(['staff', 'decisions']);
  const { shortDay } = useFormats();
  const days = daysUntil(day);
  return (
    <>
      <span className="number">{shortDay(day)}</span>{' '}
      {suspended ? null : days < 0 ? (
        <Badge tone="danger">{t('decisions:silence.badge')}</Badge>
      ) : (
        days <= silenceWarningDays && (
          <Badge tone={days <= silenceWarningDays / 2 ? 'danger' : 'warn'}>
            {t('queue.silenceNear', { count: days })}
          </Badge>
        )
      )}
    </>
  );
};

/** The last day to provide what was asked for; past it, the file may be closed. */
export const AnswerDay = ({ day }: { day: string }) => {
  const { t } = useTranslation('staff');
  const { shortDay } = useFormats();
  return (
    <>
      <span className="number">{shortDay(day)}</span>{' '}
      {daysUntil(day) < 0 && <Badge tone="danger">{t('queue.unanswered')}</Badge>}
    </>
  );
};

/** When something is due, marked once it is late. */
export const DueDay = ({ at }: { at: string }) => {
  const { t } = useTranslation('staff');
  const { shortDayOf } = useFormats();
  return (
    <>
      <span className="number">{shortDayOf(at)}</span>{' '}
      {new Date(at) < new Date() && <Badge tone="danger">{t('queue.late')}</Badge>}
    </>
  );
};
