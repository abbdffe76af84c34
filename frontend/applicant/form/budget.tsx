import { type Control, type FieldValues, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { chargeLines, inKindChargeLines, inKindProductLines, productLines } from '../../../schemas/budget.ts';
import { FormField } from '../../components/form-field.tsx';
import { FormSection } from '../../components/form-section.tsx';
import { MoneyField } from '../../components/number-field.tsx';
import { useFormats } from '../../format.ts';
import { RulesBeside, unmetRules } from '../call-rules.tsx';
import type { ApplicantFile } from '../queries.ts';
import styles from './budget.module.css';
import { type BudgetGroup, BudgetLines } from './budget-lines.tsx';
import { SectionForm, type SectionWay } from './section-form.tsx';
import type { Section } from './use-section.ts';

/** The sum of what reads as an amount so far; the rest is for the rules to refuse. */
const totalSoFar = (amounts: unknown): number =>
  Object.values((amounts ?? {}) as Record<string, unknown>).reduce<number>(
    (sum, cents) => sum + (typeof cents === 'number' ? cents : 0),
    0,
  );

const useTotals = (control: Control<FieldValues>) => {
  const values = useWatch({ control });
  const asked = typeof values.amountAskedCents === 'number' ? values.amountAskedCents : 0;
  return {
    asked,
    charges: totalSoFar(values.charges),
    products: totalSoFar(values.products) + asked,
    inKindCharges: totalSoFar(values.inKindCharges),
    inKindProducts: totalSoFar(values.inKindProducts),
  };
};

type Judged = Pick<ApplicantFile, 'call' | 'submittedAt'>;

/** What the call allows, beside the amount that is asked for. */
const AmountRules = ({ file, control }: { file: Judged; control: Control<FieldValues> }) => (
  <RulesBeside file={file} kinds={['max-amount', 'max-share']} facts={{ budget: useWatch({ control }) }} />
);

/** How far the two sides are apart, and whether more is asked for than the call allows, always in sight; read out when it changes. */
const Balance = ({ file, control }: { file: Judged; control: Control<FieldValues> }) => {
  const { t } = useTranslation('applicant');
  const { money, number } = useFormats();
  const { charges, products, asked } = useTotals(control);
  const beyond = unmetRules(file, { budget: useWatch({ control }) }).length > 0;
  const gap = charges - products;
  const even = gap === 0 && charges > 0;
  const sentence =
    charges === 0 && products === 0
      ? t('budget.empty')
      : even
        ? t('budget.balanced')
        : gap > 0
          ? t('budget.short', { amount: money(gap) })
          : t('budget.over', { amount: money(-gap) });
  return (
    <div className={[styles.balance, even && !beyond ? styles.even : ''].join(' ')} role="status">
      <strong>{sentence}</strong>{' '}
      {asked > 0 && charges > 0 && (
        <span className="soft">{t('budget.share', { percent: number(Math.round((100 * asked) / charges)) })}</span>
      )}{' '}
      {beyond && <span className={styles.beyond}>{t('budget.beyond')}</span>}
    </div>
  );
};

const Group = ({
  control,
  group,
  lines,
  label,
}: {
  control: Control<FieldValues>;
  group: BudgetGroup;
  lines: readonly { id: string }[];
  label: string;
}) => {
  const totals = useTotals(control);
  return <BudgetLines control={control} group={group} lines={lines} totalLabel={label} totalCents={totals[group]} />;
};

/** The forecast budget after the unified form, typed in euros and kept in cents, with live totals. */
export const BudgetPart = ({ file, section, ...way }: { file: Judged; section: Section } & SectionWay) => {
  const { t } = useTranslation('applicant');
  return (
    <SectionForm section={section} {...way} bar={(control) => <Balance file={file} control={control} />}>
      {(control) => (
        <>
          <FormSection title={t('budget.money')}>
            <FormField control={control} name="amountAskedCents" as={MoneyField} />
            <AmountRules file={file} control={control} />
            <Group control={control} group="charges" lines={chargeLines} label={t('budget.totalCharges')} />
            <Group control={control} group="products" lines={productLines} label={t('budget.totalProducts')} />
          </FormSection>
          <FormSection title={t('budget.inKind')} lead={t('budget.inKindHint')}>
            <Group
              control={control}
              group="inKindCharges"
              lines={inKindChargeLines}
              label={t('budget.totalInKindCharges')}
            />
            <Group
              control={control}
              group="inKindProducts"
              lines={inKindProductLines}
              label={t('budget.totalInKindProducts')}
            />
          </FormSection>
        </>
      )}
    </SectionForm>
  );
};
