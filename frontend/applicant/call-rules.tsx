import type { EligibilityRule } from '../../schemas/call.ts';
import { type EligibilityFacts, eligibilityOf } from '../../schemas/eligibility.ts';
import { EligibilityList } from '../components/eligibility-list.tsx';
import { today } from '../today.ts';
import styles from './form/form.module.css';
import type { ApplicantFile } from './queries.ts';

type Judged = Pick<ApplicantFile, 'call' | 'submittedAt'>;

/** The day that rules look at: that of the submission, or today before it. */
export const judgedOn = ({ submittedAt }: Pick<ApplicantFile, 'submittedAt'>): string =>
  submittedAt ? today(new Date(submittedAt)) : today();

/** Rules of the call that a file does not meet as it stands. What is not filled in yet is none of them. */
export const unmetRules = (file: Judged, facts: EligibilityFacts): EligibilityRule[] =>
  eligibilityOf(file.call.eligibility, facts, judgedOn(file)).flatMap(({ rule, verdict }) =>
    verdict === 'not-met' ? [rule] : [],
  );

/** The part of the form where what a rule looks at is typed. */
export const partOfRule = {
  'max-amount': 'budget',
  'max-share': 'budget',
  'not-started': 'project',
  territories: 'project',
  'legal-forms': 'organisation',
} as const satisfies Record<EligibilityRule['kind'], string>;

/** Rules of some kinds, beside the field that they are about: how what is typed stands to them, read out as that changes. */
export const RulesBeside = ({
  file,
  kinds,
  facts,
}: {
  file: Judged;
  kinds: readonly EligibilityRule['kind'][];
  facts: EligibilityFacts;
}) => {
  const rules = file.call.eligibility.filter(({ kind }) => kinds.includes(kind));
  if (rules.length === 0) return null;
  return (
    <div className={styles.rules} role="status">
      <EligibilityList terse rules={rules} facts={facts} day={judgedOn(file)} />
    </div>
  );
};
