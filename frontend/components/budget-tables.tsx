import { useTranslation } from 'react-i18next';
import {
  type Budget,
  chargeLines,
  inKindChargeLines,
  inKindProductLines,
  productLines,
  total,
} from '../../schemas/budget.ts';
import { useFormats } from '../format.ts';
import styles from './budget-tables.module.css';

type LineId = (
  | typeof chargeLines
  | typeof productLines
  | typeof inKindChargeLines
  | typeof inKindProductLines
)[number]['id'];

/** One side of a budget: the lines that hold an amount, and their total. */
const Side = ({
  caption,
  lines,
  amounts,
  askedCents,
}: {
  caption: string;
  lines: readonly { id: LineId }[];
  amounts: Partial<Record<string, number>>;
  askedCents?: number;
}) => {
  const { t } = useTranslation(['common', 'words']);
  const { money } = useFormats();
  return (
    <table className={styles.table}>
      <caption>{caption}</caption>
      <tbody>
        {askedCents !== undefined && (
          <tr className={styles.asked}>
            <th scope="row">{t('words:fields.amountAskedCents.label')}</th>
            <td>{money(askedCents)}</td>
          </tr>
        )}
        {lines
          .filter(({ id }) => (amounts[id] ?? 0) > 0)
          .map(({ id }) => (
            <tr key={id}>
              <th scope="row">{t(`words:budgetLines.${id}`)}</th>
              <td>{money(amounts[id] ?? 0)}</td>
            </tr>
          ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('total')}</th>
          <td>{money(total(amounts) + (askedCents ?? 0))}</td>
        </tr>
      </tfoot>
    </table>
  );
};

/** A balanced budget to be read: charges beside products, and contributions in kind apart when there are some. */
export const BudgetTables = ({ budget }: { budget: Budget }) => {
  const { t } = useTranslation('words');
  const inKind = total(budget.inKindCharges) + total(budget.inKindProducts) > 0;
  return (
    <div className={`${styles.box} stack-l`}>
      <div className={styles.sides}>
        <Side caption={t('fields.charges.label')} lines={chargeLines} amounts={budget.charges} />
        <Side
          caption={t('fields.products.label')}
          lines={productLines}
          amounts={budget.products}
          askedCents={budget.amountAskedCents}
        />
      </div>
      {inKind && (
        <div className={styles.sides}>
          <Side caption={t('fields.inKindCharges.label')} lines={inKindChargeLines} amounts={budget.inKindCharges} />
          <Side caption={t('fields.inKindProducts.label')} lines={inKindProductLines} amounts={budget.inKindProducts} />
        </div>
      )}
    </div>
  );
};
