/** A mail of a user pool as its template: Cognito puts the code, or the temporary password, in the place of `{####}`. */
export interface PoolMail {
  subject: string;
  body: string;
}

/** What a template must not take for its own: a placeholder, or a tag. */
const asText = (words: string): string =>
  words.replace(/[&<>"{}]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/\s+/g, ' ');

const both = (fr: string, en: string): string => `${fr}<br><br><span lang="en">${en}</span>`;

/**
 * Every mail that user pools send, in both languages, French first: Cognito tells no trigger in which language somebody
 * reads its pages (docs/decisions/0041). Each says whose it is, and what whoever did not ask for it does: nothing.
 * @param senderName The city and its service, as readers know them.
 */
export const poolMails = (
  senderName: string,
): Record<'code' | 'signInCode' | 'applicantInvitation' | 'invitation', PoolMail> => {
  const name = asText(senderName);
  const unasked = {
    fr: `Si vous n’avez rien demandé, ne faites rien et ne donnez ce code à personne.<br>${name}`,
    en: `If you did not ask for anything, do nothing, and give this code to nobody.<br>${name}`,
  };
  return {
    // One template for a sign-up, a forgotten password and a changed address: Cognito has no more.
    code: {
      subject: 'Votre code · Your code',
      body: both(
        `Bonjour,<br>votre code pour confirmer votre adresse ou changer de mot de passe est {####}.<br>${unasked.fr}`,
        `Your code to confirm your address or to change your password is {####}.<br>${unasked.en}`,
      ),
    },
    signInCode: {
      subject: 'Votre code de connexion · Your sign-in code',
      body: both(
        `Bonjour,<br>votre code de connexion est {####}.<br>${unasked.fr}`,
        `Your sign-in code is {####}.<br>${unasked.en}`,
      ),
    },
    applicantInvitation: {
      subject: 'Votre compte · Your account',
      body: both(
        `Bonjour,<br>un compte vous attend. Votre identifiant est {username} et votre mot de passe provisoire, valable sept jours, est {####}.<br>${name}`,
        `An account is waiting for you. Your user name is {username} and your temporary password, valid for seven days, is {####}.<br>${name}`,
      ),
    },
    invitation: {
      subject: 'Votre compte : jury et services · Your account',
      body: both(
        `Bonjour,<br>un compte vous attend. Votre identifiant est {username} et votre mot de passe provisoire, valable sept jours, est {####}.<br>À la première connexion, il vous faudra choisir un mot de passe et une application d’authentification sur votre téléphone.<br>${name}`,
        `An account is waiting for you. Your user name is {username} and your temporary password, valid for seven days, is {####}.<br>At the first sign-in you choose a password and an authenticator application on your phone.<br>${name}`,
      ),
    },
  };
};
