import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Listening, listen } from '../../../infra/local/listen.ts';
import { readBody } from '../../../infra/local/read-body.ts';
import { openBrowser } from '../../../infra/smoke/browser.ts';
import { oneTimeCode } from '../../../infra/smoke/one-time.ts';
import { signIn, signOut } from '../../../infra/smoke/sign-in.ts';

/** An issuer that asks page by page for what issuers ask: who, by which way, the password, the authenticator's code. */

const site = 'https://appel.ville.example';
const authenticator = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const account = { email: 'essai@ville.example', password: 'bon', authenticator };

interface Asked {
  path: string;
  form: Record<string, string>;
}
let issuer: Listening;
let browser: Browser;
let asked: Asked[] = [];

const pages: Record<string, string> = {
  who: '<form method="post" action="/way"><input name="username" autocomplete="username"><button>Suivant</button></form>',
  way: '<form method="post" action="/password"><button name="way" value="code">Recevoir un code par e-mail</button><button name="way" value="password">Continuer avec un mot de passe</button></form>',
  password:
    '<form method="post" action="/code"><input type="hidden" name="username"><input type="password" name="password"><button>Suivant</button></form>',
  code: '<form method="post" action="/end"><input name="totpCode" inputmode="numeric"><button>Suivant</button></form>',
};

beforeAll(async () => {
  issuer = await listen(0);
  browser = await openBrowser();
  issuer.serve(async (request, response) => {
    const url = new URL(request.url ?? '/', issuer.url);
    const form = Object.fromEntries(new URLSearchParams((await readBody(request, 10_000)).toString()));
    asked.push({ path: url.pathname, form: { ...Object.fromEntries(url.searchParams), ...form } });
    const page = (name: string, words = '') =>
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(`<!doctype html><title>Connexion</title><p>${words}</p>${pages[name]}`);
    if (url.pathname === '/authorize') return void page('who');
    if (url.pathname === '/way') return void page('way');
    if (url.pathname === '/password') return void page('password');
    if (url.pathname === '/code')
      return void (form.password === 'bon' ? page('code') : page('password', 'Mot de passe incorrect'));
    const state = asked.find(({ path }) => path === '/authorize')?.form.state;
    if (url.pathname === '/end')
      return void response.writeHead(302, { location: `${site}/signed-in?code=c-1&state=${state}` }).end();
    if (url.pathname === '/token')
      return void response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ access_token: 'a', id_token: 'i', refresh_token: 'r' }));
    response.writeHead(200).end();
  });
});
afterAll(async () => {
  await browser?.close();
  await issuer?.close();
});

const way = () => ({
  site,
  side: 'office' as const,
  settings: {
    issuer: { applicant: issuer.url, office: issuer.url },
    clientIds: { applicant: 'one', office: 'two' },
    scope: { applicant: 'openid', office: 'openid permanent-call/use' },
    local: false,
    trial: false,
  },
  issuer: {
    authorization_endpoint: `${issuer.url}/authorize`,
    token_endpoint: `${issuer.url}/token`,
    jwks_uri: `${issuer.url}/keys`,
    revocation_endpoint: `${issuer.url}/revoke`,
  },
  reach: (url: string) => url,
});

test('whoever is asked for an address, a way, a password and a code gives each, and comes back with tokens', async () => {
  asked = [];
  const tokens = await signIn(browser, way(), account);
  expect(tokens).toEqual({ access_token: 'a', id_token: 'i', refresh_token: 'r' });
  const said = Object.fromEntries(asked.map(({ path, form }) => [path, form]));
  expect(said['/authorize']).toMatchObject({
    client_id: 'two',
    scope: 'openid permanent-call/use',
    redirect_uri: `${site}/signed-in`,
    code_challenge_method: 'S256',
    lang: 'fr',
  });
  expect(said['/way']?.username).toBe('essai@ville.example');
  expect(said['/password']?.way).toBe('password');
  expect(said['/code']?.password).toBe('bon');
  expect(said['/end']?.totpCode).toMatch(/^\d{6}$/);
  expect(said['/token']).toMatchObject({ grant_type: 'authorization_code', code: 'c-1', client_id: 'two' });
  await signOut(way(), tokens);
  expect(asked.at(-1)).toMatchObject({ path: '/revoke', form: { token: 'r', client_id: 'two' } });
});

test('a password that is refused is not tried again, and the page that refused it is told', async () => {
  asked = [];
  await expect(signIn(browser, way(), { ...account, password: 'faux' })).rejects.toThrow(
    /did not send essai@ville\.example back: “Mot de passe incorrect/,
  );
  expect(asked.filter(({ path }) => path === '/code')).toHaveLength(1);
});

test('whoever lacks what is asked for is told what', async () => {
  asked = [];
  await expect(signIn(browser, way(), { email: account.email })).rejects.toThrow(
    /asks .* for a password, and none is known/,
  );
});

test('the code of an authenticator is that of RFC 6238, appendix B', () => {
  for (const [seconds, code] of [
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ] as const)
    expect(oneTimeCode(authenticator, seconds * 1000)).toBe(code);
});
