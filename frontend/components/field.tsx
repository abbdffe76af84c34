import { CircleAlert } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldDoubt } from './doubts.tsx';
import styles from './field.module.css';
import { fieldId } from './field-id.ts';
import { useErrorInTitle } from './page-title.ts';

export { fieldId } from './field-id.ts';

/** What every field takes. `name` makes its id, `field-<name>`, which error summaries link to. */
export interface FieldProps<V> {
  name: string;
  label: string;
  hint?: string | undefined;
  /** The instruction that mends the value; shown beside the field. */
  error?: string | undefined;
  optional?: boolean | undefined;
  disabled?: boolean | undefined;
  value: V;
  onChange: (value: V) => void;
  onBlur?: (() => void) | undefined;
  ref?: Ref<HTMLElement> | undefined;
}

/** Attributes that tie an input to its label, hint and error. */
export const describe = ({ name, hint, error }: Pick<FieldProps<unknown>, 'name' | 'hint' | 'error'>) => {
  const id = fieldId(name);
  const parts = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return { id, name, 'aria-describedby': parts || undefined, 'aria-invalid': error ? true : undefined };
};

/** An error beside its field. */
export const FieldError = ({ id, children }: { id: string; children: ReactNode }) => {
  useErrorInTitle(true);
  return (
    <p className={styles.error} id={`${id}-error`}>
      <CircleAlert size={18} aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
};

/** Label, hint and error around one input. */
export const Field = ({
  name,
  label,
  hint,
  error,
  optional,
  children,
}: Pick<FieldProps<unknown>, 'name' | 'label' | 'hint' | 'error' | 'optional'> & { children: ReactNode }) => {
  const { t } = useTranslation();
  const id = fieldId(name);
  return (
    <div className={[styles.field, error ? styles.invalid : ''].join(' ')}>
      <label className={styles.label} htmlFor={id}>
        {label}
        {optional && <span className={styles.optional}> ({t('field.optional')})</span>}
      </label>
      {hint && (
        <p className={styles.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && <FieldError id={id}>{error}</FieldError>}
      {children}
      <FieldDoubt name={name} />
    </div>
  );
};

/** Legend, hint and error around a group of choices. The group itself takes the focus of an error's link. */
export const FieldGroup = ({
  name,
  label,
  hint,
  error,
  optional,
  children,
}: Pick<FieldProps<unknown>, 'name' | 'label' | 'hint' | 'error' | 'optional'> & { children: ReactNode }) => {
  const { t } = useTranslation();
  const { id, 'aria-describedby': describedBy } = describe({ name, hint, error });
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      aria-describedby={describedBy}
      className={[styles.field, error ? styles.invalid : ''].join(' ')}
    >
      <legend className={styles.label}>
        {label}
        {optional && <span className={styles.optional}> ({t('field.optional')})</span>}
      </legend>
      {hint && (
        <p className={styles.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && <FieldError id={id}>{error}</FieldError>}
      {children}
      <FieldDoubt name={name} />
    </fieldset>
  );
};
