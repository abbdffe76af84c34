import { useTranslation } from 'react-i18next';
import { Alert } from '../../components/alert.tsx';
import { Facts } from '../../components/facts.tsx';
import { useFormats } from '../../format.ts';
import type { ApplicantFile } from '../queries.ts';

/** That the file ended without a decision: how, why, what can be done about it, and that another can follow. */
export const Ended = ({ file }: { file: ApplicantFile }) => {
  const { t } = useTranslation('decisions');
  const { day, local } = useFormats();
  const { state, closing, silenceRejectsOn } = file;
  if (!closing) return null;
  const bySilence = state === 'refused-by-silence';
  return (
    <Alert tone="warn" title={t(bySilence ? 'closing.own.silence' : 'closing.own.closed', { date: day(closing.on) })}>
      <p>
        {bySilence
          ? t('closing.own.silenceBody', { date: silenceRejectsOn && day(silenceRejectsOn) })
          : t('closing.own.closedBody')}
      </p>
      <Facts
        layout="long"
        facts={[
          { id: 'reasons', label: t('standing.reasons'), value: closing.reasons },
          { id: 'remedies', label: t('silence.ownRemedies'), value: local(file.call.remedies) },
        ]}
      />
      <p>{t('closing.own.again')}</p>
    </Alert>
  );
};
