import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

export interface Mailer {
  /**
   * Hands a mail to SES.
   * @returns SES's message id.
   * @throws whatever SES refuses with; the mail then did not go out.
   */
  send(mail: Mail): Promise<string>;
}

export const createMailer = (sender: string): Mailer => {
  // The consumer retries under its lease: a retry of the client's own could send twice unseen.
  const client = new SESClient({ maxAttempts: 1 });
  const part = (Data: string) => ({ Data, Charset: 'UTF-8' });
  return {
    async send({ to, subject, text, html }) {
      const { MessageId } = await client.send(
        new SendEmailCommand({
          Source: sender,
          Destination: { ToAddresses: [to] },
          Message: { Subject: part(subject), Body: { Text: part(text), Html: part(html) } },
        }),
      );
      return MessageId ?? '';
    },
  };
};
