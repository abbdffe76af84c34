import { useTranslation } from 'react-i18next';
import { useFormats } from '../format.ts';
import type { ApplicantFile } from './queries.ts';

/** What a request for more is about: the points of the City's check that are not met yet, in the words of the call. */
export const UnmetPoints = ({ file }: { file: ApplicantFile }) => {
  const { t } = useTranslation('applicant');
  const { local } = useFormats();
  const step = file.call.steps.find(({ id }) => id === file.stepId);
  const points = step?.kind === 'check' ? step.items.filter(({ id }) => file.unmetPoints?.includes(id)) : [];
  if (points.length === 0) return null;
  return (
    <div>
      <p>{t('file.request.points')}</p>
      <ul>
        {points.map(({ id, label }) => (
          <li key={id}>{local(label)}</li>
        ))}
      </ul>
    </div>
  );
};
