import type { ComponentType } from 'react';
import { type Control, type FieldValues, type Path, type PathValue, useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { FieldProps } from './field.tsx';

type OwnProps = 'name' | 'value' | 'onChange' | 'onBlur' | 'error' | 'label' | 'hint' | 'ref';

/**
 * Binds a field component to a form of react-hook-form. Label and hint come from the words of the vocabulary
 * (`fields.<last part of the name>`) unless given; the error is the instruction that the resolver wrote.
 *
 *     <FormField control={form.control} name="title" as={TextField} autoComplete="off" />
 */
export const FormField = <
  V extends FieldValues,
  N extends Path<V>,
  P extends Pick<FieldProps<unknown>, 'name' | 'label'>,
  T,
>({
  control,
  name,
  as,
  label,
  hint,
  ...rest
}: {
  control: Control<V, unknown, T>;
  name: N;
  as: ComponentType<P>;
  label?: string;
  hint?: string;
} & Omit<P, OwnProps>) => {
  const { t, i18n } = useTranslation('words');
  const { field, fieldState } = useController<V, N, T>({ control, name });
  const key = name.split('.').at(-1) ?? name;
  const word = (part: 'label' | 'hint') => {
    const path = `fields.${key}.${part}`;
    return i18n.exists(path, { ns: 'words' }) ? t(path as 'fields.title.label') : undefined;
  };
  const Component = as as unknown as ComponentType<FieldProps<PathValue<V, N>>>;
  return (
    <Component
      {...(rest as object)}
      name={field.name}
      label={label ?? word('label') ?? key}
      hint={hint ?? word('hint')}
      error={fieldState.error?.message ?? fieldState.error?.root?.message}
      value={field.value}
      onChange={field.onChange}
      onBlur={field.onBlur}
      ref={field.ref}
    />
  );
};
