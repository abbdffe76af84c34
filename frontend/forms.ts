import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { FieldErrors, FieldValues, Path, Resolver, UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Language } from '../schemas/fields.ts';
import { instruction } from '../schemas/instructions.ts';
import type { Problem } from '../schemas/problem.ts';
import type { SummaryEntry } from './components/error-summary.tsx';

/** The error map that writes each issue as an instruction in the current language, for any zod parse. */
export const useInstructions = () => {
  const { t, i18n } = useTranslation('words');
  return useMemo(() => {
    // The first of the keys that the catalogue has is taken; which one is known at run time only.
    const say = t as unknown as (keys: string[], values: Record<string, string>) => string;
    return (issue: z.core.$ZodRawIssue): string => {
      const { keys, params } = instruction(issue, i18n.language as Language);
      return say(keys, params);
    };
  }, [t, i18n.language]);
};

/** What was left empty counts as not given: an optional field is then right, a required one asks. */
export const withoutBlanks = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, part) => (part === '' || part === undefined ? undefined : part)) ?? 'null');

/** A resolver for react-hook-form whose messages are instructions. */
export const useZodResolver = <S extends z.ZodType<FieldValues, FieldValues>>(
  schema: S,
): Resolver<z.input<S>, unknown, z.output<S>> => {
  const error = useInstructions();
  return useMemo(() => {
    const resolve = zodResolver(schema, { error: error as never }) as unknown as Resolver<
      z.input<S>,
      unknown,
      z.output<S>
    >;
    return (values, context, options) => resolve(withoutBlanks(values) as z.input<S>, context, options);
  }, [schema, error]);
};

/** Every message of a form's errors with its field's name, in the order of the errors. */
export const summaryOf = (errors: FieldErrors, prefix = ''): SummaryEntry[] =>
  Object.entries(errors).flatMap(([key, error]): SummaryEntry[] => {
    if (!error || typeof error !== 'object') return [];
    const name = prefix ? `${prefix}.${key}` : key;
    const { message, root } = error as { message?: unknown; root?: { message?: unknown } };
    const own = message ?? root?.message;
    const nested = Object.fromEntries(
      Object.entries(error).filter(([part]) => !['type', 'message', 'ref', 'types', 'root'].includes(part)),
    );
    return [...(typeof own === 'string' ? [{ name, message: own }] : []), ...summaryOf(nested as FieldErrors, name)];
  });

/**
 * Puts the fields that the API refused onto a form.
 * @param strip how many leading parts of a path name where the form is, not the field.
 * @returns what belongs to no field of the form, to be shown by itself.
 */
export const applyProblem = <V extends FieldValues, C, T>(
  form: UseFormReturn<V, C, T>,
  problem: Problem,
  strip = 0,
): SummaryEntry[] => {
  const entries = (problem.fields ?? []).map(({ path, message }) => ({
    name: path.slice(strip).join('.'),
    message,
  }));
  for (const { name, message } of entries) if (name) form.setError(name as Path<V>, { type: 'server', message });
  return entries.filter(({ name }) => !name);
};

/**
 * Says the errors that are shown again in the language that the page changed to. Those of the service, and others that no rule
 * of a field would find again, are of the type `server` and stay as they were said.
 */
export const useErrorsInLanguage = <V extends FieldValues, C, T>(form: UseFormReturn<V, C, T>): void => {
  const { i18n } = useTranslation();
  const { language } = i18n;
  const said = useRef(language);
  useEffect(() => {
    if (said.current === language) return;
    said.current = language;
    const names = summaryOf(form.formState.errors)
      .map(({ name }) => name as Path<V>)
      .filter((name) => form.getFieldState(name).error?.type !== 'server');
    if (names.length > 0) void form.trigger(names);
  }, [form, language]);
};

/** Counts failed submissions, so that the error summary takes the focus at each. */
export const useAttempts = (): [attempt: number, failed: () => void] => {
  const [attempt, setAttempt] = useState(0);
  return [attempt, () => setAttempt((count) => count + 1)];
};
