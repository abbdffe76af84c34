import type * as z from 'zod';

type Node = { type: string; [key: string]: unknown };
const nodeOf = (schema: z.core.$ZodType): Node => (schema as z.ZodType).def as unknown as Node;

/** The character that takes most bytes for its place in a text: three for one. */
export const WIDE = '’';

const size = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
const largestOf = (values: readonly unknown[]): unknown =>
  values.reduce((most, value) => (size(value) > size(most) ? value : most));

/**
 * The largest value that a schema takes: every text as long as it may be, every list as full, nothing left out. What a
 * schema leaves open is taken from `open`, by the last name on its path; an array there is repeated as it is.
 * @throws Error with the path of what has no limit and is not in `open`.
 */
export const largest = (
  schema: z.core.$ZodType,
  open: Readonly<Record<string, unknown>>,
  path: readonly string[] = [],
): unknown => {
  const name = path.at(-1) ?? '';
  if (Object.hasOwn(open, name)) return open[name];
  const node = nodeOf(schema);
  const inner = (key: string, ...under: string[]) => largest(node[key] as z.core.$ZodType, open, [...path, ...under]);
  const unlimited = (what: string) => new Error(`${path.join('.')}: ${what} without a limit`);
  switch (node.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries((schema as z.ZodObject).shape).map(([key, child]) => [
          key,
          largest(child, open, [...path, key]),
        ]),
      );
    case 'optional':
    case 'default':
    case 'nullable':
      return inner('innerType');
    case 'pipe':
      // What is made of it by a function is no larger than what goes in.
      return inner(nodeOf(node.out as z.core.$ZodType).type === 'transform' ? 'in' : 'out');
    case 'union':
      return largestOf((node.options as z.core.$ZodType[]).map((option) => largest(option, open, path)));
    case 'intersection':
      return { ...(inner('left') as object), ...(inner('right') as object) };
    case 'array': {
      const { maxLength } = (schema as z.ZodArray)._zod.bag as { maxLength?: number };
      const length = (node.checks as z.core.$ZodCheck[] | undefined)
        ?.map((check) => check._zod.def as { check: string; maximum?: number })
        .find(({ check }) => check === 'max_length')?.maximum;
      const most = maxLength ?? length;
      if (most === undefined) throw unlimited('a list');
      return Array.from({ length: most }, () => inner('element'));
    }
    case 'string': {
      const { format, maxLength } = schema as z.ZodString;
      if (format === 'datetime') return '2026-03-18T09:00:00.000Z';
      if (format === 'date') return '2026-03-18';
      if (format === 'uuid') return '00000000-0000-4000-8000-000000000000';
      if (format === 'email') return `${'a'.repeat(60)}@${'b'.repeat(60)}.example`;
      if (maxLength === null) throw unlimited('a text');
      return (format === 'regex' ? 'a' : WIDE).repeat(maxLength);
    }
    case 'template_literal':
      return (node.parts as unknown[])
        .map((part) =>
          typeof part === 'string'
            ? part
            : nodeOf(part as z.core.$ZodType).type === 'literal'
              ? (nodeOf(part as z.core.$ZodType).values as string[])[0]
              : '0'.repeat(26),
        )
        .join('');
    case 'number':
      return (schema as z.ZodNumber).maxValue ?? Number.MAX_SAFE_INTEGER;
    case 'boolean':
      return true;
    case 'literal':
      return (node.values as unknown[])[0];
    case 'enum':
      return largestOf(Object.values(node.entries as Record<string, string>));
    case 'record': {
      // Those whose keys are an enumeration have them all.
      const key = nodeOf(node.keyType as z.core.$ZodType);
      if (key.type !== 'enum') throw unlimited('a record');
      return Object.fromEntries(
        Object.values(key.entries as Record<string, string>).map((each) => [each, inner('valueType', each)]),
      );
    }
    default:
      throw unlimited(node.type);
  }
};
