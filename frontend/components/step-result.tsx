import { useTranslation } from 'react-i18next';
import type { Step } from '../../schemas/call.ts';
import type { StepResult as Result } from '../../schemas/evaluation.ts';
import { useFormats } from '../format.ts';
import { opinionTones } from './evaluation-view.tsx';
import { Badge } from './state-badge.tsx';
import styles from './step-result.module.css';

/** What a jury step came to: its mean mark against the threshold, or its opinion and the votes behind it. */
export const StepResult = ({ result, step }: { result: Result; step: Step | undefined }) => {
  const { t } = useTranslation(['jury', 'scoring', 'words']);
  const { score, money, dayOf } = useFormats();
  const rule = step?.kind === 'score' ? step.threshold : undefined;
  const threshold = rule && rule.percent * 100;
  return (
    <div className={styles.result}>
      {result.score !== undefined && (
        <>
          <p className={styles.figure}>
            <span className="soft">{t('result.score')}</span> {score(result.score)}
          </p>
          {rule && threshold !== undefined && (
            <p className="row">
              <Badge tone={result.score >= threshold ? 'good' : 'warn'}>
                {t(`scoring:threshold.${result.score >= threshold ? 'above' : 'below'}.${rule.mode}`)}
              </Badge>
              <span className="soft">{t(`scoring:threshold.${rule.mode}`, { threshold: score(threshold) })}</span>
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
      {result.belowQuorum && <p>{t('result.belowQuorum')}</p>}
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
