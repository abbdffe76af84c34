import { randomUUID } from 'node:crypto';
import type { Bus } from './bus.ts';

/** A mail as the first version of SES's API is asked to send it, of which something may be told later. */
export interface SentMail {
  messageId: string;
  source: string;
  destination: string[];
  configurationSet: string | null;
  tags: Record<string, string>;
}

/** What was asked for in a form of `SendEmail`. */
export const sentMail = (form: URLSearchParams, messageId: string): SentMail => {
  const listed = (prefix: string) =>
    [...form].filter(([name]) => name.startsWith(prefix)).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return {
    messageId,
    source: form.get('Source') ?? '',
    destination: listed('Destination.ToAddresses.member.').map(([, address]) => address),
    configurationSet: form.get('ConfigurationSetName'),
    tags: Object.fromEntries(
      listed('Tags.member.')
        .filter(([name]) => name.endsWith('.Name'))
        .map(([name, tag]) => [tag, form.get(name.replace(/Name$/, 'Value')) ?? '']),
    ),
  };
};

const simulated = /^(bounce|complaint|ooto|success)(\+[^@]*)?@simulator\.amazonses\.com$/i;

/**
 * The event that SES's mailbox simulator leads to, nothing for any other address: `bounce@simulator.amazonses.com` does
 * not exist, and whoever reads `complaint@…` finds our mails unwanted. As on AWS a label may follow the name, and nothing
 * is told of mails without a configuration set.
 */
export const simulatedEvent = (mail: SentMail): Parameters<Bus['put']>[0] | undefined => {
  const [address = ''] = mail.destination;
  const kind = mail.configurationSet ? simulated.exec(address)?.[1]?.toLowerCase() : undefined;
  const timestamp = new Date().toISOString();
  const tags = Object.fromEntries(
    Object.entries({ ...mail.tags, 'ses:configuration-set': mail.configurationSet ?? '' }).map(([name, value]) => [
      name,
      [value],
    ]),
  );
  const { messageId, source, destination } = mail;
  const about = { timestamp, messageId, source, destination, tags };
  const told = { feedbackId: randomUUID(), timestamp };
  if (kind === 'bounce')
    return {
      source: 'aws.ses',
      'detail-type': 'Email Bounced',
      resources: [],
      detail: {
        eventType: 'Bounce',
        mail: about,
        bounce: {
          ...told,
          bounceType: 'Permanent',
          bounceSubType: 'General',
          bouncedRecipients: [{ emailAddress: address, action: 'failed', status: '5.1.1' }],
        },
      },
    };
  if (kind === 'complaint')
    return {
      source: 'aws.ses',
      'detail-type': 'Email Complaint Received',
      resources: [],
      detail: {
        eventType: 'Complaint',
        mail: about,
        complaint: { ...told, complainedRecipients: [{ emailAddress: address }], complaintFeedbackType: 'abuse' },
      },
    };
  return undefined;
};
