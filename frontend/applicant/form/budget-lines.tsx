import { type ClipboardEvent, useState } from 'react';
import { type Control, type FieldValues, useController, useFormContext, useFormState } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { FieldError, FieldGroup, fieldId } from '../../components/field.tsx';
import { keptOfTyped, NumberInput } from '../../components/number-field.tsx';
import { useFormats } from '../../format.ts';
import styles from './budget.module.css';
import { columnOf } from './pasted-column.ts';

export type BudgetGroup = 'charges' | 'products' | 'inKindCharges' | 'inKindProducts';

const Line = ({
  control,
  group,
  id,
  pasteColumn,
}: {
  control: Control<FieldValues>;
  group: BudgetGroup;
  id: 'sales';
  pasteColumn: (event: ClipboardEvent<HTMLInputElement>) => void;
}) => {
  const { t } = useTranslation('words');
  const name = `${group}.${id}`;
  const { field, fieldState } = useController({ control, name });
  const error = fieldState.error?.message;
  return (
    <tr>
      <th scope="row">
        <span id={`${fieldId(name)}-label`}>{t(`budgetLines.${id}`)}</span>
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
          onPaste={pasteColumn}
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
  const { setValue } = useFormContext();
  const [pasted, setPasted] = useState<{ count: number; left: readonly string[] }>();
  const { errors } = useFormState({ control, name: group });
  /** A column of a spreadsheet fills the lines from the one where it is pasted; a single amount is pasted as usual. */
  const pasteColumn = (index: number) => (event: ClipboardEvent<HTMLInputElement>) => {
    const column = columnOf(event.clipboardData.getData('text/plain'));
    if (column.length < 2) return;
    event.preventDefault();
    const below = lines.slice(index);
    below.forEach(({ id }, row) => {
      const typed = column[row];
      // An empty cell leaves its line as it is.
      if (typed) setValue(`${group}.${id}`, keptOfTyped(typed, true), { shouldDirty: true });
    });
    const left = column.slice(below.length).filter(Boolean);
    setPasted({ count: column.slice(0, below.length).filter(Boolean).length, left });
  };
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
          {lines.map(({ id }, index) => (
            <Line key={id} control={control} group={group} id={id as 'sales'} pasteColumn={pasteColumn(index)} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{totalLabel}</th>
            <td>{money(totalCents)}</td>
          </tr>
        </tfoot>
      </table>
      <div role="status">
        {pasted && <p>{t('budget.pasted', { count: pasted.count })}</p>}
        {pasted && pasted.left.length > 0 && (
          <p>{t('budget.pastedLeft', { count: pasted.left.length, amounts: pasted.left.join(' · ') })}</p>
        )}
      </div>
    </FieldGroup>
  );
};
