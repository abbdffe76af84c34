/**
 * What is kept of what arrives, whoever wrote it and wherever it comes in: one rule for every text, number and name. What
 * the table, a mail or a PDF cannot take is put right where nobody can see it anyway, and refused in words where they can.
 */

/** A set of characters as a part of a regular expression, in escapes that every dialect of them reads alike. */
const set = (...ranges: (number | [from: number, to: number])[]): string => {
  const sign = (code: number) => `\\u${code.toString(16).padStart(4, '0')}`;
  return ranges.map((range) => (typeof range === 'number' ? sign(range) : range.map(sign).join('-'))).join('');
};

/** Ends of a line other than the line feed: of old programs, of word processors, and those that Unicode has by name. */
const LINE_ENDS = set(0x0b, 0x0c, 0x85, 0x2028, 0x2029);
/**
 * Characters that are nothing to read: controls, marks that turn the direction of what comes after them, the byte order
 * mark, and what is no character.
 */
const UNSEEN = set(
  [0x00, 0x08],
  [0x0e, 0x1f],
  [0x7f, 0x84],
  [0x86, 0x9f],
  [0x202a, 0x202e],
  [0x2066, 0x2069],
  0xfeff,
  [0xfffe, 0xffff],
);

/**
 * Signs without a picture that have their place beside others, in a name of Persian or an emoji, and say nothing alone: joiners,
 * fillers, marks of where a word may end.
 */
const BLANK = set(
  0xad,
  0x34f,
  0x61c,
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x2060, 0x206f],
  0x2800,
  0x3164,
  [0xfe00, 0xfe0f],
  0xffa0,
  [0xfff0, 0xfff8],
);

const lineEnd = new RegExp(`\\r\\n?|[${LINE_ENDS}]`, 'g');
/** Halves of a pair stand alone only where a text was cut amid a character. */
const unseen = new RegExp(`[${UNSEEN}\\p{Surrogate}]`, 'gu');

/** A text as it is kept: lines end in a line feed, and nothing is in it that cannot be seen. */
export const tidied = (text: string): string => text.replace(lineEnd, '\n').replace(unseen, '');

/** The same for what stands on one line: a name, a title, an address. */
export const onOneLine = (text: string): string => tidied(text).replace(/[\n\t]/g, ' ');

/** A character that a person sees. The next line (U+0085) is a space to some dialects only. */
const SEEN = `[^\\s\\u0085${UNSEEN}${BLANK}]`;
const seen = new RegExp(SEEN, 'u');

/** Whether there is anything in a text that a person sees: a name or a reason of blanks alone is none. */
export const isSeen = (text: string): boolean => seen.test(text);

/**
 * A regular expression for texts with at least as many characters once they are tidied and trimmed, for the document of the
 * API. A text that passes has them; one with a lone carriage return may have them without passing.
 */
export const patternOf = (minimum: number): string | undefined => {
  if (minimum === 0) return undefined;
  if (minimum === 1) return SEEN;
  const read = `[^\\s\\u0085${UNSEEN}]`;
  const passedOver = `[\\r${UNSEEN}]`;
  return `(?=[\\s\\S]*${SEEN})${read}(?:${passedOver}*[^\\r${UNSEEN}]){${minimum - 2}}[\\s\\S]*${read}`;
};

/** Levels of lists and objects that one request has at the most; the table takes 32 of an item. */
export const maxDepth = 24;
/** The smallest number beside nothing that is kept exactly. */
export const leastNumber = 1e-100;
/** Names of what was typed: those of fields, questions and lines. */
export const keyPattern = '^[A-Za-z0-9][A-Za-z0-9_-]*$';
export const maxKeyLength = 60;
/** `constructor` is read as something else than a name by what writes to the table. */
const key = new RegExp(keyPattern);
const isKey = (name: string): boolean => name.length <= maxKeyLength && name !== 'constructor' && key.test(name);

const isExact = (number: number): boolean =>
  Math.abs(number) <= Number.MAX_SAFE_INTEGER && (number === 0 || Math.abs(number) >= leastNumber);

type Place = (string | number)[];
/** What cannot be kept, and where it stands: the instruction that mends it is `rules.<rule>`. */
export interface NotKept {
  path: Place;
  rule: 'too-deep' | 'key' | 'exact';
}

/** A part of a JSON value, with the way to it. */
interface Part {
  value: unknown;
  depth: number;
  name?: string | number;
  above?: Part;
}
const placeOf = (part: Part | undefined): Place =>
  part?.name === undefined ? [] : [...placeOf(part.above), part.name];

/** Every part of a JSON value, without a call inside a call: however deep it is, it is gone through. */
function* partsOf(value: unknown): Generator<Part> {
  const waiting: Part[] = [{ value, depth: 1 }];
  for (let above = waiting.pop(); above; above = waiting.pop()) {
    yield above;
    if (typeof above.value !== 'object' || above.value === null) continue;
    const isList = Array.isArray(above.value);
    for (const [name, inner] of Object.entries(above.value))
      waiting.push({ value: inner, depth: above.depth + 1, name: isList ? Number(name) : name, above });
  }
}

const isTooDeep = ({ value, depth }: Part): boolean => typeof value === 'object' && value !== null && depth > maxDepth;

/** Where a JSON value is deeper than a request may be; nothing where it is not. */
export const tooDeep = (value: unknown): NotKept | undefined => {
  for (const part of partsOf(value)) if (isTooDeep(part)) return { path: placeOf(part), rule: 'too-deep' };
  return undefined;
};

/** One thing that cannot be kept of a JSON value; nothing where all can. */
export const notKept = (value: unknown): NotKept | undefined => {
  for (const part of partsOf(value)) {
    const rule = isTooDeep(part)
      ? 'too-deep'
      : typeof part.name === 'string' && !isKey(part.name)
        ? 'key'
        : typeof part.value === 'number' && !isExact(part.value)
          ? 'exact'
          : undefined;
    if (rule) return { path: placeOf(part), rule };
  }
  return undefined;
};

/** A JSON value with every text in it tidied. */
export const allTidied = (value: unknown): unknown => {
  if (typeof value === 'string') return tidied(value);
  if (Array.isArray(value)) return value.map(allTidied);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, allTidied(part)]));
};
