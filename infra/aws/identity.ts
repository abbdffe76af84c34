import { type CfnCondition, Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { accept } from './nag.ts';
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

const threatProtection =
  'Threat protection needs the Plus plan, several times the price of a sign-in; codes and second factors are limited by Cognito itself.';

/**
 * Never change of a pool that people have: `signInAliases`, `signInCaseSensitive` and `standardAttributes`. Cognito refuses
 * another schema, and CloudFormation makes a new, empty pool for the others, in which everybody is a stranger: persons are
 * known by the `sub` that their pool gave them. `npm run deploy` refuses such a change.
 */
const addPool = (
  scope: Construct,
  { settings, prefix, props }: { settings: Settings; prefix: string; props: cognito.UserPoolProps },
): Identity => {
  const pool = new cognito.UserPool(scope, 'Pool', {
    featurePlan: cognito.FeaturePlan.ESSENTIALS,
    signInAliases: { email: true },
    autoVerify: { email: true },
    signInCaseSensitive: false,
    standardAttributes: { email: { required: true, mutable: true } },
    keepOriginal: { email: true },
    passwordPolicy,
    email: cognito.UserPoolEmail.withSES({
      fromEmail: settings.senderAddress,
      sesRegion: settings.region,
      sesVerifiedDomain: settings.senderDomain,
    }),
    deletionProtection: settings.protect,
    removalPolicy: kept,
    ...props,
  });
  pool.addResourceServer('Api', {
    identifier: resourceServer,
    scopes: [new cognito.ResourceServerScope({ scopeName, scopeDescription: 'Use the permanent call for projects' })],
  });
  const domain = pool.addDomain('Domain', {
    cognitoDomain: { domainPrefix: prefix },
    managedLoginVersion: cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN,
  });
  const issuerOrigin = `https://cognito-idp.${settings.region}.amazonaws.com`;
  return { pool, issuer: `${issuerOrigin}/${pool.userPoolId}`, issuerOrigin, origin: domain.baseUrl() };
};

/** Applicants sign up themselves and sign in with a code sent to their address; they never choose a password. */
export const addApplicants = (scope: Construct, settings: Settings, prefix: string): Identity => {
  const applicants = addPool(new Construct(scope, 'Applicants'), {
    settings,
    prefix,
    props: {
      selfSignUpEnabled: true,
      // Cognito insists on PASSWORD beside any other first factor; who signs up with a code has none to try.
      signInPolicy: { allowedFirstAuthFactors: { password: true, emailOtp: true } },
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      userVerification: {
        emailSubject: "Votre code pour l'appel à projets permanent · Your code",
        emailBody: 'Votre code est {####}.<br><br><span lang="en">Your code is {####}.</span>',
      },
    },
  });
  accept(applicants.pool, {
    COG2: 'Cognito cannot join one-time codes by e-mail with a second factor in one pool; jury and staff have the pool with one.',
    COG8: threatProtection,
  });
  return applicants;
};

/** Jury and staff are invited, and prove themselves with a second factor. What they may do is in our membership items. */
export const addOffice = (scope: Construct, settings: Settings, prefix: string): Identity => {
  const office = addPool(new Construct(scope, 'Office'), {
    settings,
    prefix,
    props: {
      selfSignUpEnabled: false,
      mfa: cognito.Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      userInvitation: {
        emailSubject: "Votre compte pour l'appel à projets permanent · Your account",
        emailBody:
          'Votre identifiant est {username} et votre mot de passe provisoire, valable sept jours, est {####}.<br><br>' +
          '<span lang="en">Your user name is {username} and your temporary password, valid for seven days, is {####}.</span>',
      },
    },
  });
  accept(office.pool, { COG8: threatProtection });
  return office;
};

/** The pages as a public client: authorization code only, with PKCE as the pages ask for it; no secret, no password flow. */
export const addClient = (
  pool: cognito.UserPool,
  { siteUrl, session, onAws }: { siteUrl: string; session: Duration; onAws: CfnCondition },
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
  });
  client.node.addDependency(pool.node.findChild('Api'));
  // Managed login shows nothing for a client without a style.
  const branding = new cognito.CfnManagedLoginBranding(pool, 'Style', {
    userPoolId: pool.userPoolId,
    clientId: client.userPoolClientId,
    useCognitoProvidedValues: true,
  });
  branding.cfnOptions.condition = onAws;
  return client;
};
