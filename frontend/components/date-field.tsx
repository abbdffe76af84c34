import type { Ref } from 'react';
import { firstDay, lastDay } from '../../schemas/fields.ts';
import styles from './field.module.css';
import { describe, Field, type FieldProps } from './field.tsx';

/** A calendar day, `YYYY-MM-DD`, with the browser's own calendar, which then takes no year of more than four digits. */
export const DateField = ({
  min = firstDay,
  max = lastDay,
  ...field
}: FieldProps<string | undefined> & { min?: string; max?: string }) => (
  <Field {...field}>
    <input
      {...describe(field)}
      ref={field.ref as Ref<HTMLInputElement>}
      className={[styles.input, styles.short].join(' ')}
      type="date"
      min={min}
      max={max}
      disabled={field.disabled}
      value={field.value ?? ''}
      onChange={(event) => field.onChange(event.target.value)}
      onBlur={field.onBlur}
    />
  </Field>
);
