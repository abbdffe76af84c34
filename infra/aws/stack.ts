import { join } from 'node:path';
import { Aws, CfnOutput, CfnParameter, Duration, Fn, Stack, type StackProps, Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { EnvName, FunctionSpec } from '../../functions/spec.ts';
import { specs } from '../../functions/specs.ts';
import type { Audience } from '../../schemas/contract.ts';
import type { PerCaller } from '../../schemas/per-caller.ts';
import type { Reach } from './access.ts';
import { addApi, addRequestLog, addRoutes, addStage, apiHost } from './api.ts';
import { addBackup } from './backup.ts';
import { addQueues, addTrigger } from './events.ts';
import { addFunction } from './functions.ts';
import { letterSet, senderArns, zoneLine } from './mail.ts';
import { addMalwareProtection, bucketId } from './malware.ts';
import { addMonitoring } from './monitoring.ts';
import { accept } from './nag.ts';
import { addOriginSecrets } from './origin.ts';
import { addPoolFirewall } from './pool-firewall.ts';
import type { Outputs } from './publish.ts';
import { addressDays, closeSecurityLogs } from './security-logs.ts';
import type { Settings } from './settings.ts';
import { addSignIn, outputsOf } from './sign-in.ts';
import { addSite } from './site.ts';
import { keepSourceMaps } from './source-maps.ts';
import { addAttachmentBucket, addLogBucket, addSiteBucket, addTable, attachmentPrefix } from './storage.ts';
import { addTarget } from './target.ts';

/** Objects that functions and the scanner handle start with this. */

/**
 * Everything but the sender's domain. One stack as long as its resources stay well under CloudFormation's 500: a test
 * counts them. The order is that of the addresses: the bare API and the sign-in pages, then the site before them, whose
 * address the bucket, the clients and the functions want.
 */
export class PermanentCallStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings, props: StackProps) {
    super(scope, id, { ...props, description: `Permanent call for projects, ${settings.stage}` });
    const onAws = addTarget(this);
    let keys: CfnParameter | undefined;
    const keysBase = () => {
      keys ??= new CfnParameter(this, 'KeysBase', {
        description: 'Where an emulator serves the keys of its user pools. Nothing reads it in an account of AWS.',
        default: '',
      });
      const ofAws = `https://cognito-idp.${this.region}.amazonaws.com`;
      return Fn.conditionIf(onAws.logicalId, ofAws, keys.valueAsString).toString();
    };
    // Differs for each stack that is made: what is retained never stands in the way of a new one. A name that is known
    // beforehand keeps the bucket and the site, which name each other, out of a circle.
    const unique = Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', Aws.STACK_ID))));
    const prefix = `permanent-call-${settings.stage}`;
    const bucketName = `${prefix}-attachments-${unique}`;

