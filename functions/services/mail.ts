import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
import { type MailAbout, tagsOf } from '../../schemas/mail.ts';
import { mailboxOf } from './mailbox.ts';

export interface Mail {
  /** The name that readers see before the sender's address. */
  fromName?: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  about: MailAbout;
}

export interface Mailer {
  /** The address that mails come from, without its name. */
  readonly sender?: string;
  /**
   * Waits for the turn of one mail, and gives what sends it at once: whoever decides on the mail does so in between.
   * @throws NoTurn when it comes too late.
   */
  ready?(): Promise<Mailer>;
  /**
   * Hands a mail to SES.
   * @returns SES's message id.
   * @throws whatever SES refuses with; the mail then did not go out.
   */
  send(mail: Mail): Promise<string>;
}

/** Leaves with the configuration set that tells of what becomes of a mail, and with the tags that say which one it was. */
export const createMailer = (from: { sender: string; configurationSet: string; stage: string }): Mailer => {
  // The consumer retries under its lease: a retry of the client's own could send twice unseen.
  const client = new SESClient({ maxAttempts: 1 });
  const part = (Data: string) => ({ Data, Charset: 'UTF-8' });
  return {
    sender: from.sender,
    async send({ fromName, to, subject, text, html, about }) {
      const { MessageId } = await client.send(
        new SendEmailCommand({
          Source: mailboxOf(fromName, from.sender),
          ConfigurationSetName: from.configurationSet,
          Tags: Object.entries(tagsOf(about, from.stage)).map(([Name, Value]) => ({ Name, Value })),
          Destination: { ToAddresses: [to] },
          Message: { Subject: part(subject), Body: { Text: part(text), Html: part(html) } },
        }),
      );
      return MessageId ?? '';
    },
  };
};
