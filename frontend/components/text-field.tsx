import type { HTMLInputAutoCompleteAttribute, Ref } from 'react';
import styles from './field.module.css';
import { describe, Field, type FieldProps } from './field.tsx';

/** One line of text. `type` and `autoComplete` help keyboards and browsers; rules stand in the schema. */
export const TextField = ({
  type = 'text',
  autoComplete,
  inputMode,
  short = false,
  ...field
}: FieldProps<string | undefined> & {
  type?: 'text' | 'email' | 'tel' | 'search';
  autoComplete?: HTMLInputAutoCompleteAttribute;
  inputMode?: 'numeric' | 'text';
  short?: boolean;
}) => (
  <Field {...field}>
    <input
      {...describe(field)}
      ref={field.ref as Ref<HTMLInputElement>}
      className={[styles.input, short ? styles.short : ''].join(' ')}
      type={type}
      autoComplete={autoComplete}
      inputMode={inputMode}
      disabled={field.disabled}
      value={field.value ?? ''}
      onChange={(event) => field.onChange(event.target.value)}
      onBlur={field.onBlur}
    />
  </Field>
);
