import { createHash, randomBytes } from 'node:crypto';
import type { Outputs } from '../../infra/aws/publish.ts';
import { callJson } from './aws.ts';
import type { Emulator } from './emulator.ts';
import { findInMail, mailsTo } from './mails.ts';

export interface Tokens {
  accessToken: string;
  idToken: string;
}

/** The claims of a token, unchecked. */
export const claimsOf = (token: string): Record<string, string> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

const code = /\b(\d{6,8})\b/;
/** Fits the pools' policy; nobody keeps it. */
export const madeUpPassword = () => `${randomBytes(24).toString('base64')}aA1!`;

const fields = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((m) => [m[1], m[2]]),
  );

/** An applicant signs up with an address alone and confirms it with the code that was mailed. */
export const signUp = async (emulator: Emulator, { ApplicantClient }: Outputs, email: string): Promise<void> => {
  await callJson(emulator, 'cognito-idp', 'SignUp', {
    ClientId: ApplicantClient,
    Username: email,
    // On AWS a sign-up for one-time codes names no password; the emulator insists on one.
    Password: madeUpPassword(),
    UserAttributes: [{ Name: 'email', Value: email }],
  });
  await callJson(emulator, 'cognito-idp', 'ConfirmSignUp', {
    ClientId: ApplicantClient,
    Username: email,
    ConfirmationCode: await findInMail(emulator, email, code),
  });
};

/** Somebody of the jury or the staff is invited, as docs/deploy.md says. @returns their `sub`. */
export const invite = async (
  emulator: Emulator,
  { OfficePool }: Outputs,
  { name, email }: { name: string; email: string },
): Promise<string> => {
  const { User } = await callJson(emulator, 'cognito-idp', 'AdminCreateUser', {
    UserPoolId: OfficePool,
    Username: email,
    UserAttributes: Object.entries({ email, email_verified: 'true', name }).map(([Name, Value]) => ({ Name, Value })),
    DesiredDeliveryMediums: ['EMAIL'],
    // AWS makes one up that fits the pool's policy; the emulator's own is too short for it.
    TemporaryPassword: madeUpPassword(),
  });
  return User.Attributes.find(({ Name }: { Name: string }) => Name === 'sub').Value;
};

/** Authorization code with PKCE, as the pages ask for it; `prove` fills in the sign-in pages, step by step. */
const authorize = async (
  emulator: Emulator,
  SiteUrl: string,
  { clientId, scope }: { clientId: string; scope: string },
  prove: (submit: (values: Record<string, string>) => Promise<void>) => Promise<void>,
): Promise<Tokens> => {
  const verifier = randomBytes(32).toString('base64url');
  const redirectUri = `${SiteUrl}/signed-in`;
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    scope,
    redirect_uri: redirectUri,
    state: 'state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  let page = await (await fetch(`${emulator.url}/oauth2/authorize?${query}`)).text();
  let location: string | null = null;
  await prove(async (values) => {
    const body = new URLSearchParams({ ...fields(page), ...values });
    const response = await fetch(`${emulator.url}/login`, { method: 'POST', body, redirect: 'manual' });
    location = response.headers.get('location');
    page = await response.text();
  });
  const back = location as string | null;
  if (!back?.startsWith(redirectUri)) throw new Error(`Sign-in led to ${back}: ${page}`);
  const response = await fetch(`${emulator.url}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      code: new URL(back).searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
      code_verifier: verifier,
    }),
  });
  const tokens = (await response.json()) as { access_token: string; id_token: string };
  if (!response.ok) throw new Error(`No tokens: ${JSON.stringify(tokens)}`);
  return { accessToken: tokens.access_token, idToken: tokens.id_token };
};

/** An applicant signs in: the address, then the one-time code that was mailed. */
export const signIn = async (emulator: Emulator, outputs: Outputs, email: string): Promise<Tokens> => {
  const before = (await mailsTo(emulator, email)).length;
  const client = { clientId: outputs.ApplicantClient, scope: outputs.ApplicantScope };
  return authorize(emulator, outputs.SiteUrl, client, async (submit) => {
    await submit({ username: email });
    await submit({ challenge: 'EMAIL_OTP' });
    await submit({ code: await findInMail(emulator, email, code, before) });
  });
};

/**
 * Somebody who was invited signs in for the first time: the address, the temporary password from the mail, a password
 * of their own. On AWS the second factor is set up next; the emulator's pages do not ask for it.
 */
export const signInInvited = async (emulator: Emulator, outputs: Outputs, email: string): Promise<Tokens> => {
  const password = await findInMail(emulator, email, /sept jours, est (.+?)\.(?:<br>|\s)/);
  const own = madeUpPassword();
  const client = { clientId: outputs.OfficeClient, scope: outputs.OfficeScope };
  return authorize(emulator, outputs.SiteUrl, client, async (submit) => {
    await submit({ username: email });
    await submit({ password });
    await submit({ new_password: own, confirm_password: own });
  });
};
