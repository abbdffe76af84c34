import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Outputs } from '../../infra/aws/publish.ts';
import type { Emulator } from './emulator.ts';

export interface Tokens {
  accessToken: string;
  idToken: string;
}

const cognito = async (emulator: Emulator, action: string, body: Record<string, unknown>): Promise<unknown> => {
  const response = await fetch(emulator.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${action}`,
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${emulator.env.AWS_REGION}/cognito-idp/aws4_request`,
    },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${action}: ${JSON.stringify(answer)}`);
  return answer;
};

/** A mail as the emulated SES keeps it. */
export interface Mail {
  Source: string;
  To: string[];
  Subject: string;
  BodyText: string;
  BodyHtml: string;
  Timestamp: number;
}

/** Mails that the emulated SES holds for an address, the oldest first. */
export const mailsTo = async (emulator: Emulator, address: string): Promise<Mail[]> => {
  const response = await fetch(`${emulator.url}/_ministack/ses/messages`);
  const { messages } = (await response.json()) as { messages: Record<string, Mail[]> };
  return Object.values(messages)
    .flat()
    .filter((mail) => mail.To.includes(address))
    .sort((a, b) => a.Timestamp - b.Timestamp);
};

/** The code in the newest mail to an address that came after the first `after`. */
const codeFrom = async (emulator: Emulator, address: string, after: number): Promise<string> => {
  for (let i = 0; i < 50; i++) {
    const newest = (await mailsTo(emulator, address)).slice(after).at(-1);
    const code = newest && /\b\d{6,8}\b/.exec(newest.BodyHtml + newest.BodyText)?.[0];
    if (code) return code;
    await sleep(100);
  }
  throw new Error(`No mail with a code came to ${address}.`);
};

const fields = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((m) => [m[1], m[2]]),
  );

/** An applicant signs up with an address alone and confirms it with the code that was mailed. */
export const signUp = async (emulator: Emulator, { ApplicantClient }: Outputs, email: string): Promise<void> => {
  await cognito(emulator, 'SignUp', {
    ClientId: ApplicantClient,
    Username: email,
    // On AWS a sign-up for one-time codes names no password; the emulator insists on one, which nobody keeps.
    Password: `${randomBytes(24).toString('base64')}aA1!`,
    UserAttributes: [{ Name: 'email', Value: email }],
  });
  const code = await codeFrom(emulator, email, 0);
  await cognito(emulator, 'ConfirmSignUp', { ClientId: ApplicantClient, Username: email, ConfirmationCode: code });
};

/** Sign in as the pages do: authorization code with PKCE, the address, then the one-time code that was mailed. */
export const signIn = async (emulator: Emulator, outputs: Outputs, email: string): Promise<Tokens> => {
  const verifier = randomBytes(32).toString('base64url');
  const redirectUri = `${outputs.SiteUrl}/signed-in`;
  const query = new URLSearchParams({
    client_id: outputs.ApplicantClient,
    response_type: 'code',
    scope: outputs.Scope,
    redirect_uri: redirectUri,
    state: 'state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const before = (await mailsTo(emulator, email)).length;
  const post = (values: Record<string, string>) =>
    fetch(`${emulator.url}/login`, { method: 'POST', body: new URLSearchParams(values), redirect: 'manual' });
  const first = await fetch(`${emulator.url}/oauth2/authorize?${query}`);
  const choose = await post({ ...fields(await first.text()), username: email });
  const ask = await post({ ...fields(await choose.text()), challenge: 'EMAIL_OTP' });
  const done = await post({ ...fields(await ask.text()), code: await codeFrom(emulator, email, before) });
  const location = done.headers.get('location');
  if (!location?.startsWith(redirectUri)) throw new Error(`Sign-in led to ${location}: ${await done.text()}`);
  const response = await fetch(`${emulator.url}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: outputs.ApplicantClient,
      code: new URL(location).searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
      code_verifier: verifier,
    }),
  });
  const tokens = (await response.json()) as { access_token: string; id_token: string };
  if (!response.ok) throw new Error(`No tokens: ${JSON.stringify(tokens)}`);
  return { accessToken: tokens.access_token, idToken: tokens.id_token };
};
