import type { Ref } from 'react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../schemas/fields.ts';
import { useFormats } from '../format.ts';
import { readCents, readNumber, type Typed } from '../typed-number.ts';
import styles from './field.module.css';
import { describe, Field, type FieldProps } from './field.tsx';

export type { Typed };

const written = (value: Typed, format: (value: number) => string): string =>
  typeof value === 'number' ? format(value) : (value ?? '');

/** The bare input, for tables whose own headings label it: `aria-label` or `aria-labelledby` is then needed. */
export const NumberInput = ({
  value,
  onChange,
  onBlur,
  money = false,
  ref,
  ...attributes
}: {
  value: Typed;
  onChange: (value: Typed) => void;
  onBlur?: (() => void) | undefined;
  /** The value is in cents, typed and shown in euros. */
  money?: boolean;
  ref?: Ref<HTMLElement> | undefined;
  id?: string;
  name?: string;
  disabled?: boolean | undefined;
  'aria-label'?: string;
  'aria-labelledby'?: string;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: boolean | undefined;
}) => {
  const { i18n } = useTranslation();
  const { number, amount } = useFormats();
  // While it has the focus, the input shows what is typed; then the number as it is written in the language.
  const [typing, setTyping] = useState<string>();
  return (
    <input
      {...attributes}
      ref={ref as Ref<HTMLInputElement>}
      className={[styles.input, styles.short, styles.money].join(' ')}
      inputMode="decimal"
      autoComplete="off"
      value={typing ?? written(value, money ? amount : number)}
      onChange={(event) => {
        setTyping(event.target.value);
        onChange((money ? readCents : readNumber)(event.target.value, i18n.language as Language));
      }}
      onBlur={() => {
        setTyping(undefined);
        onBlur?.();
      }}
    />
  );
};

/** A number; with `money`, an amount typed in euros and kept in cents. */
export const NumberField = ({
  money = false,
  unit,
  ...field
}: FieldProps<Typed> & { money?: boolean; unit?: string }) => {
  const { value, onChange, onBlur, disabled, ref } = field;
  const shown = money ? '€' : unit;
  const unitId = useId();
  const described = describe(field);
  return (
    <Field {...field}>
      <span className={styles.unit}>
        <NumberInput
          {...described}
          aria-describedby={[described['aria-describedby'], shown && unitId].filter(Boolean).join(' ') || undefined}
          {...{ value, onChange, onBlur, disabled, ref, money }}
        />
        {shown && <span id={unitId}>{shown}</span>}
      </span>
    </Field>
  );
};

/** An amount of money: `NumberField` with `money`. */
export const MoneyField = (props: FieldProps<Typed>) => <NumberField {...props} money />;
