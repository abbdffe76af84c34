import { Check, CircleHelp, Dot, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { EligibilityRule } from '../../schemas/call.ts';
import { type EligibilityFacts, eligibilityOf } from '../../schemas/eligibility.ts';
import { useFormats } from '../format.ts';
import styles from './eligibility-list.module.css';

const icons = { met: Check, 'not-met': TriangleAlert, unknown: CircleHelp };

/**
 * How a file stands to each rule of its call, in words; it blocks nothing. `day` is the day of submission, or today.
 * `terse` says nothing of what cannot be told yet.
 */
export const EligibilityList = ({
  rules,
  facts,
  day,
  terse = false,
}: {
  rules: readonly EligibilityRule[];
  facts: EligibilityFacts;
  day: string;
  terse?: boolean;
}) => {
  const { t } = useTranslation('eligibility');
  const { local } = useFormats();
  return (
    <ul className={styles.rules}>
      {eligibilityOf(rules, facts, day).map(({ rule, verdict }) => {
        const isSaid = !terse || verdict !== 'unknown';
        const Icon = isSaid ? icons[verdict] : Dot;
        return (
          <li key={rule.id} className={styles[verdict]}>
            <Icon size={18} strokeWidth={isSaid ? 2 : 6} aria-hidden="true" />
            <span>
              {local(rule.label)}
              {isSaid && (
                <>
                  {' · '}
                  <strong>{t(verdict)}</strong>
                </>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
};
