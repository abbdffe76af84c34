import { useTranslation } from 'react-i18next';
import type { Step } from '../../schemas/call.ts';
import type { StepResult as Result } from '../../schemas/evaluation.ts';
import { useFormats } from '../format.ts';
import { opinionTones } from './evaluation-view.tsx';
import { Badge } from './state-badge.tsx';
import styles from './step-result.module.css';

/** What a jury step came to: its mean mark against the advisory threshold, or its opinion and the votes behind it. */
export const StepResult = ({ result, step }: { result: Result; step: Step | undefined }) => {
  const { t } = useTranslation(['jury', 'words']);
  const { score, money, dayOf } = useFormats();
  const threshold = step?.kind === 'score' ? step.threshold.percent * 100 : undefined;
  return (
    <div className={styles.result}>
      {result.score !== undefined && (
        <>
          <p className={styles.figure}>
            <span className="soft">{t('result.score')}</span> {score(result.score)}
          </p>
          {threshold !== undefined && (
            <p className="row">
              <Badge tone={result.score >= threshold ? 'good' : 'warn'}>
                {t(result.score >= threshold ? 'result.above' : 'result.below')}
              </Badge>
              <span className="soft">{t('grid.threshold', { threshold: score(threshold) })}</span>
            </p>
          )}
        </>
      )}
      {result.opinion && (
        <p className="row">
          <Badge tone={opinionTones[result.opinion]}>{t(`words:opinions.${result.opinion}`)}</Badge>
          {result.tally && (
            <span>
              {t('result.tally', {
                favourable: result.tally.favourable ?? 0,
                reserved: result.tally.reserved ?? 0,
                unfavourable: result.tally.unfavourable ?? 0,
                deferred: result.tally.deferred ?? 0,
              })}
            </span>
          )}
        </p>
      )}
      {result.proposedCents !== undefined && <p>{t('result.proposed', { amount: money(result.proposedCents) })}</p>}
      <p className="soft">
        {t(result.opinion ? 'result.votes' : 'result.evaluations', {
          count: result.evaluations,
          quorum: result.quorum,
        })}
        . {t('result.closedOn', { date: dayOf(result.closedAt) })}.
      </p>
    </div>
  );
};
