import { type CfnCondition, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { mailboxOf } from '../../functions/services/mailbox.ts';
import { loginStyle } from './login-style.ts';
import { zoneLine } from './mail.ts';
import { accept } from './nag.ts';
import { type PoolMail, poolMails } from './pool-mails.ts';
import type { Settings } from './settings.ts';
import { kept } from './storage.ts';

/** Scope of every access token for the API: a token that was made for something else, or an ID token, lacks it. */
export const apiScope = 'permanent-call/use';
const [resourceServer, scopeName] = apiScope.split('/') as [string, string];

/** The page, under the site's origin, that an issuer sends people back to. */
const signedInPath = '/signed-in';

export interface Identity {
  pool: cognito.UserPool;
  /** As tokens name it. Spelt out: the pool's own attribute of it is unknown to emulators. */
  issuer: string;
  issuerOrigin: string;
  /** Origin of the sign-in pages and of the token endpoint. */
  origin: string;
}

const passwordPolicy: cognito.PasswordPolicy = {
  minLength: 14,
  requireDigits: true,
  requireLowercase: true,
  requireUppercase: true,
  requireSymbols: true,
  tempPasswordValidity: Duration.days(7),
};

const templateOf = (pool: cognito.UserPool): cognito.CfnUserPool => pool.node.defaultChild as cognito.CfnUserPool;

const threatProtection =
  'Threat protection needs the Plus plan, several times the price of a sign-in; codes and second factors are limited by Cognito itself.';

/** What both pools take from around them. */
export interface PoolSurroundings {
  settings: Settings;
  /** Firewall of the pools. */
  webAclArn: string | undefined;
  /** Of the sign-in pages' host name under amazoncognito.com. */
  prefix: string;
}

interface PoolOptions extends PoolSurroundings {
  /** Host name of the city's own for the sign-in pages. */
  domain: string | undefined;
  mails: { code: PoolMail; invitation: PoolMail };
  props: cognito.UserPoolProps;
}

/** The city's own host name for the sign-in pages, and the record that leads there. */
const addOwnDomain = (pool: cognito.UserPool, settings: Settings, domainName: string): cognito.UserPoolDomain => {
  const { signInCertificateArn } = settings;
  if (!signInCertificateArn) throw new Error(`${domainName} has no certificate.`);
  const domain = pool.addDomain('OwnDomain', {
    customDomain: {
      domainName,
      certificate: acm.Certificate.fromCertificateArn(pool, 'Certificate', signInCertificateArn),
    },
    managedLoginVersion: cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN,
  });
  const id = `Dns${pool.node.scope?.node.id}SignIn`;
  new CfnOutput(Stack.of(pool), id, { value: zoneLine(domainName, 'CNAME', `${domain.cloudFrontEndpoint}.`) });
  return domain;
};

/**
 * Never change of a pool that people have: `signInAliases`, `signInCaseSensitive` and `standardAttributes`. Cognito refuses
 * another schema, and CloudFormation makes a new, empty pool for the others, in which everybody is a stranger: persons are
 * known by the `sub` that their pool gave them. `npm run deploy` refuses such a change.
 */
const addPool = (
  scope: Construct,
  { settings, webAclArn, prefix, domain: ownDomain, mails, props }: PoolOptions,
): Identity => {
  const pool = new cognito.UserPool(scope, 'Pool', {
    featurePlan: cognito.FeaturePlan.ESSENTIALS,
    signInAliases: { email: true },
    autoVerify: { email: true },
    signInCaseSensitive: false,
    standardAttributes: { email: { required: true, mutable: true } },
    passwordPolicy,
    userVerification: { emailSubject: mails.code.subject, emailBody: mails.code.body },
    userInvitation: { emailSubject: mails.invitation.subject, emailBody: mails.invitation.body },
    email: cognito.UserPoolEmail.withSES({
      fromEmail: settings.senderAddress,
      sesRegion: settings.region,
      sesVerifiedDomain: settings.senderDomain,
    }),
    deletionProtection: settings.protect,
    removalPolicy: kept,
    ...props,
  });
  // The CDK leaves a comma in the name unquoted, and writes longer names as one word, which RFC 2047 forbids.
  templateOf(pool).addPropertyOverride(
    'EmailConfiguration.From',
    mailboxOf(settings.senderName, settings.senderAddress),
  );
  if (webAclArn) new wafv2.CfnWebACLAssociation(pool, 'Firewall', { resourceArn: pool.userPoolArn, webAclArn });
  pool.addResourceServer('Api', {
    identifier: resourceServer,
    scopes: [new cognito.ResourceServerScope({ scopeName, scopeDescription: 'Use the permanent call for projects' })],
  });
  const domain = ownDomain
    ? addOwnDomain(pool, settings, ownDomain)
    : pool.addDomain('Domain', {
        cognitoDomain: { domainPrefix: prefix },
        managedLoginVersion: cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN,
      });
  const issuerOrigin = `https://cognito-idp.${settings.region}.amazonaws.com`;
  const origin = ownDomain ? `https://${ownDomain}` : domain.baseUrl();
  return { pool, issuer: `${issuerOrigin}/${pool.userPoolId}`, issuerOrigin, origin };
};

/** Applicants sign up themselves and sign in with a code sent to their address; they never choose a password. */
export const addApplicants = (scope: Construct, surroundings: PoolSurroundings): Identity => {
  const { settings } = surroundings;
  const { code, signInCode, applicantInvitation } = poolMails(settings.senderName);
  const applicants = addPool(new Construct(scope, 'Applicants'), {
    ...surroundings,
    domain: settings.applicantSignInDomain,
    mails: { code, invitation: applicantInvitation },
    props: {
      selfSignUpEnabled: true,
      // Cognito insists on PASSWORD beside any other first factor; who signs up with a code has none to try.
      signInPolicy: { allowedFirstAuthFactors: { password: true, emailOtp: true } },
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
    },
  });
  // The code of each sign-in has a template of its own, which the CDK's own construct does not know.
  if (!settings.plainSignIn)
    Object.assign(templateOf(applicants.pool), {
      emailAuthenticationSubject: signInCode.subject,
      emailAuthenticationMessage: signInCode.body,
    });
  accept(applicants.pool, {
    COG2: 'Cognito cannot join one-time codes by e-mail with a second factor in one pool; jury and staff have the pool with one.',
    COG8: threatProtection,
  });
  return applicants;
};

/** Jury and staff are invited, and prove themselves with a second factor. What they may do is in our membership items. */
export const addOffice = (scope: Construct, surroundings: PoolSurroundings): Identity => {
  const { settings } = surroundings;
  const { code, invitation } = poolMails(settings.senderName);
  const office = addPool(new Construct(scope, 'Office'), {
    ...surroundings,
    domain: settings.officeSignInDomain,
    mails: { code, invitation },
    props: {
      selfSignUpEnabled: false,
      mfa: cognito.Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
    },
  });
  accept(office.pool, { COG8: threatProtection });
  return office;
};

/** The pages as a public client: authorization code only, with PKCE as the pages ask for it; no secret, no password flow. */
export const addClient = (
  pool: cognito.UserPool,
  {
    settings,
    siteUrl,
    session,
    onAws,
  }: { settings: Settings; siteUrl: string; session: Duration; onAws: CfnCondition },
): cognito.UserPoolClient => {
  const client = pool.addClient('Pages', {
    generateSecret: false,
    authFlows: { user: true },
    oAuth: {
      flows: { authorizationCodeGrant: true, implicitCodeGrant: false },
      scopes: [
        cognito.OAuthScope.OPENID,
        cognito.OAuthScope.PROFILE,
        cognito.OAuthScope.EMAIL,
        cognito.OAuthScope.custom(apiScope),
      ],
      callbackUrls: [`${siteUrl}${signedInPath}`],
      logoutUrls: [`${siteUrl}/`],
    },
    supportedIdentityProviders: [cognito.UserPoolClientIdentityProvider.COGNITO],
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    accessTokenValidity: Duration.minutes(30),
    idTokenValidity: Duration.minutes(30),
    refreshTokenValidity: session,
    // Each renewal gives another. For a minute the one before is still taken: an answer may get lost on its way.
    refreshTokenRotationGracePeriod: Duration.seconds(60),
  });
  client.node.addDependency(pool.node.findChild('Api'));
  // Managed login shows nothing for a client without a style.
  const branding = new cognito.CfnManagedLoginBranding(pool, 'Style', {
    userPoolId: pool.userPoolId,
    clientId: client.userPoolClientId,
    ...(settings.plainSignIn ? { useCognitoProvidedValues: true } : { settings: loginStyle }),
  });
  branding.cfnOptions.condition = onAws;
  if (!settings.plainSignIn) addTerms(pool, client, { settings, siteUrl, onAws });
  return client;
};

/** Terms of use and privacy notice at the sign-up, in the reader's language: Cognito shows them once both are there. */
const addTerms = (
  pool: cognito.UserPool,
  { userPoolClientId: clientId }: cognito.UserPoolClient,
  { settings, siteUrl, onAws }: { settings: Settings; siteUrl: string; onAws: CfnCondition },
): void => {
  const ofOurs = (path: string) => (language: string) => `${siteUrl}/${path}?lang=${language}`;
  const given = (url: string) => () => url;
  const { termsUrl, privacyUrl } = settings;
  const documents = {
    'terms-of-use': termsUrl ? given(termsUrl) : ofOurs('terms'),
    'privacy-policy': privacyUrl ? given(privacyUrl) : ofOurs('legal'),
  };
  for (const [termsName, linkIn] of Object.entries(documents)) {
    const document = new cognito.CfnTerms(pool, termsName, {
      userPoolId: pool.userPoolId,
      clientId,
      termsName,
      termsSource: 'LINK',
      enforcement: 'NONE',
      links: { 'cognito:default': linkIn('fr'), 'cognito:french': linkIn('fr'), 'cognito:english': linkIn('en') },
    });
    document.cfnOptions.condition = onAws;
  }
};
