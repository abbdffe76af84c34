import * as z from 'zod';
import {
  allTidied,
  isSeen,
  keyPattern,
  leastNumber,
  maxDepth,
  maxKeyLength,
  notKept,
  onOneLine,
  patternOf,
  tidied,
} from './kept.ts';

/**
 * The rules of single fields. A field's label, hint and instructions stand in `texts/` under its name
 * (`fields.title.label`, `.hint`, `.ask`…); `instructions.ts` finds them from the path of an issue, so a rule
 * and its words meet by name and no message is written twice.
 */

/** Makes a schema once, however often it is asked for: schemas never change, and each costs a function's cold start. */
const once = <S>(make: () => S): (() => S) => {
  let made: S | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

/** The same for a rule with limits. */
const oncePer = <L extends number[], S>(make: (...limits: L) => S): ((...limits: L) => S) => {
  const made = new Map<string, S>();
  return (...limits) => {
    const name = limits.join();
    const schema = made.get(name) ?? make(...limits);
    made.set(name, schema);
    return schema;
  };
};

/**
 * What the document of the API says of a schema beside what zod prints of it, in JSON Schema: rules that are functions here,
 * as far as they can be said there.
 */
export const documented = z.registry<Record<string, unknown>>();
const saying = <S extends z.core.$ZodType>(schema: S, said: Record<string, unknown>): S => {
  documented.add(schema, said);
  return schema;
};

/** A text as typed: `max` counts what is typed, `min` what is left of it once it is put right. */
const typedText = (putRight: (text: string) => string, max: number, min: number) => {
  const pattern = patternOf(min);
  const typed = z.string().max(max).overwrite(putRight).trim().min(min);
  if (!pattern) return typed;
  // One that is too short is told so already.
  const isFilled = (value: string) => value.length < min || isSeen(value);
  return saying(typed.refine(isFilled, { params: { rule: 'ask' } }), { pattern });
};

/** A text in the two languages of the service. */
const oneLanguage = typedText(tidied, 2000, 1);
export const localized = z.object({ fr: oneLanguage, en: oneLanguage });
export type Localized = z.infer<typeof localized>;

export const languages = ['fr', 'en'] as const;
export const language = z.enum(languages);
export type Language = z.infer<typeof language>;

/** Text that a person types: put right and trimmed, not empty; `max` in characters. */
export const text = oncePer((max: number, min: number = 1) => typedText(tidied, max, min));

/** Text that may be left empty; `max` in characters. */
export const optionalText = oncePer((max: number) => typedText(tidied, max, 0).optional());

/** Text that stands on one line, such as a name: what was typed on several is put on one. */
export const line = oncePer((max: number, min: number = 1) => typedText(onOneLine, max, min));

/** The same where it may be left empty. */
export const optionalLine = oncePer((max: number) => typedText(onOneLine, max, 0).optional());

/** The number of a version or a revision: how often something was changed. */
export const changes = oncePer((min: number) => z.int().min(min).max(999_999_999));

/** Money in whole cents, never negative, at most 100 million euros. */
export const money = once(() => z.int().min(0).max(10_000_000_000));

/** An amount that must be more than nothing, in whole cents. */
export const positiveMoney = once(() => money().min(1));

/** The days that this service may speak of. */
export const firstDay = '2000-01-01';
export const lastDay = '2099-12-31';

/** Whether a day or an instant lies among them. */
export const isInReach = (value: string): boolean => value.slice(0, 10) >= firstDay && value.slice(0, 10) <= lastDay;

/** A year far away is a slip of the hand, and would hide a decision or a session for good. */
const refuseFarYear = (value: string, context: z.core.$RefinementCtx): void => {
  // What is no day at all is told so, and not of its year as well.
  if (/^\d{4}-\d\d-\d\d/.test(value) && !isInReach(value))
    context.addIssue({ code: 'custom', params: { rule: 'year' } });
};

/** The same for the document of the API, whose formats say which days there are. */
const dayInReach = '20[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])';

/** A calendar day, `YYYY-MM-DD`, read as Europe/Paris. */
export const day = once(() => saying(z.iso.date().superRefine(refuseFarYear), { pattern: `^${dayInReach}$` }));

/** Whether what was typed has the shape of a day, so that it can be held against another. */
export const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);

