import { useTranslation } from 'react-i18next';
import type { ApplicationState } from '../../schemas/application.ts';
import { silenceWarningDays } from '../../schemas/clocks.ts';
import { Badge } from '../components/state-badge.tsx';
import { useFormats } from '../format.ts';
import { daysUntil } from '../today.ts';

/**
 * The day on which silence becomes a refusal, pointed out when it is near or past. One block, so that a narrow row, which
 * sets a cell's parts side by side, keeps it together. While the organisation owes documents it is told that the day holds
 * without an answer.
 */
export const SilenceDay = ({ day, state }: { day: string; state: ApplicationState }) => {
  const { t } = useTranslation(['staff', 'decisions', 'clocks']);
  const { shortDay } = useFormats();
  const days = daysUntil(day);
  return (
    <div>
      <span className="number">{shortDay(day)}</span>{' '}
      {days < 0 ? (
        <Badge tone="danger">{t('decisions:silence.badge')}</Badge>
      ) : (
        days <= silenceWarningDays && (
          <Badge tone={days <= silenceWarningDays / 2 ? 'danger' : 'warn'}>
            {t('queue.silenceNear', { count: days })}
          </Badge>
        )
      )}
      {state === 'complements' && <div className="soft">{t('clocks:list.suspended')}</div>}
    </div>
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
