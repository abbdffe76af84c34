import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import * as z from 'zod';
import { reading, type Words } from '../fault.ts';

export interface IdentityKeys {
  /** Private RSA key that signs tokens. */
  signing: JWK & { kid: string };
  /** Sign the issuer's cookies. */
  cookies: string[];
}

const keysFile: z.ZodType<IdentityKeys> = z.object({
  signing: z.looseObject({ kty: z.literal('RSA'), kid: z.string(), n: z.string(), d: z.string() }),
  cookies: z.array(z.string()).min(1),
});

const signInAgain: Words = {
  fr: 'supprimez-le, et chacun se connectera à nouveau',
  en: 'remove it, and everybody signs in again',
};

/**
 * The issuer's keys from a file, made at the first start, so that who was signed in stays signed in.
 * @throws StartFault when the file cannot be read.
 */
export const openKeys = async (file: string | undefined): Promise<IdentityKeys> => {
  if (file && existsSync(file))
    return reading(file, signInAgain, () => keysFile.parse(JSON.parse(readFileSync(file, 'utf8'))));
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const keys: IdentityKeys = {
    signing: { ...jwk, alg: 'RS256', use: 'sig', kid: await calculateJwkThumbprint(jwk) },
    cookies: [randomBytes(32).toString('base64url')],
  };
  if (file) writeFileSync(file, JSON.stringify(keys), { mode: 0o600 });
  return keys;
};
