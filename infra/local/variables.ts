import type { EnvName, FunctionSpec } from '../../functions/spec.ts';
import { usualCodes } from '../../schemas/codes.ts';
import { usualDraftDays } from '../../schemas/drafts.ts';
import { type PerCaller, usualPerCaller } from '../../schemas/per-caller.ts';
import { usualOfficePerDay, usualPerDay } from '../../schemas/per-day.ts';
import type { Credentials } from './dynamodb.ts';
import { officePoolId, realmOf } from './identity/realms.ts';
import type { Identity } from './identity.ts';
import type { Queue } from './queues.ts';

/** What the parts of the platform are called and where they are. */
export interface Surroundings {
  region: string;
  credentials: Credentials;
  tableName: string;
  bucketName: string;
  senderAddress: string;
  urls: { site: string; dynamodb: string; bucket: string; identity: string; mail: string; queues: string };
  queue: Readonly<Record<string, Queue>>;
  identity: Identity;
  /** Requests that one caller may make in a minute; the usual unless given. */
  perCaller?: PerCaller | undefined;
}

/** Variables of the runtime, which Lambda sets itself, and the SDK's own for where a service is. */
export const runtimeVariables = ({ region, credentials, urls }: Surroundings): Record<string, string> => ({
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_ENDPOINT_URL_DYNAMODB: urls.dynamodb,
  AWS_ENDPOINT_URL_S3: urls.bucket,
  AWS_ENDPOINT_URL_GUARDDUTY: urls.bucket,
  AWS_ENDPOINT_URL_SES: urls.mail,
  AWS_ENDPOINT_URL_SQS: urls.queues,
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: urls.identity,
  POWERTOOLS_TRACE_ENABLED: 'false',
  NODE_ENV: 'production',
  TZ: 'UTC',
});

/** What a function can name in its spec; the issuer is that of its audience. */
export const functionVariables = (
  { tableName, bucketName, senderAddress, urls, queue, identity, perCaller = usualPerCaller }: Surroundings,
  { trigger }: Pick<FunctionSpec, 'trigger'>,
): Record<EnvName, string> => {
  const audience = trigger.kind === 'http' && trigger.audience !== 'public' ? trigger.audience : 'applicant';
  const realm = identity.realms[realmOf[audience]];
  return {
    TABLE_NAME: tableName,
    BUCKET_NAME: bucketName,
    SENDER_ADDRESS: senderAddress,
    MAIL_CONFIGURATION_SET: 'permanent-call-letters',
    // This engine bears any pace.
    MAILS_PER_SECOND: '1000',
    STAGE: 'local',
    AUDIT_DAYS: '365',
    DRAFT_DAYS: String(usualDraftDays),
    PER_DAY: JSON.stringify(usualPerDay),
    OFFICE_PER_DAY: JSON.stringify(usualOfficePerDay),
    CODE_LIMITS: JSON.stringify(usualCodes),
    REQUESTS_PER_MINUTE: String(perCaller[trigger.kind === 'http' ? trigger.audience : 'applicant']),
    SITE_URL: urls.site,
    ID_TOKEN_ISSUER: realm.issuer,
    ID_TOKEN_AUDIENCE: realm.clientId,
    ID_TOKEN_JWKS_URL: realm.jwksUrl,
    // Everything here comes through the one gateway.
    ORIGIN_SECRETS: '',
    USER_POOL_ID: officePoolId,
    QUEUE_URLS: JSON.stringify(Object.fromEntries(Object.values(queue).map(({ name, url }) => [name, url]))),
  };
};
