import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
import type { Credentials } from '../dynamodb.ts';
import type { MailInvitation } from './accounts.ts';

/** What Cognito writes in the pool's name on AWS, in both languages; here nobody needs a password. */
const subject = "Votre compte pour l'appel à projets permanent · Your account";

/** Mails invitations through this machine's SES. */
export const invitationMailer = (options: {
  mailUrl: string;
  siteUrl: string;
  sender: string;
  region: string;
  credentials: Credentials;
}): MailInvitation => {
  const { mailUrl, siteUrl, sender, region, credentials } = options;
  const client = new SESClient({ endpoint: mailUrl, region, credentials });
  return async ({ name, email }) => {
    const text = [
      `Bonjour ${name},`,
      `Un compte vous attend pour l'appel à projets permanent : ${siteUrl}. Votre identifiant est ${email}. Sur cette machine de démonstration, choisissez votre nom sur la page de connexion.`,
      `An account is waiting for you: ${siteUrl}. Your user name is ${email}. On this demonstration machine, choose your name on the sign-in page.`,
    ].join('\n\n');
    await client.send(
      new SendEmailCommand({
        Source: sender,
        Destination: { ToAddresses: [email] },
        Message: { Subject: { Data: subject, Charset: 'UTF-8' }, Body: { Text: { Data: text, Charset: 'UTF-8' } } },
      }),
    );
  };
};
