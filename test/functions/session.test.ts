import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DomainError } from '../../functions/domain/errors.ts';
import { idTokenVerifier } from '../../functions/session.ts';

const issuer = 'https://identity.test/applicants';
const claims = { sub: 'p1', name: ' Camille Exemple ', email: 'camille@associations.example', email_verified: true };
const minute = 60_000;

let server: Server;
let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let verify: ReturnType<typeof idTokenVerifier>;

beforeAll(async () => {
  keys = await generateKeyPair('RS256');
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'RS256' }] });
  server = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(jwks));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  verify = idTokenVerifier({
    ID_TOKEN_ISSUER: issuer,
    ID_TOKEN_AUDIENCE: 'pages,office-pages',
    ID_TOKEN_JWKS_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`,
  });
});
afterAll(() => server.close());

const token = (
  payload: object = claims,
  change: { issuer?: string; audience?: string; key?: CryptoKey; expires?: Date } = {},
) =>
  new SignJWT({ ...payload })
    .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
    .setIssuer(change.issuer ?? issuer)
    .setAudience(change.audience ?? 'pages')
    .setIssuedAt(new Date('2026-11-30T09:00:00.000Z'))
    .setExpirationTime(change.expires ?? new Date(Date.now() + 5 * minute))
    .sign(change.key ?? keys.privateKey);
const refusal = (idToken: string, subject = 'p1') =>
  verify(idToken, subject).then(
    () => 'taken',
    (error) => (error instanceof DomainError ? error.code : error),
  );

test('an ID token says who somebody is once all of it is checked', async () => {
  expect(await verify(await token(), 'p1')).toEqual({
    name: 'Camille Exemple',
    email: 'camille@associations.example',
    issuedAt: '2026-11-30T09:00:00.000Z',
  });
  expect(await refusal(await token(claims, { audience: 'office-pages' }))).toBe('taken');
  expect(await refusal(await token({ ...claims, email_verified: 'true' }))).toBe('taken');
});

test('without a name its parts stand for it, or else the address', async () => {
  const { name: _name, ...nameless } = claims;
  const nameIn = async (parts: object) => (await verify(await token({ ...nameless, ...parts }), 'p1')).name;
  expect(await nameIn({ given_name: 'Camille', usual_name: 'Exemple', family_name: 'Autre' })).toBe('Camille Exemple');
  expect(await nameIn({ given_name: 'Camille', family_name: 'Exemple' })).toBe('Camille Exemple');
  expect(await nameIn({ family_name: 'Exemple' })).toBe('Exemple');
  expect(await nameIn({})).toBe(claims.email);
});

test('a token that is not right is refused as a field, and somebody else’s as forbidden', async () => {
  const other = await generateKeyPair('RS256');
  for (const [why, wrong] of [
    ['forged', await token(claims, { key: other.privateKey })],
    ['of another issuer', await token(claims, { issuer: 'https://identity.test/office' })],
    ['for another client', await token(claims, { audience: 'others' })],
    ['expired', await token(claims, { expires: new Date(Date.now() - 5 * minute) })],
    ['no token', 'abc'],
    [
      'unsigned',
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify({ ...claims, iss: issuer, aud: 'pages' })).toString('base64url')}.`,
    ],
    ['of an unverified address', await token({ ...claims, email_verified: false })],
    ['without an address', await token({ sub: 'p1', email_verified: true })],
  ] as const)
    expect([why, await refusal(wrong)]).toEqual([why, 'invalid']);
  expect(await refusal(await token(), 'p2')).toBe('forbidden');
});
