import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { Realm } from '../identity/realms.ts';

/** A token's claims as API Gateway hands them to a function: every value is text. */
export type Claims = Record<string, string>;

/**
 * A JWT authorizer: issuer, audience, dates and signature, the keys fetched from the issuer and kept.
 * @returns the claims, or undefined for a token that is missing or not good.
 */
export const jwtAuthorizer = (realm: Realm) => {
  const keys = createRemoteJWKSet(new URL(realm.jwksUrl));
  return async (authorization: string | undefined): Promise<Claims | undefined> => {
    const token = authorization?.replace(/^Bearer /i, '');
    if (!token) return undefined;
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: realm.issuer,
        audience: realm.apiAudience,
        algorithms: ['RS256'],
        requiredClaims: ['exp', 'sub'],
      });
      return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, asText(value)]));
    } catch {
      return undefined;
    }
  };
};

/** API Gateway writes a list as `[a b]`. */
const asText = (value: unknown): string => (Array.isArray(value) ? `[${value.join(' ')}]` : String(value));
