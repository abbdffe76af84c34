import { useEffect, useState } from 'react';
import type { DefaultValues, FieldValues, UseFormReturn } from 'react-hook-form';

const prefix = 'typed.';

/** What was typed and kept on this device under a key; undefined when nothing was, or when it cannot be read. */
export const readKept = <T>(key: string): T | undefined => {
  try {
    return JSON.parse(localStorage.getItem(prefix + key) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
};

/** Keeps what was typed; a device without room or right to keep it loses nothing that the page still shows. */
export const keep = (key: string, value: unknown): void => {
  try {
    localStorage.setItem(prefix + key, JSON.stringify(value));
  } catch {
    // Full, or forbidden by the browser.
  }
};

export const forgetKept = (key: string): void => localStorage.removeItem(prefix + key);

/**
 * Keeps what is typed into a form on this device until it is sent, so that neither a closed tab nor a session that ran
 * out loses it; what was kept comes back when the form is opened again. The key names person, thing and form.
 * @returns forget, to be called once the form was accepted.
 */
export const useKeptForm = <V extends FieldValues, C, T>(form: UseFormReturn<V, C, T>, key: string): (() => void) => {
  const [state] = useState({ sent: false });
  useEffect(() => {
    const kept = readKept<DefaultValues<V>>(key);
    if (kept) form.reset({ ...form.getValues(), ...kept } as V, { keepDefaultValues: true });
    return form.subscribe({
      formState: { values: true },
      callback: ({ values }) => {
        if (!state.sent) keep(key, values);
      },
    });
  }, [form, key, state]);
  return () => {
    state.sent = true;
    forgetKept(key);
  };
};
