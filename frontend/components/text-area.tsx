import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './field.module.css';
import { describe, Field, type FieldProps } from './field.tsx';

/** How much room is left, once a tenth of it remains: it tells, and never cuts. `of` names what has it, where it is not a field. */
export const RoomLeft = ({ left, max, of }: { left: number; max: number; of?: string }) => {
  const { t } = useTranslation();
  if (left > max / 10) return null;
  const message = left < 0 ? t('field.over', { count: -left }) : t('field.characters', { count: left });
  return (
    <p className={[styles.count, left < 0 ? styles.over : ''].join(' ')} role="status">
      {of ? t('field.named', { field: of, message }) : message}
    </p>
  );
};

/** Several lines of text. With `max`, it says how many characters are left once a tenth remains; it never cuts. */
export const TextArea = ({ max, rows, ...field }: FieldProps<string | undefined> & { max?: number; rows?: number }) => {
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
      {max !== undefined && <RoomLeft left={max - (field.value ?? '').length} max={max} />}
    </Field>
  );
};
