import * as z from 'zod';
import { usualCodes } from '../../schemas/codes.ts';
import { leastDraftDays, usualDraftDays } from '../../schemas/drafts.ts';
import { usualPerCaller } from '../../schemas/per-caller.ts';
import { usualOfficePerDay, usualPerDay } from '../../schemas/per-day.ts';
import { tableUnits, usualPlaces } from '../limits.ts';

const flag = (fallback: boolean) => z.boolean().default(fallback);

/** The two sides that sign in apart from each other. */
export type Side = 'applicant' | 'office';

const httpsUrl = () => z.url({ protocol: /^https$/, error: 'write an address that begins with https://' });

/**
 * Another OIDC issuer for a side instead of a Cognito pool of ours; docs/deploy.md says what it must offer. The first
 * three belong together.
 */
const issuerShape = {
  /** As tokens name it, exactly: with its final slash if it has one. */
  Issuer: httpsUrl().optional(),
  /** The pages as a public client of it. */
  ClientId: z.string().min(1).optional(),
  /** Where its keys are. */
  JwksUrl: httpsUrl().optional(),
  /** Audience of its access tokens, which the pages ask for (RFC 8707); the client itself unless given. */
  Audience: z.string().min(1).optional(),
  /** Scope that an access token must carry. */
  Scope: z.string().regex(/^\S+$/, 'write one scope, without a space').optional(),
  /** Where its session ends, if its discovery document does not say. */
  SignOutUrl: httpsUrl().optional(),
  /** Where its token endpoint is, if not at the issuer's own origin. */
  TokenUrl: httpsUrl().optional(),
} as const;
type IssuerSettings = z.output<z.ZodObject<typeof issuerShape>>;

const issuerSettings = <S extends Side>(side: S) =>
  Object.fromEntries(Object.entries(issuerShape).map(([name, schema]) => [`${side}${name}`, schema])) as {
    [K in keyof typeof issuerShape as `${S}${K}`]: (typeof issuerShape)[K];
  };

/** The tag that costs are told apart by. */
export const stageTag = 'permanent-call-stage';

const days = (least: number, most: number, fallback: number) => z.number().int().min(least).max(most).default(fallback);

/** A region of AWS by its code. */
const regionCode = () => z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'write the code of a region, such as eu-west-3');

const arn = () => z.string().startsWith('arn:', 'write the whole ARN, which begins with arn:');

/** Words that Cognito takes in no name of its sign-in pages ("Domain cannot contain reserved word"). */
const reserved = ['aws', 'amazon', 'cognito'];

/** The longest domain whose configuration set of letters, `permanent-call-DOMAIN-letters`, keeps to SES's 64 characters. */
const longestSender = 64 - 'permanent-call--letters'.length;

const senderDomainOf = (address: string): string => address.split('@')[1] ?? '';

/** A host name of sign-in pages; Cognito takes 63 characters of lower case (its API's reference, CreateUserPoolDomain). */
const signInDomain = (example: string) =>
  z
    .hostname(`write a host name alone, such as ${example}`)
    .max(63, 'write a host name of at most 63 characters, Cognito takes no longer one')
    .refine((name) => name === name.toLowerCase(), 'write it in lower case')
    .optional();

/** Other stacks are called `permanent-call-` and one of these. */
const taken = ['backup', 'edge', 'mail', 'pipeline', 'security'];

/**
 * What one deployment chooses, in `stages/<name>.json`. Names and limits that the code decides do not stand here, and
 * neither does any secret. A fault says what to write instead, as the second half of a sentence.
 */
