import type { CfnCondition, Duration } from 'aws-cdk-lib';
import type * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { addApplicants, addClient, addOffice, apiScope, type Identity } from './identity.ts';
import type { Outputs } from './publish.ts';
import type { GivenIssuer, Settings, Side } from './settings.ts';

/** Who issues the tokens of a side, and what a good one is. */
export interface Issuer {
  issuer: string;
  /** Audience of ID tokens: the pages. */
  clientId: string;
  /** Audience of access tokens. */
  audience: string;
  /** Scope that an access token must carry. */
  scope: string;
  jwksUrl: string;
  /** The pool of ours that it is, where it is one. */
  pool?: cognito.UserPool;
  /** What the deployment says of it, for the pages. */
  outputs: Partial<Outputs>;
}

/** A side's way in, before the site's address is known. */
export interface SignIn {
  /** Origins that the pages talk to: discovery and tokens. */
  origins: readonly string[];
  /** Makes the pages a client of it. */
  admit(siteUrl: string): Issuer;
}

export interface PoolOptions {
  /** Prefix of the sign-in pages' host name, unique in the region. */
  prefix: string;
  /** Firewall of the pools, where there is one. */
  webAclArn: string | undefined;
  /** How long somebody stays signed in. */
  session: Duration;
  /** Where the keys of user pools are. */
  keysBase: () => string;
  onAws: CfnCondition;
}

const asked = (scope: string): string => `openid profile email ${scope}`;

const ofPool = (
  side: Side,
  settings: Settings,
  { pool, issuer, issuerOrigin, origin }: Identity,
  { session, keysBase, onAws }: PoolOptions,
): SignIn => ({
  origins: [issuerOrigin, origin],
  admit: (siteUrl) => {
    const { userPoolClientId: clientId } = addClient(pool, { settings, siteUrl, session, onAws });
    return {
      issuer,
      clientId,
      audience: clientId,
      scope: apiScope,
      jwksUrl: `${keysBase()}/${pool.userPoolId}/.well-known/jwks.json`,
      pool,
      outputs:
        side === 'applicant'
          ? { ApplicantPool: pool.userPoolId, ApplicantSignIn: origin }
          : { OfficePool: pool.userPoolId, OfficeSignIn: origin },
    };
  },
});

const given = (side: Side, settings: GivenIssuer): SignIn => {
  const { Issuer, ClientId, JwksUrl, Audience, Scope = apiScope, SignOutUrl, TokenUrl } = settings;
  const prefix = side === 'applicant' ? 'Applicant' : 'Office';
  return {
    origins: [Issuer, ...(TokenUrl ? [TokenUrl] : [])].map((url) => new URL(url).origin),
    admit: () => ({
      issuer: Issuer,
      clientId: ClientId,
      audience: Audience ?? ClientId,
      scope: Scope,
      jwksUrl: JwksUrl,
      outputs: {
        ...(SignOutUrl ? { [`${prefix}SignOut`]: SignOutUrl } : {}),
        ...(Audience ? { [`${prefix}Resource`]: Audience } : {}),
      },
    }),
  };
};

/** How a side signs in: by a pool of ours, or by the issuer in the settings, and then no pool is made for it. */
export const addSignIn = (scope: Construct, side: Side, settings: Settings, options: PoolOptions): SignIn => {
  const other = settings.issuers[side];
  if (other) return given(side, other);
  const add = side === 'applicant' ? addApplicants : addOffice;
  return ofPool(side, settings, add(scope, { settings, ...options }), options);
};

/** What every side says of itself, whoever issues its tokens. */
export const outputsOf = (applicant: Issuer, office: Issuer) => ({
  ApplicantIssuer: applicant.issuer,
  ApplicantClient: applicant.clientId,
  ApplicantScope: asked(applicant.scope),
  OfficeIssuer: office.issuer,
  OfficeClient: office.clientId,
  OfficeScope: asked(office.scope),
  ...applicant.outputs,
  ...office.outputs,
});
