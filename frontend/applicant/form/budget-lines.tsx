import { type Control, type FieldValues, useController, useFormState } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { FieldError, FieldGroup, fieldId } from '../../components/field.tsx';
import { NumberInput } from '../../components/number-field.tsx';
import { useFormats } from '../../format.ts';
import styles from './budget.module.css';

export type BudgetGroup = 'charges' | 'products' | 'inKindCharges' | 'inKindProducts';

const Line = ({ control, group, id }: { control: Control<FieldValues>; group: BudgetGroup; id: 'sales' }) => {
  const { t } = useTranslation('words');
  const name = `${group}.${id}`;
  const { field, fieldState } = useController({ control, name });
  const error = fieldState.error?.message;
  return (
    <tr>
      <th scope="row" id={`${fieldId(name)}-label`}>
        {t(`budgetLines.${id}`)}
        {error && <FieldError id={fieldId(name)}>{error}</FieldError>}
      </th>
      <td>
        <NumberInput
          money
          id={fieldId(name)}
          name={name}
          aria-labelledby={`${fieldId(name)}-label`}
          aria-describedby={error ? `${fieldId(name)}-error` : undefined}
          aria-invalid={error ? true : undefined}
          value={field.value}
          onChange={field.onChange}
          onBlur={field.onBlur}
          ref={field.ref}
        />
      </td>
    </tr>
  );
};

/** One side of the budget: an amount by line, and the live total. */
export const BudgetLines = ({
  control,
  group,
  lines,
  totalLabel,
  totalCents,
}: {
  control: Control<FieldValues>;
  group: BudgetGroup;
  lines: readonly { id: string }[];
  totalLabel: string;
  totalCents: number;
}) => {
  const { t } = useTranslation(['applicant', 'words']);
  const { money } = useFormats();
  const { errors } = useFormState({ control, name: group });
  const error = errors[group]?.message;
  return (
    <FieldGroup
      name={group}
      label={t(`words:fields.${group}.label`)}
      hint={t(`words:fields.${group}.hint`)}
      error={typeof error === 'string' ? error : undefined}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('budget.line')}</th>
            <th scope="col">{t('budget.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ id }) => (
            <Line key={id} control={control} group={group} id={id as 'sales'} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{totalLabel}</th>
            <td>{money(totalCents)}</td>
          </tr>
        </tfoot>
      </table>
    </FieldGroup>
  );
};
