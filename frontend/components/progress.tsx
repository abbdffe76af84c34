import { useTranslation } from 'react-i18next';

/** How many evaluations of a step are in: "2/3", read out as "2 of 3 in". */
export const Progress = ({ progress }: { progress: { in: number; of: number } }) => {
  const { t } = useTranslation('scoring');
  return (
    <>
      <span className="number" aria-hidden="true">
        {t('progress.value', progress)}
      </span>
      <span className="sr-only">{t('progress.spoken', progress)}</span>
    </>
  );
};
