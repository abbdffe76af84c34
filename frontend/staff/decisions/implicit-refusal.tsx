import { useTranslation } from 'react-i18next';
import { Alert } from '../../components/alert.tsx';
import { useFormats } from '../../format.ts';
import { useActing } from '../file/acting.tsx';
import { RecordSilence } from './closing.tsx';

/** That the City's silence has refused the file, since when, and what can still be done. */
export const ImplicitRefusal = () => {
  const { t } = useTranslation('decisions');
  const { day } = useFormats();
  const { refusedBySilenceOn, announceOn, state } = useActing().file;
  if (!refusedBySilenceOn) return null;
  return (
    <Alert tone="danger" title={t('silence.title')}>
      <p>{t('silence.staff', { date: day(refusedBySilenceOn) })}</p>
      <p>{announceOn ? t('silence.kept', { date: day(announceOn) }) : t('silence.staffNext')}</p>
      {state === 'deliberating' && <p>{t('silence.onAgenda')}</p>}
      <RecordSilence />
    </Alert>
  );
};
