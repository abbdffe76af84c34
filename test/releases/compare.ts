import { isDeepStrictEqual } from 'node:util';

/** A value of today's that is not what a release had made of the same. */
export interface Change {
  /** Names and places on the way to it. */
  path: string[];
  was: unknown;
  /** Nothing where it is gone. */
  is: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Where today's value does not contain the former one: objects may have more attributes than they had, since contracts
 * grow; nothing else may differ, and lists are as long as they were.
 */
export const changes = (was: unknown, is: unknown, path: string[] = []): Change[] => {
  // The pages of a print are one text: what stands on which of them is nobody's concern.
  const isPrint = path.at(-1) === 'pages';
  if (!isPrint && Array.isArray(was) && Array.isArray(is) && was.length === is.length)
    return was.flatMap((part, place) => changes(part, is[place], [...path, String(place)]));
  if (isObject(was) && isObject(is))
    return Object.entries(was).flatMap(([name, part]) => changes(part, is[name], [...path, name]));
  return isDeepStrictEqual(was, is) ? [] : [{ path, was, is }];
};

/**
 * A change that is meant: why, and what the former value becomes, nothing for what is gone; or what holds of both where today's
 * cannot be told from the former value alone.
 */
export type Difference = { why: string } & (
  | { becomes: (was: unknown) => unknown }
  | { holds: (was: unknown, is: unknown) => boolean }
);

const explains = (meant: Difference, was: unknown, is: unknown): boolean =>
  'becomes' in meant ? isDeepStrictEqual(meant.becomes(was), is) : meant.holds(was, is);

/** Differences by path: names and places between slashes, `*` for any. */
export type Differences = Readonly<Record<string, Difference>>;

const fits = (pattern: string, path: readonly string[]): boolean => {
  const parts = pattern.split('/');
  return parts.length === path.length && parts.every((part, place) => part === '*' || part === path[place]);
};

/** What is neither the same nor meant to differ, and differences that nothing differs by. */
export const unexplained = (
  found: readonly Change[],
  differences: Differences,
): { changes: Change[]; needless: string[] } => {
  const used = new Set<string>();
  const rest = found.filter(({ path, was, is }) => {
    const [pattern, meant] = Object.entries(differences).find(([pattern]) => fits(pattern, path)) ?? [];
    if (!pattern || !meant || !explains(meant, was, is)) return true;
    used.add(pattern);
    return false;
  });
  return { changes: rest, needless: Object.keys(differences).filter((pattern) => !used.has(pattern)) };
};

const short = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 100);

/** Changes for a person: one line for all that are alike, under the pattern that a difference would have, with the first. */
export const inShort = (found: readonly Change[]): string[] =>
  [
    ...Map.groupBy(found, ({ path }) =>
      path.map((part, place) => (place === 1 || place === 2 || /^\d+$/.test(part) ? '*' : part)).join('/'),
    ),
  ].map(([pattern, [first, ...more]]) => {
    const where = first?.path.join('/');
    return `${pattern}: ${more.length + 1} times, first ${where}: was ${short(first?.was)}, is ${short(first?.is)}`;
  });
