import { useTranslation } from 'react-i18next';
import { Alert } from '../../components/alert.tsx';
import { Facts } from '../../components/facts.tsx';
import { useFormats } from '../../format.ts';
import type { ApplicantFile } from '../queries.ts';

/** That the City's silence counts as a refusal: since when, what can be done about it, and that a decision may come. */
export const SilentRefusal = ({ file }: { file: ApplicantFile }) => {
  const { t } = useTranslation('decisions');
  const { day, local } = useFormats();
  if (!file.refusedBySilenceOn) return null;
  return (
    <Alert tone="warn" title={t('silence.own', { date: day(file.refusedBySilenceOn) })}>
      <p>{t('silence.ownBody')}</p>
      <Facts
        layout="long"
        facts={[{ id: 'remedies', label: t('silence.ownRemedies'), value: local(file.call.remedies) }]}
      />
    </Alert>
  );
};
