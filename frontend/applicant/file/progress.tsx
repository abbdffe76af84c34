import { useTranslation } from 'react-i18next';
import { isFinal } from '../../../schemas/application.ts';
import { Card } from '../../components/card.tsx';
import { ProgressSteps } from '../../components/progress-steps.tsx';
import { useFormats } from '../../format.ts';
import type { ApplicantFile } from '../queries.ts';

/** The steps of the file's version of the call, and the one it stands at. */
export const FileProgress = ({ file }: { file: ApplicantFile }) => {
  const { t } = useTranslation('applicant');
  const { local } = useFormats();
  const { steps } = file.call;
  const decided = file.outcome === 'supported' || file.outcome === 'refused';
  const at = decided ? steps.length : steps.findIndex(({ id }) => id === file.stepId);
  const over = isFinal(file.state);
  return (
    <Card as="section">
      <h2>{t('file.progress')}</h2>
      <ProgressSteps
        label={t('file.progress')}
        steps={steps.map((step, index) => ({
          id: step.id,
          label: local(step.label),
          state: index < at ? 'done' : index === at && !over ? 'current' : 'upcoming',
        }))}
      />
    </Card>
  );
};
