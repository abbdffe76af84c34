import type { App } from 'aws-cdk-lib';
import * as z from 'zod';

const flag = (fallback: boolean) =>
  z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')]).default(fallback);

/**
 * What one deployment chooses: `--context name=value`, over the examples in cdk.json. Names and limits that the code
 * decides do not stand here.
 */
const shape = {
  /** Stages live side by side in one account. */
  stage: z
    .string()
    .regex(/^[a-z][a-z0-9]{1,11}$/, 'two to twelve lower-case letters or digits')
    .default('staging'),
  region: z.string().default('eu-west-3'),
  /** Address that mails come from; its domain is verified with SES. */
  senderAddress: z.email(),
  /** Host name of the pages, such as appel.ville.example; needs `certificateArn`. CloudFront's own name unless given. */
  domain: z.hostname().optional(),
  /** ACM certificate of `domain`, in us-east-1 as CloudFront asks. */
  certificateArn: z.string().startsWith('arn:').optional(),
  /** Origin of the pages where something other than our CloudFront serves them. */
  siteUrl: z.url({ protocol: /^https$/ }).optional(),
  architecture: z.enum(['arm64', 'x86_64']).default('arm64'),
  /** Whether table and user pools refuse their deletion. */
  protect: flag(true),
  /** Where alarms are sent. */
  alarmAddress: z.email().optional(),
  /** Days that logs are kept; they hold no personal data. */
  logDays: z.coerce
    .number()
    .pipe(z.union([z.literal(30), z.literal(90), z.literal(180), z.literal(365)]))
    .default(90),
  /** Executions kept for each API function; none kept unless given, since a new account has few to give. */
  reservedConcurrency: z.coerce.number().int().min(1).optional(),
} as const;

/** Every name that `--context` may set. */
export const settingNames = Object.keys(shape);

const settings = z
  .object(shape)
  .refine((value) => !value.domain || value.certificateArn, {
    path: ['certificateArn'],
    error: 'a domain needs its certificate',
  })
  .transform((value) => ({ ...value, senderDomain: value.senderAddress.split('@')[1] as string }));

export type Settings = z.output<typeof settings>;

/**
 * The settings in an app's context.
 * @throws Error naming each setting that is missing or malformed.
 */
export const readSettings = (app: App): Settings => {
  const given = settingNames.map((name) => [name, app.node.tryGetContext(name)] as const);
  const result = settings.safeParse(Object.fromEntries(given.filter(([, value]) => value !== undefined)));
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`Settings not usable. ${faults.join('. ')}`);
};