    const logs = addLogBucket(this, settings);
    const table = addTable(this, settings);
    const api = addApi(this, settings);
    const ofPools = { keysBase, onAws, webAclArn: addPoolFirewall(this, settings) };
    const applicants = addSignIn(this, 'applicant', settings, {
      ...ofPools,
      prefix: `${prefix}-${unique}`,
      session: Duration.days(7),
    });
    const office = addSignIn(this, 'office', settings, {
      ...ofPools,
      prefix: `${prefix}-office-${unique}`,
      session: Duration.hours(12),
    });
    const pages = addSiteBucket(this, settings, logs);
    const origin = addOriginSecrets(this, settings);
    const { distribution, siteUrl } = addSite(this, settings, {
      pages,
      originSecret: origin.sent,
      apiHost: apiHost(api),
      content: {
        bucket: `https://${bucketName}.s3.${this.region}.${this.urlSuffix}`,
        identity: [...applicants.origins, ...office.origins],
      },
    });
    const attachments = addAttachmentBucket(this, settings, { bucketName, siteUrl, logs });
    const scans = addMalwareProtection(this, { bucket: attachments, prefix: attachmentPrefix, onAws });
    const tokens = { applicant: applicants.admit(siteUrl), office: office.admit(siteUrl) };
    const queues = addQueues(this, specs);
    const consumers = Object.entries(queues.consumers);
    const perCaller: PerCaller = {
      public: settings.requestsPerMinutePublic,
      applicant: settings.requestsPerMinuteApplicant,
      jury: settings.requestsPerMinuteJury,
      staff: settings.requestsPerMinuteStaff,
    };
    const env = ({ trigger }: FunctionSpec): Record<EnvName, string> => {
      const side = trigger.kind === 'http' && trigger.audience === 'applicant' ? 'applicant' : 'office';
      const { issuer, clientId, jwksUrl } = tokens[side];
      return {
        TABLE_NAME: table.tableName,
        BUCKET_NAME: attachments.bucketName,
        SENDER_ADDRESS: settings.senderAddress,
        MAIL_CONFIGURATION_SET: letterSet(settings),
        MAILS_PER_SECOND: String(settings.mailsPerSecond),
        STAGE: settings.stage,
        AUDIT_DAYS: String(settings.auditDays),
        DRAFT_DAYS: String(settings.draftDays),
        PER_DAY: JSON.stringify({
          drafts: settings.draftsPerDay,
          documents: settings.documentsPerDay,
          files: settings.filesPerDay,
          organisations: settings.organisationsPerDay,
          confirmations: settings.confirmationsPerDay,
        }),
        OFFICE_PER_DAY: JSON.stringify({
          invitations: settings.invitationsPerDay,
          mailsAgain: settings.mailsAgainPerDay,
          sessionsTold: settings.sessionsToldPerDay,
        }),
        REQUESTS_PER_MINUTE: String(perCaller[trigger.kind === 'http' ? trigger.audience : 'applicant']),
        SITE_URL: siteUrl,
        ID_TOKEN_ISSUER: issuer,
        ID_TOKEN_AUDIENCE: clientId,
        ID_TOKEN_JWKS_URL: jwksUrl,
        CODE_LIMITS: JSON.stringify({ perAddress: settings.codesPerAddress, signUps: settings.signUpsPerDay }),
        USER_POOL_ID: tokens.office.pool?.userPoolId ?? '',
        ORIGIN_SECRETS: origin.taken.join(','),
        QUEUE_URLS: this.toJsonString(Object.fromEntries(consumers.map(([name, queue]) => [name, queue.queueUrl]))),
      };
    };
    const reach = ({ name }: FunctionSpec): Omit<Reach, 'logGroup'> => {
      const failures = queues.failures.get(name)?.queueArn;
      return {
        table: table.tableArn,
        stream: table.tableStreamArn as string,
        objects: attachments.arnForObjects(`${attachmentPrefix}*`),
        bucket: { arn: attachments.bucketArn, prefix: attachmentPrefix },
        queues: Object.fromEntries(consumers.map(([key, queue]) => [key, queue.queueArn])) as Reach['queues'],
        sender: senderArns(settings),
        senderAddress: settings.senderAddress,
        ...(tokens.office.pool ? { accounts: tokens.office.pool.userPoolArn } : {}),
        ...(failures ? { failures } : {}),
      };
    };
    const bundles = join(Stage.of(this)?.outdir ?? 'cdk.out', 'bundles');
    const pools = { applicant: tokens.applicant.pool, office: tokens.office.pool };
    const used = specs.filter(({ trigger }) => trigger.kind !== 'user-pool' || pools[trigger.side]);
    const functions = used.map((spec) => {
      const fn = addFunction(this, spec, settings, { env, reach, bundles });
      if (spec.access.bucket) {
        accept(fn.node.scope?.node.findChild('Role') as Construct, {
          [`IAM5[Resource::<${bucketId(attachments)}.Arn>/${attachmentPrefix}*]`]:
            'Documents are named when they are promised; everything that functions handle is under this prefix.',
        });
      }
      addTrigger(fn, spec, { table, attachments, attachmentPrefix, stage: settings.stage, queues, pools });
      return { spec, fn };
    });

    if (origin.sent) {
      // Functions know a new secret before the site sends it.
      for (const { spec, fn } of functions) if (spec.trigger.kind === 'http') distribution.node.addDependency(fn);
    }

    const ofAudience = Object.fromEntries(
      functions.flatMap(({ spec, fn }) => (spec.trigger.kind === 'http' ? [[spec.trigger.audience, fn]] : [])),
    ) as Record<Audience, (typeof functions)[number]['fn']>;
    const requestLog = addRequestLog(api, settings);
    const securityReader = closeSecurityLogs(this, settings, { bucket: logs, requestLog });
    const stage = addStage(api, addRoutes(api, ofAudience, tokens), requestLog, settings);
    // Functions and what wakes them are made after its role, and take minutes.
    scans.node.addDependency(stage, ...functions.map(({ fn }) => fn));
    const { topic } = addMonitoring(this, settings, { functions, queues, table, api, stage }, onAws);

    this.#outputs({
      Region: this.region,
      SiteUrl: siteUrl,
      ApiUrl: `https://${apiHost(api)}`,
      PagesBucket: pages.bucketName,
      AttachmentBucket: attachments.bucketName,
      TableName: table.tableName,
      SourceMaps: keepSourceMaps(this, bundles),
      Distribution: distribution.distributionId,
      LogBucket: logs.bucketName,
      SecurityReader: securityReader.roleArn,
      AddressDays: String(addressDays(settings)),
      ...outputsOf(tokens.applicant, tokens.office),
      ...addBackup(this, settings, { table, attachments, topic, unique }),
      ...(settings.trial ? { Trial: 'true' } : {}),
      ...(settings.domain
        ? { DnsSite: zoneLine(settings.domain, 'CNAME', `${distribution.distributionDomainName}.`) }
        : {}),
    });
  }

  #outputs(values: Outputs): void {
    for (const [name, value] of Object.entries(values)) new CfnOutput(this, name, { value });
  }
}
