import type * as z from 'zod';
import { readable } from '../../schemas/readable.ts';
import type { Key } from './keys.ts';
import { upcastItem } from './upcasts/index.ts';
import type { Stored } from './upcasts/upcast.ts';

/** Attributes that are the table's own: made anew with every write, and no part of what was stored. */
const tableAttributes = new Set([
  'pk',
  'sk',
  'v',
  'expiresAt',
  ...['person', 'state', 'due'].flatMap((index) => [`${index}Key`, `${index}Sort`]),
]);

const isObject = (value: unknown): value is Stored =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What was read, with all that the schema did not know of what was stored. */
const keepingUnknown = (stored: unknown, known: unknown): unknown => {
  if (Array.isArray(stored) && Array.isArray(known) && stored.length === known.length)
    return known.map((entry, index) => keepingUnknown(stored[index], entry));
  if (!isObject(stored) || !isObject(known)) return known;
  const kept: Stored = { ...known };
  for (const [name, value] of Object.entries(stored))
    kept[name] = name in known ? keepingUnknown(value, known[name]) : value;
  return kept;
};

/**
 * An item of the table: one that an older release wrote is brought up to date, one that a newer release wrote is kept with
 * what this code does not know, so that writing it back loses nothing. It is held to its shape, never to rules that came
 * later.
 * @throws ZodError when it has not even the shape.
 */
export const readItem = <S extends z.ZodType>(schema: S, item: Stored & Partial<Key>): z.output<S> => {
  const current = upcastItem({ pk: item.pk ?? '', sk: item.sk ?? '' }, item);
  const own = Object.fromEntries(Object.entries(current).filter(([name]) => !tableAttributes.has(name)));
  return keepingUnknown(own, readable(schema).parse(own)) as z.output<S>;
};

/** What an item holds that only newer code knows, to be written with what replaces it. */
export const unknownTo = (schema: z.ZodObject, item: object | undefined): Stored =>
  Object.fromEntries(Object.entries(item ?? {}).filter(([name]) => !(name in schema.shape)));
