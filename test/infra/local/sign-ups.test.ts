import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Platform, startPlatform } from '../../../infra/local/platform.ts';
import { usualCodes } from '../../../schemas/codes.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform({ functions: ['limit-codes'], consumers: false, schedules: false });
});
afterAll(() => platform?.stop());

/** A browser that comes for the first time, up to the sign-in page, and fills it in. */
const signUp = async (email: string): Promise<{ status: number; text: string }> => {
  const { issuers, site } = platform.urls;
  const cookies: string[] = [];
  const visit = async (url: string, form?: Record<string, string>) => {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { connection: 'close', cookie: cookies.join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    cookies.push(...answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? ''));
    return answer;
  };
  const asked = await visit(
    `${issuers.applicant}/auth?${new URLSearchParams({
      client_id: platform.engines.identity.realms.applicant.clientId,
      response_type: 'code',
      scope: 'openid',
      redirect_uri: `${site}/signed-in`,
      code_challenge: 'c'.repeat(43),
      code_challenge_method: 'S256',
    })}`,
  );
  const page = new URL(asked.headers.get('location') ?? '', issuers.applicant).href;
  const answer = await visit(page, { name: 'Noor Exemple', email });
  return { status: answer.status, text: await answer.text() };
};

test('the issuer of this machine asks the function that a user pool asks: a mailbox has its sign-ups of a day and no more', async () => {
  const statuses: number[] = [];
  for (let place = 0; place < usualCodes.perAddress; place++)
    statuses.push((await signUp(`noor+${place}@association.example`)).status);
  expect(new Set(statuses)).toEqual(new Set([303]));
  const { status, text } = await signUp('Noor+once-more@association.example');
  expect(status).toBe(422);
  expect(text).toContain('Trop de codes ont été demandés aujourd’hui pour cette adresse. Réessayez demain');
  // Who has an account signs in all the same, and another mailbox is another.
  expect((await signUp('noor+1@association.example')).status).toBe(303);
  expect((await signUp('nora@association.example')).status).toBe(303);
});