const shape = {
  /** Stages live side by side in one account. */
  stage: z
    .string()
    .regex(/^[a-z][a-z0-9]{1,11}$/, 'write two to twelve lower-case letters or digits, a letter first')
    .refine((stage) => !taken.includes(stage), `choose another name: stacks beside a stage's have ${taken.join(', ')}`)
    .refine(
      (stage) => !reserved.some((word) => stage.includes(word)),
      `choose a name without ${reserved.join(', ')}: Cognito refuses them in the address of its sign-in pages`,
    ),
  region: regionCode().default('eu-west-3'),
  /** The only account that this is deployed to: credentials of another are refused. Any unless given. */
  account: z
    .string()
    .regex(/^\d{12}$/, 'write the twelve digits of the account, in quotes')
    .optional(),
  /** Address that mails come from; its domain is verified with SES. */
  senderAddress: z
    .email('write an address, such as ne-pas-repondre@appel.ville.example')
    .refine(
      (address) => senderDomainOf(address).length <= longestSender,
      `write an address whose domain has at most ${longestSender} characters, SES takes no longer names`,
    ),
  /** Takes the SES identity that the account has of the sender's domain already, instead of making one. */
  existingIdentity: flag(false),
  /** Refuses the deployment while SES is in its sandbox, where mails reach verified addresses alone. */
  refuseSandbox: flag(false),
  /** The city and its service, as mails with codes and invitations name them; letters name the service that the call names. */
  senderName: z
    .string()
    .trim()
    .regex(/^[^\p{C}{}<>]+$/u, 'write one line without braces and angle brackets')
    .max(100)
    .default('Appel à projets permanent'),
  /** Letters that may leave in a second: SES's maximum send rate of the account, less room for sign-in codes. */
  mailsPerSecond: z.number().min(0.1).max(500).default(1),
  /** Host name of the pages, such as appel.ville.example; needs `certificateArn`. CloudFront's own name unless given. */
  domain: z.hostname('write a host name alone, such as appel.ville.example').optional(),
  /** ACM certificate of `domain`, in us-east-1 as CloudFront asks. */
  certificateArn: arn().optional(),
  /** Firewall before the pages and the API, in us-east-1; with it the API no longer answers at its own address. */
  webAclArn: arn().optional(),
  /** Makes `certificateArn` and `webAclArn` in an edge stack first: `npm run deploy` reads it and passes them on. */
  edge: flag(false),
  /** Keeps the API's own address open beside the firewall: for the deployment that adds one to a running stage. */
  apiOpen: flag(false),
  /** Raised by one, it replaces the secret that the site shows the API. */
  originSecretRound: z.number().int().min(1).default(1),
  /** Requests that the edge takes from one address in five minutes. An example: a jury may sit behind one address. */
  requestsPerAddress: z.number().int().min(100).default(5000),
  /**
   * EXAMPLES: requests a minute that the API takes of one address where nobody signs in, of one person of an association, and
   * of one member of the jury or of the staff; a quarter of it may come at once. Counted in each instance of a function.
   */
  requestsPerMinutePublic: z.number().int().min(60).default(usualPerCaller.public),
  requestsPerMinuteApplicant: z.number().int().min(60).default(usualPerCaller.applicant),
  requestsPerMinuteJury: z.number().int().min(60).default(usualPerCaller.jury),
  requestsPerMinuteStaff: z.number().int().min(60).default(usualPerCaller.staff),
  /** Origin of the pages where something other than our CloudFront serves them. */
  siteUrl: httpsUrl()
    .refine((url) => new URL(url).origin === url, 'write the origin alone, such as https://appel.ville.example')
    .optional(),
  /** Host names of the city's own for the sign-in pages, in place of names under amazoncognito.com: one for each pool. */
  applicantSignInDomain: signInDomain('connexion.appel.ville.example'),
  officeSignInDomain: signInDomain('agents.appel.ville.example'),
  /** ACM certificate of both, in us-east-1 as Cognito asks. */
  signInCertificateArn: z
    .string()
    .startsWith('arn:aws:acm:us-east-1:', 'write the ARN of a certificate in us-east-1')
    .optional(),
  /** Terms of use and privacy notice that a sign-up links to; pages of ours unless given. */
  termsUrl: httpsUrl().optional(),
  privacyUrl: httpsUrl().optional(),
  /** Takes Cognito's own look and its English mail for sign-in codes, and no terms: for an AWS that refuses ours. */
  plainSignIn: flag(false),
  /** Makes a firewall for the user pools. */
  poolFirewall: flag(false),
  /** A firewall that is there already, in the pools' region. */
  poolWebAclArn: arn().optional(),
  /** EXAMPLE: requests that this firewall takes from one address in five minutes; a sign-in makes about twenty. */
  signInRequestsPerAddress: z.number().int().min(10).default(600),
  /** EXAMPLE: sign-ups that it takes from one address in ten minutes: a training room may sit behind one. WAF counts from 10 on. */
  signUpsPerAddress: z.number().int().min(10).default(20),
  /**
   * EXAMPLES: mails with codes that go to one mailbox in a day, of sign-ups and as many again of an account that exists, sign-in
   * codes apart; sign-ups in a day, all together.
   */
  codesPerAddress: z.number().int().min(1).default(usualCodes.perAddress),
  signUpsPerDay: z.number().int().min(1).default(usualCodes.signUps),
  architecture: z.enum(['arm64', 'x86_64']).default('arm64'),
  /** Whether stack, table and user pools refuse their deletion, from the end of the first deployment on. */
  protect: flag(true),
  /** Whether every file of this stage is there to be tried with, so that `npm run smoke -- … --life` may leave one. Never in production. */
  trial: flag(false),
  /** Where alarms are sent. */
  alarmAddress: z.email('write an address, such as astreinte@ville.example').optional(),
  /** EXAMPLE: what the account may cost a month, in US dollars as AWS bills; told at 80 %, and when 100 % is forecast. */
  monthlyBudgetUsd: z.number().positive().default(50),
  /** Whether that budget counts this stage alone: once the tag `permanent-call-stage` is activated in billing. */
  budgetByTag: flag(false),
  /**
   * Functions that the account may run at once (Service Quotas, "Concurrent executions"); a new account may have 10. The
   * gateway's throttles and an alarm follow it.
   */
  accountConcurrency: z.number().int().min(1).default(usualPlaces),
  /** Days that logs are kept; they hold no personal data. */
  logDays: z.literal([30, 90, 180, 365]).default(90),
  /**
   * Days that logs of who read and wrote which object are kept: half a year, as the CNIL advises for access logs. S3 writes the
   * reader's address in them.
   */
  accessLogDays: days(1, 365, 180),
  /**
   * EXAMPLE, the city decides: days that it is kept from which address each request came, apart from the other logs; none is
   * with 0. The CNIL advises six months to a year (délibération 2021-122). CloudWatch keeps a log for no other numbers of days.
   */
  securityLogDays: z.literal([0, 30, 60, 90, 120, 150, 180, 365]).default(180),
  /**
   * EXAMPLE: days that it is kept who did and who opened what. The CNIL advises six months to a year (délibération 2021-122);
   * events themselves stay.
   */
  auditDays: days(30, 1095, 365),
  /** Days after which a document that was deleted or replaced is gone for good; pages likewise. */
  deletedDays: days(1, 365, 30),
  /** EXAMPLE: days without a save after which a draft expires; its owner is warned twice before. */
  draftDays: days(leastDraftDays, 3650, usualDraftDays),
  /** EXAMPLES: what one person may begin, promise, hand in, register and have asked in a day. */
  draftsPerDay: z.number().int().min(1).default(usualPerDay.drafts),
  documentsPerDay: z.number().int().min(1).default(usualPerDay.documents),
  filesPerDay: z.number().int().min(1).default(usualPerDay.files),
  organisationsPerDay: z.number().int().min(1).default(usualPerDay.organisations),
  confirmationsPerDay: z.number().int().min(1).default(usualPerDay.confirmations),
  /** EXAMPLES: what one member of staff may have mailed in a day. */
  invitationsPerDay: z.number().int().min(1).default(usualOfficePerDay.invitations),
  mailsAgainPerDay: z.number().int().min(1).default(usualOfficePerDay.mailsAgain),
  sessionsToldPerDay: z.number().int().min(1).default(usualOfficePerDay.sessionsTold),
  /** Days that the table can be brought back to any second of. */
  recoveryDays: days(1, 35, 35),
  /** Vault of a second account that takes a copy of each night's backup; none are made unless given. */
  backupVaultArn: z
    .string()
    .regex(/^arn:aws:backup:[a-z0-9-]+:\d{12}:backup-vault:.+$/, 'the ARN that the backup stack prints')
    .optional(),
  /** EXAMPLE: days that such a copy is kept. What was erased meanwhile is in it until then. */
  backupDays: days(35, 3650, 365),
  /**
   * Of that vault: `governance` lets an administrator of the second account take the lock off, `compliance` nobody, three days
   * after it was put on.
   */
  backupLock: z.enum(['none', 'governance', 'compliance']).default('governance'),
  /** For the backup stack alone: account of the stage whose copies it takes, and its own region if another. */
  backupOf: z
    .string()
    .regex(/^\d{12}$/, 'twelve digits')
    .optional(),
  backupRegion: regionCode().optional(),
  /** Request units that the table and each of its indexes take in a second. */
  maxReadUnits: z.number().int().min(100).default(tableUnits.read),
  maxWriteUnits: z.number().int().min(100).default(tableUnits.write),
  /** Raised by one, it connects everything to a new, empty table: the way back after a loss, docs/runbooks/restore.md. */
  tableGeneration: z.number().int().min(1).default(1),
  /** Executions kept for each API function; none kept unless given, since a new account has few to give. */
  reservedConcurrency: z.number().int().min(1).optional(),
  ...issuerSettings('applicant'),
  ...issuerSettings('office'),
} as const;

