/** What differs between two versions of a call. Pure: the page only words it. */

export interface CallChange {
  /** From the call down; entries of lists are named by their id, anchors by their mark. */
  path: string[];
  kind: 'added' | 'removed' | 'changed' | 'moved';
  /** The value on either side: of a single field, of a whole entry, or for `moved` its place from 1 on. */
  before?: unknown;
  after?: unknown;
}

type Group = Record<string, unknown>;
const isGroup = (value: unknown): value is Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What names an entry in its list, or nothing when the list is one of plain values. */
const nameOf = (entry: unknown): string | undefined => {
  if (!isGroup(entry)) return undefined;
  const name = entry.id ?? entry.mark;
  return name === undefined ? undefined : String(name);
};
const isNamed = (list: unknown): list is Group[] =>
  Array.isArray(list) && list.every((entry) => nameOf(entry) !== undefined);

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Entries that are no longer in the order they had: as few as tell the new order from the old. */
const moved = (before: string[], after: string[]): Set<string> => {
  const old = before.filter((name) => after.includes(name));
  const now = after.filter((name) => before.includes(name));
  // The longest part that kept its order stays; lists of a call are short.
  const kept: string[][] = [];
  for (const name of now) {
    const place = old.indexOf(name);
    const best = kept
      .filter((run) => old.indexOf(run.at(-1) as string) < place)
      .reduce<string[]>((longest, run) => (run.length > longest.length ? run : longest), []);
    kept.push([...best, name]);
  }
  const stays = new Set(kept.reduce<string[]>((longest, run) => (run.length > longest.length ? run : longest), []));
  return new Set(now.filter((name) => !stays.has(name)));
};

const lists = (before: Group[], after: Group[], path: string[]): CallChange[] => {
  const old = new Map(before.map((entry) => [nameOf(entry) as string, entry]));
  const now = new Map(after.map((entry) => [nameOf(entry) as string, entry]));
  const order = moved([...old.keys()], [...now.keys()]);
  const place = (map: Map<string, Group>, name: string) => [...map.keys()].indexOf(name) + 1;
  return [
    ...[...now].flatMap(([name, entry]): CallChange[] => {
      const was = old.get(name);
      const here = [...path, name];
      if (!was) return [{ path: here, kind: 'added', after: entry }];
      const at: CallChange[] = order.has(name)
        ? [{ path: here, kind: 'moved', before: place(old, name), after: place(now, name) }]
        : [];
      return [...at, ...differences(was, entry, here)];
    }),
    ...[...old].flatMap(([name, entry]): CallChange[] =>
      now.has(name) ? [] : [{ path: [...path, name], kind: 'removed', before: entry }],
    ),
  ];
};

const differences = (before: unknown, after: unknown, path: string[]): CallChange[] => {
  if (same(before, after)) return [];
  if (isNamed(before) && isNamed(after)) return lists(before, after, path);
  if (isGroup(before) && isGroup(after))
    return [...new Set([...Object.keys(after), ...Object.keys(before)])].flatMap((key) =>
      differences(before[key], after[key], [...path, key]),
    );
  if (before === undefined) return [{ path, kind: 'added', after }];
  if (after === undefined) return [{ path, kind: 'removed', before }];
  return [{ path, kind: 'changed', before, after }];
};

/** What a version carries beside what it says. */
const own = new Set(['callId', 'version', 'publishedAt']);

/**
 * The changes from one version of a call to another, in the order of the newer one: entries of lists are matched by their
 * id, so that a step which moved is not told as gone and come.
 */
export const compareCalls = (before: object, after: object): CallChange[] => {
  const plain = (call: object) =>
    Object.fromEntries(
      // A call that is not paused says so or says nothing.
      Object.entries(call).filter(([key, value]) => !own.has(key) && !(key === 'paused' && value !== true)),
    );
  return differences(plain(before), plain(after), []);
};
