import * as z from 'zod';

const made = new WeakMap<z.core.$ZodType, z.core.$ZodType>();

/**
 * The schema under which something is read that was accepted once: the same shape, without the rules of what may be
 * written (lengths, limits, formats, sums). Rules may be tightened for what comes next; what was stored under the former
 * ones is read for ever. Whether the shape itself changed is for `functions/store/upcasts`.
 */
export const readable = <S extends z.core.$ZodType>(schema: S): z.ZodType<z.output<S>> => {
  const known = made.get(schema);
  const found = known ?? withoutRules(schema);
  if (!known) made.set(schema, found);
  return found as z.ZodType<z.output<S>>;
};

type Def = z.core.$ZodTypes['_zod']['def'];

const withoutRules = (schema: z.core.$ZodType): z.core.$ZodType => {
  const def = schema._zod.def as Def;
  switch (def.type) {
    case 'string':
      return z.string();
    case 'number':
      return z.number();
    case 'object': {
      const shape = Object.fromEntries(Object.entries(def.shape).map(([name, part]) => [name, readable(part)]));
      const object = z.object(shape);
      return def.catchall ? object.catchall(readable(def.catchall)) : object;
    }
    case 'array':
      return z.array(readable(def.element));
    case 'record':
      return z.record(z.string(), readable(def.valueType));
    case 'optional':
      return z.optional(readable(def.innerType));
    case 'nullable':
      return z.nullable(readable(def.innerType));
    case 'union': {
      const options = def.options.map((option) => readable(option));
      return 'discriminator' in def
        ? z.discriminatedUnion(def.discriminator as string, options as unknown as [z.core.$ZodTypeDiscriminable])
        : z.union(options);
    }
    case 'intersection':
      return z.intersection(readable(def.left), readable(def.right));
    case 'pipe':
      // What stands stored is what came out of it; where that is made by a function, only the schema itself can say.
      return (def.out._zod.def as Def).type === 'transform' ? schema : readable(def.out);
    default:
      return schema;
  }
};
