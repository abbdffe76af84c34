import { useTranslation } from 'react-i18next';
import { Card } from '../../components/card.tsx';
import { ProgressSteps } from '../../components/progress-steps.tsx';
import { stepStateOf } from '../../components/step-state.ts';
import { useFormats } from '../../format.ts';
import type { ApplicantFile } from '../queries.ts';

/** The steps of the file's version of the call, and the one it stands at or ended at. */
export const FileProgress = ({ file }: { file: ApplicantFile }) => {
  const { t } = useTranslation('applicant');
  const { local } = useFormats();
  return (
    <Card as="section">
      <h2>{t('file.progress')}</h2>
      <ProgressSteps
        label={t('file.progress')}
        steps={file.call.steps.map((step) => ({
          id: step.id,
          label: local(step.label),
          state: stepStateOf(file, step),
        }))}
      />
    </Card>
  );
};
