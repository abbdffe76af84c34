import { useTranslation } from 'react-i18next';
import type { Step } from '../../schemas/call.ts';
import type { ScoreContent } from '../../schemas/evaluation.ts';
import { useFormats } from '../format.ts';
import styles from './evaluation-view.module.css';
import { Facts } from './facts.tsx';

export const opinionTones = { favourable: 'good', reserved: 'warn', unfavourable: 'danger', deferred: 'info' } as const;

/** An evaluation to be read: marks with their comments. */
export const EvaluationView = ({ content, step }: { content: ScoreContent; step: Step | undefined }) => {
  const { t } = useTranslation(['jury', 'scoring']);
  const { local } = useFormats();
  const criteria = step?.kind === 'score' ? step.criteria : [];
  return (
    <div className="stack">
      <dl className={styles.marks}>
        {criteria.map((criterion) => {
          const mark = content.marks[criterion.id];
          return (
            <div key={criterion.id}>
              <dt>
                <span>{local(criterion.label)}</span>
                <span className={styles.mark}>
                  {mark ? t('view.points', { points: mark.points, maximum: criterion.maxMark }) : t('view.none')}
                </span>
              </dt>
              {mark && <dd className="typed">{mark.comment}</dd>}
              {mark?.forApplicant && (
                <dd className="typed soft">
                  {t('scoring:forApplicant.shown')} {mark.forApplicant}
                </dd>
              )}
            </div>
          );
        })}
      </dl>
      <Facts
        layout="long"
        facts={[
          { id: 'comment', label: t('view.general'), value: content.comment },
          { id: 'applicant', label: t('scoring:forApplicant.shown'), value: content.forApplicant },
        ]}
      />
    </div>
  );
};