/** Refuses a period of days or quarters that ends before it begins: it holds nothing, whatever was meant. */
export const inOrder = (
  { from, to }: { from?: string | undefined; to?: string | undefined },
  context: z.core.$RefinementCtx,
): void => {
  if (from !== undefined && to !== undefined && to < from)
    context.addIssue({ code: 'custom', path: ['to'], params: { rule: 'before-from' } });
};

/** An instant, ISO 8601 in UTC. */
export const instant = once(() => z.iso.datetime());

/** An instant that a person plans something for. */
export const plannedInstant = once(() =>
  saying(z.iso.datetime().superRefine(refuseFarYear), {
    pattern: `^${dayInReach}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]+)?Z$`,
  }),
);

/** An address that mail goes to: RFC 5321 takes 64 characters before the @, and 63 between two dots. */
export const email = once(() =>
  z
    .email({
      pattern:
        /^[A-Za-z0-9_'+-]+(?:\.[A-Za-z0-9_'+-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/,
    })
    .max(254)
    .refine((address) => address.indexOf('@') <= 64, { params: { rule: 'format-email' } }),
);

/** What people set apart the digits of a number with: spaces of any width, dots, dashes, slashes. */
const setApart = '[\\s\\u200b-\\u200f\\u2060.\\-\\u2010-\\u2015/]*';

/** A number that is kept in one form, however it is typed; `parts` are the forms of its characters, one by one. */
const asOneWord = (form: RegExp, parts: string[], isRight: (number: string) => boolean = () => true) =>
  saying(
    z
      .string()
      .overwrite((typed) => typed.replace(new RegExp(setApart, 'g'), '').toUpperCase())
      .regex(form)
      .refine(isRight),
    { pattern: `^${setApart}${parts.map((part) => part + setApart).join('')}$` },
  );

const digits = (count: number) => Array.from({ length: count }, () => '[0-9]');

/**
 * A phone number as typed in France and beside it: 9 to 15 digits (ITU-T E.164) that are not all the same, set apart by
 * spaces, dots, dashes, slashes or brackets, and a leading +. It stays as it was typed, with plain spaces.
 */
export const phone = once(() =>
  saying(
    z
      .string()
      .overwrite((typed) => typed.replace(/[\s\u200b-\u200f\u2060]+/g, ' ').trim())
      .max(30)
      .regex(/^(?=(?:\D*\d){9,15}\D*$)(?!\D*(\d)(?:\D*\1)*\D*$)\+?\(?\d[\d .()/\-\u2010-\u2015]*$/),
    { pattern: '^(?!\\D*(\\d)(?:\\D*\\1)*\\D*$)\\s*\\+?\\(?[0-9](?:[ .()/-]*[0-9]){8,14}[ .()/-]*\\s*$' },
  ),
);

/** Digits under the Luhn check (ISO/IEC 7812-1), as SIREN and SIRET use it. */
const luhn = (digits: string): boolean => {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const weighted = i % 2 === 1 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
};

/**
 * SIRET: 14 digits under the Luhn check; establishments of La Poste (SIREN 356000000) other than its seat are
 * checked by a digit sum divisible by 5 instead. What sets its digits apart is dropped. Source: docs/domain facts, stdnum's
 * fr.siret.
 */
export const siret = once(() => asOneWord(/^[0-9]{14}$/, digits(14), isSiret));

export const isSiret = (value: string): boolean => {
  if (!/^\d{14}$/.test(value)) return false;
  if (value.startsWith('356000000') && value !== '35600000000048')
    return [...value].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
  return luhn(value);
};

/** RNA number of an association, as real registers hold it: W, a digit, then eight characters, letters allowed in the first. */
export const rna = once(() => asOneWord(/^W[0-9][A-Z0-9][0-9]{7}$/, ['[Ww]', '[0-9]', '[A-Za-z0-9]', ...digits(7)]));

/** A post code: five digits, however they are set apart. */
export const postalCode = once(() => asOneWord(/^[0-9]{5}$/, digits(5)));

/** A prefixed sortable id: `app_01hx…` (prefix and lower-case ULID). */
export const id = <P extends string>(prefix: P) =>
  z.templateLiteral([z.literal(prefix), z.literal('_'), z.string().regex(/[0-9a-hjkmnp-tv-z]{26}/)]);

/** A short name chosen by whoever writes the call's data: `completeness`, `social-need`. */
export const slug = once(() =>
  z
    .string()
    .regex(/^(?!constructor$)[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(60),
);

/** The person behind a token: the `sub` of the issuer, as it stands. OpenID Connect holds it to ASCII. */
export const personId = once(() =>
  z
    .string()
    .regex(/^[!-~]+$/)
    .max(128),
);

/** SHA-256 in hexadecimal. */
export const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** What a client makes up once per act, so that the act happens once however often it is sent. */
export const idempotencyKey = once(() => z.uuid());

/** An opaque place in a list, as the last answer gave it. */
export const cursor = once(() =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(1000),
);

/** Any JSON. */
export const json = z.json();

/** Any JSON that can be kept: of texts, numbers and names what `kept.ts` says. */
export const keptJson = saying(z.json(), {
  anyOf: [
    { type: ['string', 'boolean', 'null'] },
    { type: 'number', minimum: leastNumber, maximum: Number.MAX_SAFE_INTEGER },
    { type: 'number', minimum: -Number.MAX_SAFE_INTEGER, maximum: -leastNumber },
    { const: 0 },
    { type: 'array', items: { $ref: '#/components/schemas/KeptJson' } },
    {
      type: 'object',
      propertyNames: { pattern: keyPattern, maxLength: maxKeyLength },
      additionalProperties: { $ref: '#/components/schemas/KeptJson' },
    },
  ],
});

/** Refuses a request, or a part of one, with what cannot be kept of it. */
export const keepable = (value: unknown, context: z.core.$RefinementCtx): void => {
  const found = notKept(value);
  if (found) context.addIssue({ code: 'custom', path: found.path, params: { rule: found.rule, maximum: maxDepth } });
};

/**
 * What was typed so far, as it is kept: anything of the right outer shape, its texts put right. How much of it may be saved,
 * `withinBytes` says.
 */
export const typed = z
  .record(z.string().max(maxKeyLength).regex(new RegExp(keyPattern)), keptJson)
  .superRefine(keepable)
  .overwrite((value) => allTidied(value) as Record<string, z.core.util.JSONType>);

/** Size of a value as it is kept and sent: its JSON, in bytes of UTF-8. */
export const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value) ?? '').length;

/**
 * Refuses, with by how much, what is larger than `maximum` bytes. An item of the table ends at 400 kB, which it counts in
 * bytes and not in characters: whatever has many texts is held to a size as a whole. Only what is written is: what was kept
 * under an earlier rule is read all the same.
 */
export const withinBytes =
  (maximum: number) =>
  (value: unknown, context: z.core.$RefinementCtx): void => {
    const over = bytesOf(value) - maximum;
    if (over > 0) context.addIssue({ code: 'custom', params: { rule: 'too-long', over } });
  };

/**
 * For rules that several fields obey together: they are looked at also while another field is wrong, so that a person is told
 * of everything at once. What they are given is then in part as it was typed, and they pass over what they cannot read.
 */
export const alsoWhenWrong = {
  when: ({ value }: { value: unknown }): boolean => typeof value === 'object' && value !== null,
};

/** Fields as such rules are given them: each may be missing, or anything that was typed. */
export type Typing<Name extends string> = { [name in Name]?: unknown };
