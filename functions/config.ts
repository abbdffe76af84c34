import * as z from 'zod';
import { codeLimits } from '../schemas/codes.ts';
import { leastDraftDays } from '../schemas/drafts.ts';
import { officePerDay, perDay } from '../schemas/per-day.ts';

/** The environment of a function, parsed once; a missing variable stops the start with its name. */
const variables = {
  TABLE_NAME: z.string().min(1),
  BUCKET_NAME: z.string().min(1),
  /** RFC 5322 address that mails come from. */
  SENDER_ADDRESS: z.string().min(3),
  /** SES's configuration set for letters: what becomes of them is told on the bus. */
  MAIL_CONFIGURATION_SET: z.string().min(1),
  /** Mails that SES takes from us in a second. */
  MAILS_PER_SECOND: z.coerce.number().positive(),
  /** Stages that share a sender tell their mails apart by it. */
  STAGE: z.string().regex(/^[a-z0-9-]+$/),
  /** Days without a save after which a draft expires. */
  DRAFT_DAYS: z.coerce.number().int().min(leastDraftDays),
  /** JSON object: what one person may do in a day. */
  PER_DAY: z
    .string()
    .transform((value): unknown => JSON.parse(value))
    .pipe(perDay),
  /** JSON object: what one member of staff may have mailed in a day. */
  OFFICE_PER_DAY: z
    .string()
    .transform((value): unknown => JSON.parse(value))
    .pipe(officePerDay),
  /** JSON object: mails with codes that one address gets in a day, and sign-ups in all. */
  CODE_LIMITS: z
    .string()
    .transform((value): unknown => JSON.parse(value))
    .pipe(codeLimits),
  /** Requests that one caller of this function may make in a minute. */
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(1),
  /** Origin of the pages, without a final slash: links in mails start with it. */
  SITE_URL: z.url(),
  ID_TOKEN_ISSUER: z.url(),
  ID_TOKEN_AUDIENCE: z.string().min(1),
  ID_TOKEN_JWKS_URL: z.url(),
  /** Pool where accounts of the office are made; empty where another issuer stands in its place. */
  USER_POOL_ID: z.string(),
  /** What the site adds to its requests, separated by commas; empty where the API may be called without it. */
  ORIGIN_SECRETS: z.string().transform((value) => value.split(',').filter(Boolean)),
  /** Days that it is kept who did and who opened what. */
  AUDIT_DAYS: z.coerce.number().int().min(1),
  /** JSON object: queue name to queue address. */
  QUEUE_URLS: z
    .string()
    .transform((value): unknown => JSON.parse(value))
    .pipe(z.record(z.string(), z.url())),
} as const;

export type Variables = typeof variables;
export type Config<K extends keyof Variables> = { [P in K]: z.output<Variables[P]> };

/**
 * The variables that a function names.
 * @throws Error naming each variable that is missing or malformed.
 */
export const readConfig = <K extends keyof Variables>(
  names: readonly K[],
  source: Record<string, string | undefined> = process.env,
): Config<K> => {
  const parsed: Record<string, unknown> = {};
  const faults: string[] = [];
  for (const name of names) {
    const result = variables[name].safeParse(source[name]);
    if (result.success) parsed[name] = result.data;
    else faults.push(`${name}: ${result.error.issues[0]?.message}`);
  }
  if (faults.length > 0) throw new Error(`Environment not usable. ${faults.join('. ')}`);
  return parsed as Config<K>;
};
