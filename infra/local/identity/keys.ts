import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';

export interface IdentityKeys {
  /** Private RSA key that signs tokens. */
  signing: JWK & { kid: string };
  /** Sign the issuer's cookies. */
  cookies: string[];
}

/** The issuer's keys from a file, made at the first start, so that who was signed in stays signed in. */
export const openKeys = async (file: string | undefined): Promise<IdentityKeys> => {
  if (file && existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as IdentityKeys;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const keys: IdentityKeys = {
    signing: { ...jwk, alg: 'RS256', use: 'sig', kid: await calculateJwkThumbprint(jwk) },
    cookies: [randomBytes(32).toString('base64url')],
  };
  if (file) writeFileSync(file, JSON.stringify(keys), { mode: 0o600 });
  return keys;
};
