import { useEffect, useRef } from 'react';
import type { DefaultValues, FieldValues, UseFormReturn } from 'react-hook-form';
import { forgetKept, keep, keptOf } from './kept.ts';

/** What a form begins with: its defaults, and over them what was typed on this device and never sent. */
export const keptValues = <V extends FieldValues>(key: string, defaults: V): DefaultValues<V> =>
  ({ ...defaults, ...keptOf<Partial<V>>(key)?.value }) as DefaultValues<V>;

/**
 * Keeps a form on this device while it is typed, so that neither a closed tab nor a session that ran out loses it.
 * @returns what ends that once the form was sent: a form that is taken off the page still tells of its values.
 */
export const useKeptForm = <V extends FieldValues, C, T>(key: string, form: UseFormReturn<V, C, T>): (() => void) => {
  const sent = useRef(false);
  useEffect(() => {
    sent.current = false;
    return form.subscribe({
      formState: { values: true },
      callback: ({ values }) => {
        if (!sent.current) keep(key, { value: values, revision: 0 });
      },
    });
  }, [key, form.subscribe]);
  return () => {
    sent.current = true;
    forgetKept(key);
  };
};
