import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RealmName } from '../../../infra/local/identity/realms.ts';
import { type Identity, type Person, startIdentity } from '../../../infra/local/identity.ts';
import { listen } from '../../../infra/local/listen.ts';

const site = 'http://127.0.0.1:3999';
const persons: Person[] = [
  { id: 'ana', name: 'Ana Exemple', email: 'ana@association.example', audiences: ['applicant'] },
  { id: 'bo', name: 'Bo <Jury>', email: 'bo@jury.example', audiences: ['jury'] },
  { id: 'cy', name: 'Cy Agent', email: 'cy@ville.example', audiences: ['staff'] },
  { id: 'di', name: 'Di Agent', email: 'di@ville.example', audiences: ['staff'], note: 'Culture', featured: false },
];
let folder: string;
let port = 0;
let identity: Identity;
/** What sign-ups are refused with. */
let refused: string | undefined;
const start = async () => {
  const listening = await listen(port);
  port = listening.port;
  identity = await startIdentity({
    listening,
    siteOrigins: [site],
    persons,
    folder,
    beforeSignUp: async () => refused,
  });
};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'identity-'));
  await start();
});
afterAll(async () => {
  await identity.stop();
  await rm(folder, { recursive: true });
});

/** A browser as far as signing in needs one: cookies, and redirects followed by hand. */
const browser = () => {
  const cookies = new Map<string, string>();
  return async (url: string, form?: Record<string, string>) => {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { connection: 'close', cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    return { status: answer.status, text: await answer.text(), location: location && new URL(location, url).href };
  };
};
type Visit = ReturnType<typeof browser>;

const ask = (realm: RealmName, verifier: string, changes: Record<string, string> = {}) =>
  `${identity.realms[realm].issuer}/auth?${new URLSearchParams({
    client_id: identity.realms[realm].clientId,
    response_type: 'code',
    scope: 'openid profile email',
    redirect_uri: `${site}/signed-in`,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: 's',
    ...changes,
  })}`;

/** Follows redirects until a page, or the site. */
const follow = async (visit: Visit, url: string, form?: Record<string, string>) => {
  let at = url;
  let page = await visit(url, form);
  while (page.location && !page.location.startsWith(site)) {
    at = page.location;
    page = await visit(at);
  }
  return { ...page, at };
};

const codeFor = async (visit: Visit, realm: RealmName, verifier: string, form: Record<string, string>) => {
  const page = await follow(visit, ask(realm, verifier));
  const back = await follow(visit, page.at, form);

  return new URL(back.location ?? '').searchParams.get('code') ?? '';
};

const token = async (realm: RealmName, form: Record<string, string>) => {
  const answer = await fetch(`${identity.realms[realm].issuer}/token`, {
    method: 'POST',
    headers: { origin: site, connection: 'close' },
    body: new URLSearchParams({ client_id: identity.realms[realm].clientId, ...form }),
  });
  return {
    status: answer.status,
    allowed: answer.headers.get('access-control-allow-origin'),
    body: (await answer.json()) as Record<string, string>,
  };
};
const exchange = (realm: RealmName, code: string, verifier: string) =>
  token(realm, {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: `${site}/signed-in`,
  });
const signIn = async (visit: Visit, realm: RealmName, form: Record<string, string>) => {
  const verifier = randomBytes(32).toString('base64url');
  return exchange(realm, await codeFor(visit, realm, verifier, form), verifier);
};

test('a demonstration person signs in by code and PKCE and gets a JWT for the API', async () => {
  const { status, body, allowed } = await signIn(browser(), 'applicant', { person: 'ana' });
  expect([status, allowed]).toEqual([200, site]);
  const { issuer, jwksUrl } = identity.realms.applicant;
  const keys = createLocalJWKSet((await (await fetch(jwksUrl)).json()) as JSONWebKeySet);
  const access = await jwtVerify(body.access_token ?? '', keys, { issuer, audience: 'applicant-api' });
  expect(access.payload.sub).toBe('ana');
  expect((access.payload.exp ?? 0) - (access.payload.iat ?? 0)).toBe(3600);
  const id = await jwtVerify(body.id_token ?? '', keys, { issuer, audience: 'applicant-pages' });
  expect(id.payload).toMatchObject({
    sub: 'ana',
    name: 'Ana Exemple',
    email: 'ana@association.example',
    email_verified: true,
  });
});

test('a newcomer signs in with a name and an address, and is the same person the next time', async () => {
  const form = { name: ' Dora Nouvelle ', email: 'Dora@Association.example' };
  const first = await signIn(browser(), 'applicant', form);
  const claims = decodeJwt(first.body.id_token ?? '');
  expect(claims).toMatchObject({ name: 'Dora Nouvelle', email: 'dora@association.example' });
  const again = await signIn(browser(), 'applicant', { ...form, email: 'dora@association.example' });
  expect(decodeJwt(again.body.id_token ?? '').sub).toBe(claims.sub);
});

test('the address of a demonstration person is that person', async () => {
  const { body } = await signIn(browser(), 'applicant', { name: 'Ana', email: 'ana@association.example' });
  expect(decodeJwt(body.id_token ?? '').sub).toBe('ana');
});

test('who comes for the first time is led to terms and privacy notice of the site, in the language of the page', async () => {
  for (const language of ['fr', 'en']) {
    const page = await follow(browser(), ask('applicant', 'v'.repeat(43), { ui_locales: language }));
    const links = [...page.text.matchAll(/<a href="(http[^"]*)"/g)].map(([, href]) => href);
    expect(links).toEqual([`${site}/terms?lang=${language}`, `${site}/legal?lang=${language}`]);
  }
  const office = await follow(browser(), ask('office', 'v'.repeat(43)));
  expect(office.text).not.toContain('/terms');
});

test('who is refused a sign-up reads why, keeps what they typed and is nobody; who is known is not asked about', async () => {
  const visit = browser();
  const page = await follow(visit, ask('applicant', 'v'.repeat(43)));
  refused = 'Trop de codes <aujourd’hui> · Too many codes today';
  try {
    const answer = await visit(page.at, { name: 'Gil', email: 'gil@association.example' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Trop de codes &#60;aujourd’hui&#62; · Too many codes today');
    expect(answer.text).toContain('value="gil@association.example"');
    const known: Record<string, string>[] = [{ person: 'ana' }, { name: 'Ana', email: 'ana@association.example' }];
    for (const form of known) {
      const { body } = await signIn(browser(), 'applicant', form);
      expect(decodeJwt(body.id_token ?? '').sub).toBe('ana');
    }
  } finally {
    refused = undefined;
  }
  const { body } = await signIn(visit, 'applicant', { name: 'Gil', email: 'gil@association.example' });
  expect(decodeJwt(body.id_token ?? '')).toMatchObject({ email: 'gil@association.example' });
  refused = 'Trop tard';
  const again = await signIn(browser(), 'applicant', { name: 'Gil', email: 'Gil@association.example' });
  refused = undefined;
  expect(decodeJwt(again.body.id_token ?? '').sub).toBe(decodeJwt(body.id_token ?? '').sub);
});

test('a wrong address is refused with an instruction, and what was typed stays', async () => {
  const visit = browser();
  const page = await follow(visit, ask('applicant', 'v'.repeat(43)));
  const answer = await visit(page.at, { name: '"Eve"', email: 'nowhere' });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('Indiquez votre nom et une adresse e-mail complète');
  expect(answer.text).toContain('value="&#34;Eve&#34;"');
});

test('the office lists jury and staff, and takes no newcomers and no applicants', async () => {
  const visit = browser();
  const page = await follow(visit, ask('office', 'v'.repeat(43), { ui_locales: 'en' }));
  expect(page.text).toContain('<html lang="en">');
  expect(page.text).toContain('Bo &#60;Jury&#62;');
  expect(page.text).toContain('Cy Agent');
  expect(page.text).toMatch(/<summary>Other persons \(1\)<\/summary>.*Di Agent.*Culture · di@ville.example/);
  expect(page.text).not.toContain('Ana Exemple');
  expect((await visit(page.at, { name: 'Eve', email: 'eve@jury.example' })).status).toBe(422);
  expect((await visit(page.at, { person: 'ana' })).status).toBe(422);
});

test('a person chooses at each sign-in, and may be another one than before', async () => {
  const visit = browser();
  const first = await signIn(visit, 'office', { person: 'bo' });
  const second = await signIn(visit, 'office', { person: 'cy' });
  expect(decodeJwt(second.body.access_token ?? '').sub).toBe('cy');
  const renewed = await token('office', {
    grant_type: 'refresh_token',
    refresh_token: first.body.refresh_token ?? '',
  });
  expect(decodeJwt(renewed.body.access_token ?? '')).toMatchObject({ sub: 'bo', aud: 'office-api' });
});

test('whoever is signed in goes on in a new tab without being asked; nobody else does', async () => {
  const visit = browser();
  const silently = async (realm: RealmName) => {
    const verifier = randomBytes(32).toString('base64url');
    const back = await follow(visit, ask(realm, verifier, { prompt: 'none' }));
    const { searchParams } = new URL(back.location ?? '');
    return searchParams.get('error') ?? exchange(realm, searchParams.get('code') ?? '', verifier);
  };
  expect(await silently('applicant')).toBe('login_required');
  await signIn(visit, 'applicant', { person: 'ana' });
  const next = await silently('applicant');
  if (typeof next === 'string') throw new Error(next);
  expect(decodeJwt(next.body.access_token ?? '')).toMatchObject({ sub: 'ana', aud: 'applicant-api' });
  expect(await silently('office')).toBe('login_required');
});

test('a refresh token that the pages gave back is good no more', async () => {
  const { body } = await signIn(browser(), 'applicant', { person: 'ana' });
  const { issuer, clientId } = identity.realms.applicant;
  const answer = await fetch(`${issuer}/token/revocation`, {
    method: 'POST',
    headers: { origin: site, connection: 'close' },
    body: new URLSearchParams({
      client_id: clientId,
      token: body.refresh_token ?? '',
      token_type_hint: 'refresh_token',
    }),
  });
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, site]);
  const renewed = await token('applicant', { grant_type: 'refresh_token', refresh_token: body.refresh_token ?? '' });
  expect(renewed.body.error).toBe('invalid_grant');
});

test('a code is good once and only with its verifier', async () => {
  const verifier = randomBytes(32).toString('base64url');
  const code = await codeFor(browser(), 'applicant', verifier, { person: 'ana' });
  expect((await exchange('applicant', code, 'w'.repeat(43))).body.error).toBe('invalid_grant');
  const other = await codeFor(browser(), 'applicant', verifier, { person: 'ana' });
  expect((await exchange('applicant', other, verifier)).status).toBe(200);
  expect((await exchange('applicant', other, verifier)).body.error).toBe('invalid_grant');
});

test('a refresh token rotates; one that was used before ends the whole grant', async () => {
  const { body } = await signIn(browser(), 'applicant', { person: 'ana' });
  const renew = (value = '') => token('applicant', { grant_type: 'refresh_token', refresh_token: value });
  const next = await renew(body.refresh_token);
  expect(next.status).toBe(200);
  expect(decodeJwt(next.body.access_token ?? '').aud).toBe('applicant-api');
  expect((await renew(body.refresh_token)).body.error).toBe('invalid_grant');
  expect((await renew(next.body.refresh_token)).body.error).toBe('invalid_grant');
});

test('only the site is sent back to, and a request without PKCE is refused', async () => {
  const elsewhere = await follow(browser(), ask('applicant', 'v'.repeat(43), { redirect_uri: 'http://evil.example/' }));
  expect([elsewhere.status, elsewhere.location]).toEqual([400, null]);
  const url = new URL(ask('applicant', 'v'.repeat(43)));
  url.searchParams.delete('code_challenge');
  url.searchParams.delete('code_challenge_method');
  const without = await follow(browser(), url.href);
  expect(without.location).toContain('error=invalid_request');
});

test('signing out ends the session and leads back to the site', async () => {
  const visit = browser();
  const { body } = await signIn(visit, 'applicant', { person: 'ana' });
  const { issuer } = identity.realms.applicant;
  const end = `${issuer}/session/end?${new URLSearchParams({ id_token_hint: body.id_token ?? '', post_logout_redirect_uri: `${site}/` })}`;
  const page = await visit(end);
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const done = await follow(visit, `${issuer}/session/end/confirm`, { xsrf, logout: 'yes' });
  expect(done.location).toBe(`${site}/`);
  const script = /src="([^"]+)"/.exec(page.text)?.[1] ?? '';
  expect((await fetch(new URL(script, end))).headers.get('content-type')).toBe('text/javascript');
});

test('keys, grants and newcomers outlive a restart', async () => {
  const { body } = await signIn(browser(), 'applicant', { name: 'Fay', email: 'fay@association.example' });
  await identity.stop();
  await start();
  const renewed = await token('applicant', {
    grant_type: 'refresh_token',
    refresh_token: body.refresh_token ?? '',
  });
  expect(decodeJwt(renewed.body.id_token ?? '')).toMatchObject({ name: 'Fay' });
  const keys = createLocalJWKSet((await (await fetch(identity.realms.applicant.jwksUrl)).json()) as JSONWebKeySet);
  await jwtVerify(body.access_token ?? '', keys);
});

test('sign-in pages run nothing inline and load nothing from elsewhere', async () => {
  const visit = browser();
  const page = await follow(visit, ask('applicant', 'v'.repeat(43)));
  // Links lead elsewhere, once somebody follows them.
  expect(page.text.replaceAll(/<a href="[^"]*">/g, '')).not.toMatch(/<style|<script|style=|https?:\/\//);
  const answer = await fetch(page.at);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
});