/** Every name that a stage's file may have. */
export const settingNames = Object.keys(shape);

/** An issuer that was given for a side. */
export type GivenIssuer = IssuerSettings & { Issuer: string; ClientId: string; JwksUrl: string };

const issuerOf = (value: Record<string, unknown>, side: Side): IssuerSettings =>
  Object.fromEntries(Object.keys(issuerShape).map((name) => [name, value[`${side}${name}`]])) as IssuerSettings;

/** What a file says, before anything is derived: editors get its JSON schema. */
export const written = z.strictObject(shape);

const settings = written
  .superRefine((value, context) => {
    for (const side of ['applicant', 'office'] as const) {
      const given = issuerOf(value, side);
      const all = ['Issuer', 'ClientId', 'JwksUrl'] as const;
      if (!Object.values(given).some(Boolean)) continue;
      for (const name of all)
        if (!given[name])
          context.addIssue({ code: 'custom', path: [`${side}${name}`], message: 'give it, the issuer needs it' });
    }
  })
  .refine((value) => !value.domain || value.certificateArn || value.edge, {
    path: ['certificateArn'],
    error: 'give the certificate of the domain, or "edge": true',
  })
  .refine((value) => value.domain || !(value.webAclArn || value.edge), {
    path: ['domain'],
    error: 'give the host name that the edge stands before',
  })
  .refine((value) => value.signInCertificateArn || !(value.applicantSignInDomain || value.officeSignInDomain), {
    path: ['signInCertificateArn'],
    error: 'give the certificate of the sign-in domains',
  })
  .refine((value) => !value.officeSignInDomain || value.officeSignInDomain !== value.applicantSignInDomain, {
    path: ['officeSignInDomain'],
    error: 'give another name, each pool needs its own',
  })
  .refine((value) => !(value.poolFirewall && value.poolWebAclArn), {
    path: ['poolWebAclArn'],
    error: 'take it out, or "poolFirewall": a firewall is made or given',
  })
  .transform((value) => {
    const given = (side: Side) => {
      const issuer = issuerOf(value, side);
      return issuer.Issuer ? (issuer as GivenIssuer) : undefined;
    };
    return {
      ...value,
      senderDomain: senderDomainOf(value.senderAddress),
      /** By side; none means a pool of ours. */
      issuers: { applicant: given('applicant'), office: given('office') },
    };
  });

export type Settings = z.output<typeof settings>;

/** Settings with their defaults, or the faults. */
export const parseSettings = (given: unknown, error: z.core.$ZodErrorMap): z.ZodSafeParseResult<Settings> =>
  settings.safeParse(given, { error });
