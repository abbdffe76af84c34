import { useEffect } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { focusField } from './components/error-summary.tsx';

/** Where a link of the address names a field of the form, shows its error and goes there. */
export const useFieldOfAddress = <V extends FieldValues, C, T>(form: UseFormReturn<V, C, T>): void => {
  const { trigger } = form;
  useEffect(() => {
    const name = location.hash.startsWith('#field-') ? location.hash.slice('#field-'.length) : undefined;
    if (name) void trigger().then(() => focusField(name));
  }, [trigger]);
};
