import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './field.module.css';
import { describe, Field, type FieldProps } from './field.tsx';

/** Several lines of text. With `max`, it says how many characters are left once a tenth remains; it never cuts. */
export const TextArea = ({ max, rows, ...field }: FieldProps<string | undefined> & { max?: number; rows?: number }) => {
  const { t } = useTranslation();
  const left = max === undefined ? undefined : max - (field.value ?? '').trim().length;
  return (
    <Field {...field}>
      <textarea
        {...describe(field)}
        ref={field.ref as Ref<HTMLTextAreaElement>}
        className={[styles.input, rows !== undefined && rows <= 3 ? styles.low : ''].join(' ')}
        rows={rows}
        disabled={field.disabled}
        value={field.value ?? ''}
        onChange={(event) => field.onChange(event.target.value)}
        onBlur={field.onBlur}
      />
      {max !== undefined && left !== undefined && left <= max / 10 && (
        <p className={[styles.count, left < 0 ? styles.over : ''].join(' ')} role="status">
          {left < 0 ? t('field.over', { count: -left }) : t('field.characters', { count: left })}
        </p>
      )}
    </Field>
  );
};
