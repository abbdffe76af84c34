import * as z from 'zod';

const never = z.never();
const made = new WeakMap<z.core.$ZodType, z.core.$ZodType>();

/**
 * The schema under which nothing that it does not name is passed over, at whatever depth: for what is written by hand and
 * published, where a name with a slip in it would be a rule that is missing without a word. What pages send is read without
 * it: a page of a newer release may say more.
 */
export const exactly = <S extends z.ZodType>(schema: S): S => {
  const known = made.get(schema);
  const found = known ?? closed(schema);
  if (!known) made.set(schema, found);
  return found as S;
};

type Def = z.core.$ZodTypes['_zod']['def'];
const closed = (schema: z.ZodType): z.ZodType => {
  const def = schema.def as Def;
  const own = (changed: Partial<Def>) => schema.clone({ ...def, ...changed } as never);
  const inner = (part: z.core.$ZodType) => exactly(part as z.ZodType);
  switch (def.type) {
    case 'object': {
      const shape = Object.fromEntries(Object.entries(def.shape).map(([name, part]) => [name, inner(part)]));
      return own({ shape, catchall: never } as Partial<Def>);
    }
    case 'array':
      return own({ element: inner(def.element) } as Partial<Def>);
    case 'optional':
    case 'nullable':
    case 'default':
      return own({ innerType: inner(def.innerType) } as Partial<Def>);
    case 'union':
      return own({ options: def.options.map(inner) } as Partial<Def>);
    default:
      return schema;
  }
};
