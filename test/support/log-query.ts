/** A line of a log: an object of JSON, as CloudWatch finds its fields. */
export type Line = Record<string, unknown>;

/** A field by its path, `error.frames.0`. */
export const fieldOf = (line: Line, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Line | undefined)?.[name], line);

type Test = (line: Line) => boolean;

/** One condition of a `filter`: `name = "value"`, `name != "value"`, `name in ["one", "other"]`. */
const condition = (text: string, words: Record<string, string>): Test => {
  const said = (word: string) => words[word] ?? word;
  const [, name = '', sign, value] = /^([\w.]+) (!?=) "([^"]+)"$/.exec(text) ?? [];
  if (sign && value) return (line) => (fieldOf(line, name) === said(value)) === (sign === '=');
  const [, field = '', list] = /^([\w.]+) in \[("[^"]+"(?:, "[^"]+")*)\]$/.exec(text) ?? [];
  if (list) {
    const values = JSON.parse(`[${list}]`) as unknown[];
    return (line) => values.includes(fieldOf(line, field));
  }
  throw new Error(`Not understood: ${text}`);
};

const counted = 'count(*) as times by ';

/** What a query of CloudWatch Logs Insights asks for, of the commands that our runbooks use. */
export interface LogQuery {
  /** Fields of the lines that it shows or counts by; those of CloudWatch itself (`@timestamp`) left out. */
  fields: string[];
  matches: Test;
  sortedBy: string | undefined;
}

/**
 * Reads a query. `words` stand in for values that a page writes in capitals.
 * @throws Error for a command that is not understood: it would be saved without ever having been tried.
 */
export const readQuery = (query: string, words: Record<string, string> = {}): LogQuery => {
  const tests: Test[] = [];
  let fields: string[] = [];
  let sortedBy: string | undefined;
  for (const part of query.split(/\n\| /)) {
    const [, command, rest = ''] = /^(\w+) (.+)$/.exec(part) ?? [];
    const named = (list: string) => list.split(', ').filter((name) => !name.startsWith('@'));
    if (command === 'fields') fields = named(rest);
    else if (command === 'stats' && rest.startsWith(counted)) fields = named(rest.slice(counted.length));
    // What is counted has no other fields any more: it is chosen before.
    else if (command === 'filter' && !query.slice(0, query.indexOf(part)).includes('| stats '))
      tests.push(...rest.split(' and ').map((text) => condition(text, words)));
    else if (command === 'sort' && /^\S+ (asc|desc)$/.test(rest)) sortedBy = rest.split(' ')[0];
    else if (!(command === 'limit' && /^\d+$/.test(rest))) throw new Error(`Not understood: ${part}`);
  }
  if (fields.length === 0 || tests.length === 0) throw new Error(`A query without fields or filter: ${query}`);
  return { fields, sortedBy, matches: (line) => tests.every((test) => test(line)) };
};

/**
 * Reads a filter of JSON lines as a metric filter has it: `{ ($.level = "ERROR") && ($.overdue > 0) }`.
 * @throws Error for what is not understood.
 */
export const readPattern = (pattern: string): Test => {
  const tokens = pattern.match(/[{}()]|&&|\|\||"[^"]*"|[^\s{}()]+/g) ?? [];
  let at = 0;
  const next = () => tokens[at++] ?? '';
  const expect = (token: string) => {
    if (next() !== token) throw new Error(`Not understood: ${pattern}`);
  };
  const either = (): Test => {
    const tests = [both()];
    while (tokens[at] === '||') {
      at++;
      tests.push(both());
    }
    return (line) => tests.some((test) => test(line));
  };
  const both = (): Test => {
    const tests = [single()];
    while (tokens[at] === '&&') {
      at++;
      tests.push(single());
    }
    return (line) => tests.every((test) => test(line));
  };
  const single = (): Test => {
    if (tokens[at] === '(') {
      at++;
      const inner = either();
      expect(')');
      return inner;
    }
    const [path, sign, value] = [next(), next(), next()];
    if (!path.startsWith('$.') || !value) throw new Error(`Not understood: ${pattern}`);
    const found = (line: Line) => fieldOf(line, path.slice(2));
    if (value.startsWith('"') && sign === '=') return (line) => found(line) === value.slice(1, -1);
    const figure = Number(value);
    const compared = {
      '>': (n: number) => n > figure,
      '>=': (n: number) => n >= figure,
      '=': (n: number) => n === figure,
    }[sign];
    if (!compared || Number.isNaN(figure)) throw new Error(`Not understood: ${pattern}`);
    return (line) => {
      const number = found(line);
      return typeof number === 'number' && compared(number);
    };
  };
  expect('{');
  const test = either();
  expect('}');
  if (at !== tokens.length) throw new Error(`Not understood: ${pattern}`);
  return test;
};
