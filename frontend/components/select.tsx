import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './field.module.css';
import { describe, Field, type FieldProps } from './field.tsx';

export interface Option {
  value: string;
  label: string;
  hint?: string | undefined;
}

/**
 * One of a few; the native list, which phones and screen readers know best. Empty until something is chosen, unless
 * `required`: then the value is always one of the options, and there is nothing to choose first.
 */
export const Select = ({
  options,
  required = false,
  ...field
}: FieldProps<string | undefined> & { options: readonly Option[]; required?: boolean }) => {
  const { t } = useTranslation();
  return (
    <Field {...field}>
      <select
        {...describe(field)}
        ref={field.ref as Ref<HTMLSelectElement>}
        className={styles.input}
        disabled={field.disabled}
        value={field.value ?? ''}
        onChange={(event) => field.onChange(event.target.value)}
        onBlur={field.onBlur}
      >
        {!required && <option value="">{t('field.choose')}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
};
