/**
 * JSON in which each larger value stands once: the version of a call is in every view of every file. What is repeated
 * stands in a list, and in its place the number of its line: `{"#": 3}`.
 */

/** Shorter values, in characters of JSON, stay where they are. */
const WORTH_FOLDING = 40;

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const inside = (value: Json, change: (part: Json) => Json): Json => {
  if (Array.isArray(value)) return value.map(change);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, change(part)]));
};

export interface Folded {
  repeated: unknown[];
  folded: unknown;
}

export const fold = (whole: unknown): Folded => {
  const times = new Map<string, number>();
  const count = (value: Json): Json => {
    const text = JSON.stringify(value);
    const before = times.get(text) ?? 0;
    times.set(text, before + 1);
    // What is inside of something that is repeated is repeated with it.
    if (before === 0) inside(value, count);
    return value;
  };
  count(whole as Json);
  const lines = new Map<string, number>();
  const repeated: Json[] = [];
  const shorten = (value: Json): Json => {
    const text = JSON.stringify(value);
    if (text.length < WORTH_FOLDING || times.get(text) === 1) return inside(value, shorten);
    let line = lines.get(text);
    if (line === undefined) {
      const shortened = inside(value, shorten);
      line = repeated.push(shortened) - 1;
      lines.set(text, line);
    }
    return { '#': line };
  };
  return { folded: shorten(whole as Json), repeated };
};

export const unfold = ({ folded, repeated }: Folded): unknown => {
  const restored = new Map<number, Json>();
  const lengthen = (value: Json): Json => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || typeof value['#'] !== 'number')
      return inside(value, lengthen);
    const line = value['#'];
    const known = restored.get(line) ?? lengthen(repeated[line] as Json);
    restored.set(line, known);
    return known;
  };
  return lengthen(folded as Json);
};
