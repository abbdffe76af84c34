import type { Ref } from 'react';
import styles from './field.module.css';
import { describe, Field, type FieldProps } from './field.tsx';

/** A calendar day, `YYYY-MM-DD`, with the browser's own calendar. */
export const DateField = ({ min, max, ...field }: FieldProps<string | undefined> & { min?: string; max?: string }) => (
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
