import { Aws, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import * as ses from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import type { Settings } from './settings.ts';
import { addTarget } from './target.ts';

/** The configuration set that SES applies to a sender's mails, and counts its bounces under. */
export const configurationSet = (senderDomain: string): string => `permanent-call-${senderDomain.replaceAll('.', '-')}`;

/** What a sender needs: the identity that it sends from, and the configuration set that SES applies to it. */
export const senderArns = ({ region, senderDomain }: Settings): [identity: string, configurationSet: string] => {
  const prefix = `arn:${Aws.PARTITION}:ses:${region}:${Aws.ACCOUNT_ID}`;
  return [`${prefix}:identity/${senderDomain}`, `${prefix}:configuration-set/${configurationSet(senderDomain)}`];
};

/**
 * The sender's domain, apart from the stages: it is verified once through DNS, by a person, and before any user pool
 * may send from it; stages with the same sender share it.
 */
export class MailStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings, props: StackProps) {
    super(scope, id, { ...props, description: `Permanent call for projects: mails from ${settings.senderDomain}` });
    const set = new ses.ConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName: configurationSet(settings.senderDomain),
      reputationMetrics: true,
      suppressionReasons: ses.SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    const identity = new ses.EmailIdentity(this, 'Identity', {
      identity: ses.Identity.domain(settings.senderDomain),
      configurationSet: set,
      mailFromDomain: `mail.${settings.senderDomain}`,
    });
    const onAws = addTarget(this);
    identity.dkimRecords.forEach((record, i) => {
      new CfnOutput(this, `Dkim${i + 1}`, { value: `${record.name} CNAME ${record.value}`, condition: onAws });
    });
    new CfnOutput(this, 'MailFromMx', {
      value: `mail.${settings.senderDomain} MX 10 feedback-smtp.${settings.region}.amazonses.com`,
    });
    new CfnOutput(this, 'MailFromSpf', {
      value: `mail.${settings.senderDomain} TXT "v=spf1 include:amazonses.com ~all"`,
    });
  }
}
