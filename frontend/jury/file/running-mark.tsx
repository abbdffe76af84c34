import { useTranslation } from 'react-i18next';
import type { DraftSection } from '../../../schemas/application.ts';
import type { ScoreStep } from '../../../schemas/call.ts';
import { weightedScore } from '../../../schemas/evaluation.ts';
import { useFormats } from '../../format.ts';
import styles from './running-mark.module.css';

/** The weighted mark over the criteria marked so far; the true one once all are. */
export const RunningMark = ({ step, content }: { step: ScoreStep; content: DraftSection }) => {
  const { t } = useTranslation(['jury', 'scoring']);
  const { score } = useFormats();
  const marks = (content.marks ?? {}) as Record<string, { points?: unknown } | undefined>;
  const pointsOf = (id: string) => marks[id]?.points;
  const marked = step.criteria.filter(({ id }) => typeof pointsOf(id) === 'number');
  const points = Object.fromEntries(marked.map(({ id }) => [id, { points: Number(pointsOf(id)) }]));
  const complete = marked.length === step.criteria.length;
  return (
    <div className={styles.mark}>
      <span>{t('grid.running')}</span>
      <span className={styles.figure}>
        {marked.length === 0 ? t('view.none') : score(weightedScore({ ...step, criteria: marked }, points))}
      </span>
      <span className={styles.note}>
        {complete
          ? t(`scoring:threshold.${step.threshold.mode}`, { threshold: score(step.threshold.percent * 100) })
          : marked.length === 0
            ? t('grid.runningNone')
            : t('grid.runningPartial', { count: marked.length, total: step.criteria.length })}
      </span>
    </div>
  );
};
