import type { z } from 'zod';
import { type Language, languages } from './fields.ts';
import { euros, fileSize, wholeNumber } from './texts/format.ts';
import { readAmount } from './typed-number.ts';

/** Where the words of an instruction are: keys of `texts/`, the closest first, and the values that they name. */
export interface Instruction {
  keys: string[];
  params: Record<string, string>;
}

/** The part of zod's issues that is read here; `input` is there while a schema is being parsed. */
export type Issue = z.core.$ZodIssue | z.core.$ZodRawIssue;

/** Where what is wrong stands: each name that nothing has is a place of its own. */
export const placesOf = (issue: z.core.$ZodIssue): (string | number)[][] => {
  const path = issue.path as (string | number)[];
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
};

/** Parents whose members are amounts in cents by line of the budget. */
const amountGroups = new Set(['charges', 'products', 'inKindCharges', 'inKindProducts']);

const isEmpty = (input: unknown): boolean =>
  input === undefined ||
  input === null ||
  input === '' ||
  Number.isNaN(input) ||
  (Array.isArray(input) && input.length === 0);

/** Without its input an issue cannot tell "missing" from "of the wrong type", except in zod's own words. */
const isMissing = (issue: Issue): boolean =>
  'input' in issue ? isEmpty(issue.input) : /received (undefined|null|NaN)$/.test(issue.message ?? '');

const ruleOf = (issue: Issue): string => {
  const missing = isMissing(issue);
  switch (issue.code) {
    case 'invalid_type':
      if (missing) return 'ask';
      return issue.expected === 'int' ? 'whole' : 'type';
    case 'invalid_value':
    case 'invalid_union':
      return 'ask';
    case 'too_small':
      return missing || (issue.origin !== 'number' && Number(issue.minimum) === 1) ? 'ask' : 'min';
    case 'too_big':
      return 'max';
    case 'invalid_format':
      return missing ? 'ask' : 'format';
    case 'custom':
      return typeof issue.params?.rule === 'string' ? issue.params.rule : 'invalid';
    case 'unrecognized_keys':
      return 'unknown';
    default:
      return 'invalid';
  }
};

/**
 * The instruction that mends an issue: `fields.<name>.<rule>` for each name on its path, the last first, then
 * `rules.<rule>`. Numbers on the path are places in a list, and names that no field has (a criterion, a line of the
 * budget) are keys that no catalogue has: i18next's `t(keys, params)` passes over them.
 *
 * Fits zod's per-parse error map, which alone sees what was typed:
 * `schema.safeParse(value, { error: (issue) => { const { keys, params } = instruction(issue, language); return t(keys, params); } })`.
 */
export const instruction = (issue: Issue, language: Language): Instruction => {
  const names = (issue.path ?? []).filter((part): part is string => typeof part === 'string');
  const last = names.at(-1) ?? '';
  const isMoney = last.endsWith('Cents') || amountGroups.has(names.at(-2) ?? '');

  const params: Record<string, string> = {};
  let rule = ruleOf(issue);
  let kind = '';
  const bound = (name: 'minimum' | 'maximum', value: unknown) => {
    params[name] = wholeNumber(Number(value), language);
    if (isMoney) params.amount = euros(Number(value), language);
    if (last === 'sizeBytes') params.size = fileSize(Number(value), language);
  };

  if (issue.code === 'too_small') {
    kind = issue.origin;
    bound('minimum', issue.minimum);
  } else if (issue.code === 'too_big') {
    kind = issue.origin;
    bound('maximum', issue.maximum);
  } else if (issue.code === 'invalid_format') kind = /phone/i.test(last) ? 'phone' : issue.format;
  else if (issue.code === 'invalid_type') kind = issue.expected === 'int' ? 'number' : issue.expected;
  else if (issue.code === 'custom') {
    const { minimum, maximum, gapCents, sum, over } = (issue.params ?? {}) as Record<string, unknown>;
    if (sum !== undefined) params.sum = wholeNumber(Number(sum), language);
    if (over !== undefined) params.over = wholeNumber(Number(over), language);
    if (minimum !== undefined) bound('minimum', minimum);
    if (maximum !== undefined) bound('maximum', maximum);
    if (typeof gapCents === 'number') {
      params.amount = euros(Math.abs(gapCents), language);
      rule = `${rule}-${gapCents > 0 ? 'short' : 'over'}`;
    }
  }
  if (isMoney) kind = 'money';
  if (isMoney && rule === 'type' && 'input' in issue && typeof issue.input === 'string') {
    const reading = readAmount(issue.input);
    if (reading.kind === 'question') {
      const [first = '', second = ''] = reading.values.map((cents) => euros(cents, language));
      rule = second ? 'which' : 'whether';
      Object.assign(params, { first, ...(second && { second }) });
    }
  }

  // A text in both languages is a call's own: the names on its path are those of what people apply with.
  const inLanguage = languages.find((name) => name === last);
  const general = rule.replace(/^(unbalanced)-(short|over)$/, '$1');
  return {
    keys: [
      ...(inLanguage ? [`rules.${rule}-${inLanguage}`] : names.toReversed().map((name) => `fields.${name}.${rule}`)),
      ...(kind && general !== 'ask' ? [`rules.${general}-${kind}`] : []),
      `rules.${general}`,
    ],
    params,
  };
};
