import { Check, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { stepOf } from '../../../schemas/call.ts';
import { Card } from '../../components/card.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Badge } from '../../components/state-badge.tsx';
import { useFormats } from '../../format.ts';
import { useActing } from './acting.tsx';
import styles from './checks-tab.module.css';

const tones = { passed: 'good', complements: 'warn', ineligible: 'danger' } as const;

/** The checks recorded so far, the latest first, with each answer. */
export const ChecksTab = () => {
  const { t } = useTranslation(['staff', 'words']);
  const { dayAndTime, local } = useFormats();
  const { file } = useActing();
  if (file.checks.length === 0) return <EmptyState title={t('check.none')} />;
  return (
    <div className="stack">
      {file.checks
        .toSorted((one, other) => other.at.localeCompare(one.at))
        .map((check) => {
          const step = stepOf(file.call, check.stepId);
          const items = step?.kind === 'check' ? step.items : [];
          return (
            <Card as="article" key={`${check.stepId} ${check.at}`}>
              <div className="row">
                <h2>{step ? local(step.label) : check.stepId}</h2>
                <Badge tone={tones[check.verdict]}>{t(`check.recordVerdicts.${check.verdict}`)}</Badge>
              </div>
              <p className="soft">
                {dayAndTime(check.at)} · {check.byName ?? t('words:unknownAgent')}
              </p>
              <ul className={styles.answers}>
                {items.map((item) => {
                  const met = check.answers[item.id] === true;
                  return (
                    <li key={item.id} className={met ? styles.met : styles.unmet}>
                      {met ? <Check size={18} aria-hidden="true" /> : <X size={18} aria-hidden="true" />}
                      <span>
                        {local(item.label)} <strong>{met ? t('check.yes') : t('check.no')}</strong>
                      </span>
                    </li>
                  );
                })}
              </ul>
              {check.message && <p className="typed prose">{check.message}</p>}
            </Card>
          );
        })}
    </div>
  );
};
