import type { JWTVerifyGetKey } from 'jose';
import * as z from 'zod';
import { email } from '../schemas/fields.ts';
import { onOneLine } from '../schemas/kept.ts';
import type { Config } from './config.ts';
import { DomainError, forbidden } from './domain/errors.ts';
import type { PersonItem } from './store/items.ts';

/** Who an ID token says somebody is, once its signature, issuer, audience and expiry are checked. */
export interface VerifiedClaims {
  name: string;
  email: string;
  /** When the token was issued, to the second. */
  issuedAt: string;
}

/**
 * What a profile takes over from a token. No address from one that is older than the profile's own: a pool ends sessions when
 * an address is changed (`ops change-address`), and a token that it gave out before is good for half an hour more.
 */
export const takenOver = (
  { name, email, issuedAt }: VerifiedClaims,
  known: Pick<PersonItem, 'email' | 'addressChangedAt'> | undefined,
): Pick<PersonItem, 'name' | 'email'> => {
  const isStale = known?.addressChangedAt !== undefined && issuedAt < known.addressChangedAt;
  return { name, email: isStale ? known.email : email };
};

export type VerifyIdToken = (idToken: string, subject: string) => Promise<VerifiedClaims>;

const word = z.string().overwrite(onOneLine).trim().min(1).max(120).optional();
const claims = z.object({
  sub: z.string(),
  iat: z.int(),
  name: word,
  given_name: word,
  family_name: word,
  /** ProConnect's name for it. */
  usual_name: word,
  email: email(),
  // Cognito sends a boolean here as well as, for federated users, a string.
  email_verified: z.union([z.literal(true), z.literal('true')]),
});

/**
 * Checks ID tokens of an issuer; `audience` may list several clients, separated by commas. A verified token is the only
 * source of a name and an address: access tokens of Cognito carry neither.
 * @throws DomainError invalid when the token is not one of the issuer's for this client; forbidden when it is
 * somebody else's than the access token's.
 */
export const idTokenVerifier = (
  options: Config<'ID_TOKEN_ISSUER' | 'ID_TOKEN_AUDIENCE' | 'ID_TOKEN_JWKS_URL'>,
): VerifyIdToken => {
  let keys: JWTVerifyGetKey | undefined;
  return async (idToken, subject) => {
    // Loaded at the first sign-in: no other request pays for it at its cold start.
    const { createRemoteJWKSet, jwtVerify } = await import('jose');
    keys ??= createRemoteJWKSet(new URL(options.ID_TOKEN_JWKS_URL));
    let payload: unknown;
    try {
      ({ payload } = await jwtVerify(idToken, keys, {
        issuer: options.ID_TOKEN_ISSUER,
        audience: options.ID_TOKEN_AUDIENCE.split(','),
      }));
    } catch {
      throw new DomainError('invalid', 'invalid', { fields: [{ path: ['idToken'], keys: ['rules.format'] }] });
    }
    const parsed = claims.safeParse(payload);
    if (!parsed.success)
      throw new DomainError('invalid', 'invalid', { fields: [{ path: ['idToken'], keys: ['rules.format'] }] });
    if (parsed.data.sub !== subject) throw forbidden();
    const { email: address, name, given_name, usual_name, family_name, iat } = parsed.data;
    const parts = [given_name, usual_name ?? family_name].filter((part) => part !== undefined);
    return {
      email: address,
      name: onOneLine((name ?? (parts.join(' ') || address)).slice(0, 120)),
      issuedAt: new Date(iat * 1000).toISOString(),
    };
  };
};
