import { Aws, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as ses from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import type { Settings } from './settings.ts';
import { kept } from './storage.ts';
import { addTarget } from './target.ts';

/** The configuration set that SES applies to a sender's mails, and counts its bounces under. */
export const configurationSet = (senderDomain: string): string => `permanent-call-${senderDomain.replaceAll('.', '-')}`;

/** The configuration set that letters name; sign-in codes and other mails of the domain get its default one. */
export const letterSet = ({ senderDomain }: Settings): string => `${configurationSet(senderDomain)}-letters`;

/** What a sender of letters needs: the identity that it sends from, and the configuration set that it names. */
export const senderArns = (settings: Settings): [identity: string, configurationSet: string] => {
  const { region, senderDomain } = settings;
  const prefix = `arn:${Aws.PARTITION}:ses:${region}:${Aws.ACCOUNT_ID}`;
  return [`${prefix}:identity/${senderDomain}`, `${prefix}:configuration-set/${letterSet(settings)}`];
};

/**
 * The sender's domain, apart from the stages: it is verified once through DNS, by a person, and before any user pool
 * may send from it; stages with the same sender share it. An identity that the account has already stays as it is.
 */
export class MailStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings, props: StackProps) {
    super(scope, id, { ...props, description: `Permanent call for projects: mails from ${settings.senderDomain}` });
    const set = new ses.ConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName: configurationSet(settings.senderDomain),
      reputationMetrics: true,
      suppressionReasons: ses.SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    // Letters to an address that refuses them are held by the service itself, which tells staff and can send them later.
    // SES's own suppression would drop them without a word, and once more after staff lifted the hold.
    const letters = new ses.ConfigurationSet(this, 'Letters', {
      configurationSetName: letterSet(settings),
      reputationMetrics: true,
      disableSuppressionList: true,
    });
    letters.addEventDestination('Failures', {
      destination: ses.EventDestination.eventBus(events.EventBus.fromEventBusName(this, 'Bus', 'default')),
      events: [ses.EmailSendingEvent.BOUNCE, ses.EmailSendingEvent.COMPLAINT, ses.EmailSendingEvent.REJECT],
    });
    if (settings.existingIdentity) return;
    const identity = new ses.EmailIdentity(this, 'Identity', {
      identity: ses.Identity.domain(settings.senderDomain),
      configurationSet: set,
      mailFromDomain: `mail.${settings.senderDomain}`,
    });
    // Its keys are in the city's DNS: a new one would have to be verified anew, by a person.
    identity.applyRemovalPolicy(kept);
    const onAws = addTarget(this);
    identity.dkimRecords.forEach((record, i) => {
      const value = zoneLine(record.name, 'CNAME', `${record.value}.`);
      new CfnOutput(this, `DnsDkim${i + 1}`, { value, condition: onAws });
    });
    for (const [id, value] of Object.entries(ownRecords(settings))) new CfnOutput(this, id, { value });
  }
}

/** A record as a line of a zone file, which every DNS editor takes or shows. */
const zoneLine = (name: string, type: string, value: string): string => `${name}. 3600 IN ${type} ${value}`;

/**
 * What the sender's DNS holds beside SES's keys. Returned mails come back to `mail.` of the domain, which is where SPF is
 * checked. A zone
 * file's comments say which records are not for every domain.
 */
const ownRecords = ({ senderDomain: domain, region }: Settings): Record<string, string> => ({
  DnsMailFromMx: zoneLine(`mail.${domain}`, 'MX', `10 feedback-smtp.${region}.amazonses.com.`),
  DnsMailFromSpf: zoneLine(`mail.${domain}`, 'TXT', '"v=spf1 include:amazonses.com ~all"'),
  DnsDomainSpf: zoneLine(domain, 'TXT', '"v=spf1 -all" ; only where nothing else sends from this domain'),
  DnsDmarc: zoneLine(
    `_dmarc.${domain}`,
    'TXT',
    '"v=DMARC1; p=quarantine; adkim=r; aspf=r" ; only where the domain has none yet',
  ),
});
