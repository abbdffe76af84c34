import type { Ref } from 'react';
import styles from './field.module.css';
import { describe, Field, type FieldProps } from './field.tsx';

/** A time of the day, `HH:MM`, with the browser's own picker. */
export const TimeField = (field: FieldProps<string | undefined>) => (
  <Field {...field}>
    <input
      {...describe(field)}
      ref={field.ref as Ref<HTMLInputElement>}
      className={[styles.input, styles.short].join(' ')}
      type="time"
      disabled={field.disabled}
      value={field.value ?? ''}
      onChange={(event) => field.onChange(event.target.value)}
      onBlur={field.onBlur}
    />
  </Field>
);
