import type { ApplicationContent } from '../../../schemas/application.ts';

export type Value = string | number | boolean | readonly string[];

/** A field that two revisions do not agree on; a side that is missing was empty. */
export interface Change {
  /** From the section down: `['budget', 'charges', 'purchases']`. */
  path: string[];
  before?: Value;
  after?: Value;
}

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const leaves = (value: unknown, path: string[] = []): [string, { path: string[]; value: Value }][] => {
  if (value === undefined || value === '') return [];
  if (isGroup(value)) return Object.entries(value).flatMap(([name, inner]) => leaves(inner, [...path, name]));
  return [[path.join('/'), { path, value: value as Value }]];
};

/** The fields that differ between two revisions, in the order of the form. An empty text counts as none. */
export const changesBetween = (before: ApplicationContent, after: ApplicationContent): Change[] => {
  const old = new Map(leaves(before));
  const now = new Map(leaves(after));
  return [...new Map([...now, ...old]).entries()].flatMap(([key, { path }]) => {
    const was = old.get(key)?.value;
    const is = now.get(key)?.value;
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    return [{ path, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }];
  });
};
