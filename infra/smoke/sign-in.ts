import { createHash, randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import * as z from 'zod';
import type { Account } from './accounts.ts';
import { oneTimeCode } from './one-time.ts';
import type { Discovery, Reach, SiteSettings } from './site.ts';

/** Milliseconds until a page of the issuer must show something to fill in. */
const patience = 30_000;
/** Pages that an issuer shows before it sends somebody back. */
const mostPages = 8;

const tokens = z.object({
  access_token: z.string(),
  id_token: z.string(),
  refresh_token: z.string().optional(),
});
export type Tokens = z.output<typeof tokens>;

export interface Way {
  site: string;
  side: 'applicant' | 'office';
  settings: SiteSettings;
  issuer: Discovery;
  reach: Reach;
}

/** What stands on the page to be filled in, whatever issuer made it. */
const fields = {
  password: 'input[type=password]:visible',
  code: 'input[autocomplete=one-time-code]:visible, input[name*=code i]:visible, input[name*=totp i]:visible',
  address: 'input[type=email]:visible, input[name=username]:visible, input[autocomplete=username]:visible',
  name: 'input[name=name]:visible',
};
/** Of several ways to prove oneself, the password. */
const byPassword = /mot de passe|password/i;

type Asked = keyof typeof fields | 'person' | 'way';

/** What the page wants, once it shows anything. */
const whatIsAsked = async (page: Page, { id }: Account): Promise<Asked> => {
  const person = page.locator(personButton(id));
  const way = wayByPassword(page);
  const shown = Object.values(fields).map((each) => page.locator(each).first());
  await shown
    .reduce((any, each) => any.or(each), person.or(way))
    .first()
    // A demonstration's persons may be folded away.
    .waitFor({ state: 'attached', timeout: patience });
  if ((await person.count()) > 0) return 'person';
  for (const name of ['password', 'code', 'address'] as const)
    if (await page.locator(fields[name]).first().isVisible()) return name;
  return 'way';
};

const personButton = (id = '') => `button[name=person][value="${id}"]`;
const wayByPassword = (page: Page) =>
  page
    .getByRole('button', { name: byPassword })
    .or(page.getByRole('radio', { name: byPassword }))
    .first();

const give = async (
  page: Page,
  asked: Asked,
  { id, email, name = email, password, authenticator }: Account,
): Promise<void> => {
  const field = (of: keyof typeof fields) => page.locator(fields[of]).first();
  const filled = async (of: keyof typeof fields, value: string | undefined) => {
    if (value === undefined) throw new Error(`The issuer asks ${email} for a ${of}, and none is known`);
    await field(of).fill(value);
  };
  if (asked === 'person')
    return page.locator(personButton(id)).evaluate((button: HTMLButtonElement) => button.form?.requestSubmit(button));
  if (asked === 'way') {
    await wayByPassword(page).click();
    // Ways that are chosen among radio buttons want one more.
    const next = page.locator('button[type=submit]:visible').first();
    return (await page.getByRole('radio').count()) > 0 ? next.click() : undefined;
  }
  if (asked !== 'code' && (await field('address').isVisible())) await filled('address', email);
  if (asked === 'address' && (await field('name').isVisible())) await filled('name', name);
  if (asked === 'password') await filled('password', password);
  if (asked === 'code') await filled('code', authenticator && oneTimeCode(authenticator, Date.now()));
  await field(asked).press('Enter');
};

/** What a page of the issuer says, in one line, for whoever must find out why it went no further. */
const wordsOf = async (page: Page): Promise<string> =>
  (
    await page
      .locator('body')
      .innerText()
      .catch(() => '')
  )
    .replace(/\s+/g, ' ')
    .slice(0, 300);

/** The address that the issuer sent somebody back to; the page there is not let go on, since the code is for us. */
const sentBack = async (page: Page, back: string, start: string, account: Account): Promise<URL> => {
  let found: URL | undefined;
  const isBack = (url: string) => url.startsWith(`${back}?`);
  const returned = new Promise<void>((resolve) =>
    page.on('request', (request) => {
      if (found || !request.isNavigationRequest() || !isBack(request.url())) return;
      found = new URL(request.url());
      resolve();
    }),
  );
  await page.goto(start).catch((error: Error) => {
    if (!found) throw error;
  });
  const given = new Set<string>();
  const stuck = async () => new Error(`The issuer did not send ${account.email} back: “${await wordsOf(page)}”`);
  for (let answered = 0; !found; answered += 1) {
    if (answered === mostPages) throw await stuck();
    const before = await page.evaluate(() => document.documentElement.outerHTML).catch(() => '');
    const answer = async () => {
      const asked = await whatIsAsked(page, account);
      // The same again would be refused again, and an issuer shuts out whoever tries too often.
      if (given.has(asked)) throw await stuck();
      given.add(asked);
      await give(page, asked, account);
    };
    await Promise.race([answer(), returned]).catch((error: Error) => {
      if (!found) throw error;
    });
    // Until another page stands there, or the way back was taken.
    const moved = page.waitForFunction((was) => document.documentElement.outerHTML !== was, before, {
      timeout: patience,
    });
    await Promise.race([moved.catch(() => undefined), returned]);
    await Promise.race([page.waitForLoadState('load').catch(() => undefined), returned]);
  }
  return found;
};

/**
 * Signs in as the pages do: authorization code with PKCE, through the issuer's own pages in a browser, since no other way
 * gives a token with the API's scope.
 * @throws Error with what the issuer showed when it lets nobody in.
 */
export const signIn = async (browser: Browser, way: Way, account: Account): Promise<Tokens> => {
  const { site, side, settings, issuer, reach } = way;
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(16).toString('base64url');
  const client = settings.clientIds[side];
  const back = `${site}/signed-in`;
  const resource = settings.resources?.[side];
  const asked = {
    client_id: client,
    response_type: 'code',
    scope: settings.scope?.[side] ?? 'openid profile email',
    redirect_uri: back,
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    lang: 'fr',
    ui_locales: 'fr',
    ...(resource && { resource }),
  };
  const context = await browser.newContext({ locale: 'fr-FR' });
  try {
    const start = `${reach(issuer.authorization_endpoint)}?${new URLSearchParams(asked)}`;
    const answer = (await sentBack(await context.newPage(), back, start, account)).searchParams;
    if (answer.get('error'))
      throw new Error(`The issuer says ${answer.get('error')}: ${answer.get('error_description')}`);
    if (answer.get('state') !== state) throw new Error('The issuer answered another question than was asked');
    const response = await fetch(reach(issuer.token_endpoint), {
      method: 'POST',
      // Some issuers look at who asks.
      headers: { origin: site },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: client,
        code: answer.get('code') ?? '',
        redirect_uri: back,
        code_verifier: verifier,
        ...(resource && { resource }),
      }),
    });
    if (!response.ok)
      throw new Error(`The token endpoint answered ${response.status}: ${(await response.text()).slice(0, 200)}`);
    return tokens.parse(await response.json());
  } finally {
    await context.close();
  }
};

/** Takes the refresh token back, where the issuer can: nothing that could sign in stays. */
export const signOut = async (
  { issuer, settings, side, site, reach }: Way,
  { refresh_token }: Tokens,
): Promise<void> => {
  if (!issuer.revocation_endpoint || !refresh_token) return;
  const response = await fetch(reach(issuer.revocation_endpoint), {
    method: 'POST',
    headers: { origin: site },
    body: new URLSearchParams({
      token: refresh_token,
      client_id: settings.clientIds[side],
      token_type_hint: 'refresh_token',
    }),
  });
  if (!response.ok) throw new Error(`The revocation endpoint answered ${response.status}`);
};
