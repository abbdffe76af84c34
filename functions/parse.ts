import type * as z from 'zod';
import type { Language } from '../schemas/fields.ts';
import { instruction, placesOf } from '../schemas/instructions.ts';
import { DomainError, type FieldFault } from './domain/errors.ts';

/**
 * Parses what a person sent.
 * @throws DomainError invalid, with every field that is wrong under `prefix` and how to mend it.
 */
export const parse = <S extends z.ZodType>(
  schema: S,
  value: unknown,
  language: Language,
  prefix: readonly (string | number)[] = [],
): z.output<S> => {
  // Zod's per-parse map sees what was typed; the words are found later, from the keys that it leaves.
  const wording: FieldFault[] = [];
  const result = schema.safeParse(value, {
    error: (issue) => {
      const { keys, params } = instruction(issue, language);
      return `${wording.push({ path: [], keys, params }) - 1}`;
    },
  });
  if (result.success) return result.data;
  throw new DomainError('invalid', 'invalid', {
    fields: result.error.issues.flatMap((issue) => {
      const worded = wording[Number(issue.message)];
      const { keys, params } = worded ?? instruction(issue, language);
      return placesOf(issue).map((path) => ({ path: [...prefix, ...path], keys, ...(params && { params }) }));
    }),
  });
};
