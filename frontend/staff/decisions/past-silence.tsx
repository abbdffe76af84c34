import { useTranslation } from 'react-i18next';
import { isAnnouncedAfter, keptBackUntil } from '../../../schemas/decision.ts';
import { Alert } from '../../components/alert.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { useFormats } from '../../format.ts';
import { today } from '../../today.ts';
import type { StaffFile } from '../file/parts.ts';

interface Clock {
  runsOutOn?: string | undefined;
}

/** That a decision would be announced only once silence has refused the file; nothing where it comes in time. */
export const PastSilence = ({ file, announceOn }: { file: Clock; announceOn: string | undefined }) => {
  const { t } = useTranslation('decisions');
  const { day } = useFormats();
  const until = keptBackUntil({ announceOn }, today());
  if (!until || !file.runsOutOn || !isAnnouncedAfter({ announceOn: until }, file.runsOutOn)) return null;
  return (
    <Alert tone="warn" live="status">
      <p>{t('form.pastSilence', { date: day(until), last: day(file.runsOutOn) })}</p>
    </Alert>
  );
};

/** The same of several files, each named with its day. */
export const PastSilenceOf = ({
  files,
}: {
  files: readonly (Pick<StaffFile, 'id' | 'title' | 'number'> & { last: string })[];
}) => {
  const { t } = useTranslation('decisions');
  const { day } = useFormats();
  if (files.length === 0) return null;
  return (
    <Alert tone="warn" live="status" title={t('batch.pastSilence', { count: files.length })}>
      <p>{t('batch.pastSilenceBody')}</p>
      <ul>
        {files.map(({ id, title, number, last }) => (
          <li key={id}>{t('batch.pastSilenceFile', { title, number, last: day(last) })}</li>
        ))}
      </ul>
    </Alert>
  );
};

/** In a list: that silence refuses the file before its decision is announced. */
export const PastSilenceBadge = ({ file }: { file: Clock & { announceOn?: string | undefined } }) => {
  const { t } = useTranslation('decisions');
  const { shortDay } = useFormats();
  const { runsOutOn } = file;
  if (!runsOutOn || !isAnnouncedAfter(file, runsOutOn)) return null;
  return <Badge tone="danger">{t('silence.badgeBeforeAnnouncement', { date: shortDay(runsOutOn) })}</Badge>;
};
