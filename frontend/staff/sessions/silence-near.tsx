import { useTranslation } from 'react-i18next';
import { Badge } from '../../components/state-badge.tsx';
import { daysBetween, isCloseToSilence } from '../../doubts.ts';
import { useFormats } from '../../format.ts';
import { today } from '../../today.ts';

/** The day on which silence refuses a file, and how close to it a session comes. */
export const SilenceBeside = ({ startsAt, runsOutOn }: { startsAt: string; runsOutOn: string }) => {
  const { t } = useTranslation('sessions');
  const { day } = useFormats();
  const session = today(new Date(startsAt));
  const left = daysBetween(session, runsOutOn);
  return (
    <p className="soft">
      {t('agenda.silenceOn', { date: day(runsOutOn) })}{' '}
      {isCloseToSilence(session, runsOutOn) && (
        <Badge tone={left < 0 ? 'danger' : 'warn'}>
          {left < 0
            ? t('agenda.silenceBefore')
            : left === 0
              ? t('agenda.silenceSameDay')
              : t('agenda.silenceAfter', { count: left })}
        </Badge>
      )}
    </p>
  );
};

/** How many files of an agenda a session hears less than a week before silence refuses them, or after. */
export const closeToSilence = (
  startsAt: string,
  points: readonly { runsOutOn?: string | undefined; state: string }[],
): number => {
  const session = today(new Date(startsAt));
  return points.filter(({ runsOutOn }) => runsOutOn && isCloseToSilence(session, runsOutOn)).length;
};
