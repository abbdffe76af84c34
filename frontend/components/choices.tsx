import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './field.module.css';
import { describe, FieldError, FieldGroup, type FieldProps, fieldId } from './field.tsx';
import type { Option } from './select.tsx';

const listClass = (columns: boolean, inline = false) =>
  [styles.choices, columns ? styles.columns : '', inline ? styles.inline : ''].join(' ');

const Choice = ({
  option,
  ...input
}: {
  option: Option;
  type: 'radio' | 'checkbox';
  id: string;
  name: string;
  checked: boolean;
  disabled?: boolean | undefined;
  onChange: () => void;
  onBlur?: (() => void) | undefined;
  ref?: Ref<HTMLInputElement> | undefined;
}) => (
  <label className={styles.choice}>
    {/* The hint stands inside the label, to be clicked as well, and is read as a description, not as part of the name. */}
    <input
      {...input}
      value={option.value}
      aria-labelledby={option.hint ? `${input.id}-label` : undefined}
      aria-describedby={option.hint ? `${input.id}-hint` : undefined}
    />
    <span id={`${input.id}-label`}>{option.label}</span>
    {option.hint && (
      <span className={styles.hint} id={`${input.id}-hint`}>
        {option.hint}
      </span>
    )}
  </label>
);

/** One of a few, all in sight, each with an optional hint; below each other, in `columns`, or `inline` in a row. */
export const RadioGroup = ({
  options,
  columns = false,
  inline = false,
  ...field
}: FieldProps<string | undefined> & { options: readonly Option[]; columns?: boolean; inline?: boolean }) => (
  <FieldGroup {...field}>
    <div className={listClass(columns, inline)}>
      {options.map((option, index) => (
        <Choice
          key={option.value}
          type="radio"
          option={option}
          id={`${fieldId(field.name)}-${option.value}`}
          name={field.name}
          checked={field.value === option.value}
          disabled={field.disabled}
          onChange={() => field.onChange(option.value)}
          onBlur={field.onBlur}
          ref={index === 0 ? (field.ref as Ref<HTMLInputElement>) : undefined}
        />
      ))}
    </div>
  </FieldGroup>
);

/** Any of several; the values chosen, in the order of the options. */
export const CheckboxGroup = ({
  options,
  columns = false,
  ...field
}: FieldProps<readonly string[] | undefined> & { options: readonly Option[]; columns?: boolean }) => {
  const chosen = new Set(field.value ?? []);
  const toggle = (value: string) => {
    if (!chosen.delete(value)) chosen.add(value);
    field.onChange(options.map((option) => option.value).filter((candidate) => chosen.has(candidate)));
  };
  return (
    <FieldGroup {...field}>
      <div className={listClass(columns)}>
        {options.map((option, index) => (
          <Choice
            key={option.value}
            type="checkbox"
            option={option}
            id={`${fieldId(field.name)}-${option.value}`}
            name={field.name}
            checked={chosen.has(option.value)}
            disabled={field.disabled}
            onChange={() => toggle(option.value)}
            onBlur={field.onBlur}
            ref={index === 0 ? (field.ref as Ref<HTMLInputElement>) : undefined}
          />
        ))}
      </div>
    </FieldGroup>
  );
};

/** One box to tick, such as a declaration. */
export const Checkbox = (field: FieldProps<boolean | undefined>) => {
  const { t } = useTranslation();
  const described = describe(field);
  return (
    <div className={[styles.field, field.error ? styles.invalid : ''].join(' ')}>
      {field.error && <FieldError id={described.id}>{field.error}</FieldError>}
      <label className={styles.choice}>
        <input
          {...described}
          type="checkbox"
          ref={field.ref as Ref<HTMLInputElement>}
          disabled={field.disabled}
          checked={field.value ?? false}
          onChange={(event) => field.onChange(event.target.checked)}
          onBlur={field.onBlur}
        />
        <span>
          {field.label}
          {field.optional && <span className={styles.optional}> ({t('field.optional')})</span>}
        </span>
        {field.hint && (
          <span className={styles.hint} id={`${described.id}-hint`}>
            {field.hint}
          </span>
        )}
      </label>
    </div>
  );
};
