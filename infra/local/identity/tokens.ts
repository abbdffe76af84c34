import { randomUUID } from 'node:crypto';
import { generateKeyPair, importJWK, SignJWT } from 'jose';
import type { IdentityKeys } from './keys.ts';
import type { PrivateAudience, Realm } from './realms.ts';

export interface MintedToken {
  sub: string;
  /** Whose API the token is for. */
  audience: PrivateAudience;
  /** Seconds until it ends, an hour unless said; negative for one that has ended. */
  expiresIn?: number;
  /** Signed with another key under the issuer's key id. */
  forged?: boolean;
}

export interface MintedIdToken extends MintedToken {
  name: string;
  email: string;
  emailVerified?: boolean;
}

/** A JWT access token (RFC 9068) as the realm's issuer writes it. */
export const mintToken = (keys: IdentityKeys, realm: Realm, request: MintedToken): Promise<string> =>
  sign(keys, realm, request, realm.apiAudience, 'at+jwt', { client_id: realm.clientId, jti: randomUUID() });

/** An ID token as the realm's issuer writes it. */
export const mintIdToken = (keys: IdentityKeys, realm: Realm, request: MintedIdToken): Promise<string> =>
  sign(keys, realm, request, realm.clientId, 'JWT', {
    name: request.name,
    email: request.email,
    email_verified: request.emailVerified ?? true,
  });

const sign = async (
  keys: IdentityKeys,
  realm: Realm,
  { sub, expiresIn = 3600, forged = false }: MintedToken,
  audience: string,
  typ: string,
  claims: Record<string, unknown>,
): Promise<string> => {
  const key = forged ? (await generateKeyPair('RS256')).privateKey : await importJWK(keys.signing, 'RS256');
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', typ, kid: keys.signing.kid })
    .setIssuer(realm.issuer)
    .setSubject(sub)
    .setAudience(audience)
    .setIssuedAt(Math.min(now, now + expiresIn))
    .setExpirationTime(now + expiresIn)
    .sign(key);
};
