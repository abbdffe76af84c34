import type { User, UserManager } from 'oidc-client-ts';
import { useSyncExternalStore } from 'react';
import type { Audience } from '../schemas/contract.ts';
import { siteConfig } from './config.ts';

/**
 * Who is signed in, per tab. Applicants and the office (jury and staff) sign in with two separate clients; tokens live
 * in the tab's session storage, and the OpenID client is loaded only by pages that need one.
 */
export type PrivateAudience = Exclude<Audience, 'public'>;
type SignIn = 'applicant' | 'office';
const signInOf = { applicant: 'applicant', jury: 'office', staff: 'office' } as const;

/** Seconds before its end at which a token is renewed. */
const renewAheadSeconds = 30;

const managers: Partial<Record<SignIn, Promise<UserManager>>> = {};

const makeManager = async (signIn: SignIn): Promise<UserManager> => {
  const [{ UserManager, WebStorageStateStore }, config] = await Promise.all([import('oidc-client-ts'), siteConfig()]);
  const resource = config.resources?.[signIn];
  const signOutUrl = config.signOutUrls?.[signIn];
  return new UserManager({
    authority: typeof config.issuer === 'string' ? config.issuer : config.issuer[signIn],
    client_id: config.clientIds[signIn],
    redirect_uri: `${location.origin}/signed-in`,
    post_logout_redirect_uri: `${location.origin}/`,
    scope: config.scope?.[signIn] ?? 'openid profile email',
    ...(resource ? { resource } : {}),
    ...(signOutUrl ? { metadataSeed: { end_session_endpoint: signOutUrl } } : {}),
    automaticSilentRenew: false,
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
  });
};

const manager = (signIn: SignIn): Promise<UserManager> => {
  const made = managers[signIn] ?? makeManager(signIn);
  managers[signIn] = made;
  // A failed load of the settings is tried again at the next call.
  made.catch(() => delete managers[signIn]);
  return made;
};

// ---- which session ran out: an external store, so that one dialog serves every request

let ended: PrivateAudience | undefined;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Says that a session ran out; pages of this audience show the dialog to sign in again. */
export const sessionEnded = (audience: PrivateAudience): void => {
  ended = audience;
  for (const listener of listeners) listener();
};

/** The audience whose session ran out, if one did. */
export const useEndedSession = (): PrivateAudience | undefined => useSyncExternalStore(subscribe, () => ended);

// ---- tokens

const renewals: Partial<Record<SignIn, Promise<User | null>>> = {};

/** Renews with the refresh token, once for however many requests wait for it. */
const renew = (signIn: SignIn, oidc: UserManager): Promise<User | null> => {
  const renewal = renewals[signIn] ?? oidc.signinSilent().catch(() => null);
  renewals[signIn] = renewal;
  renewal.finally(() => delete renewals[signIn]);
  return renewal;
};

/** The signed-in user, renewed when the token is at its end; undefined when there is none. */
export const currentUser = async (audience: PrivateAudience): Promise<User | undefined> => {
  const signIn = signInOf[audience];
  const oidc = await manager(signIn);
  const user = await oidc.getUser();
  if (!user) return undefined;
  if ((user.expires_in ?? Number.POSITIVE_INFINITY) > renewAheadSeconds) return user;
  return (user.refresh_token ? await renew(signIn, oidc) : null) ?? (user.expired ? undefined : user);
};

/** The access token for an audience; undefined when nobody is signed in, and then the API answers 401. */
export const accessToken = async (audience: PrivateAudience): Promise<string | undefined> =>
  (await currentUser(audience))?.access_token;

// ---- signing in and out

/** Leaves for the issuer; afterwards the person is back on `returnTo`. */
export const signIn = async (audience: PrivateAudience, returnTo: string): Promise<void> => {
  const oidc = await manager(signInOf[audience]);
  await oidc.signinRedirect({ url_state: audience, state: { returnTo }, ui_locales: document.documentElement.lang });
};

/**
 * Ends a sign-in on `/signed-in`.
 * @returns who it was for and the page to go back to.
 * @throws Error when the issuer refused, or the answer is not one to a question of this tab.
 */
export const completeSignIn = async (url: string): Promise<{ audience: PrivateAudience; returnTo: string }> => {
  const audience = new URL(url).searchParams.get('state')?.split(';')[1];
  if (audience !== 'applicant' && audience !== 'jury' && audience !== 'staff') throw new Error('Unknown sign-in');
  const oidc = await manager(signInOf[audience]);
  const user = await oidc.signinCallback(url);
  const returnTo = (user?.state as { returnTo?: string } | undefined)?.returnTo;
  ended = undefined;
  // Only a path of this site: the value went through the browser's storage.
  return { audience, returnTo: returnTo && /^\/(?!\/)/.test(returnTo) ? returnTo : `/${audience}` };
};

/** Forgets the tokens here and ends the session at the issuer; leaves the page. */
export const signOut = async (audience: PrivateAudience): Promise<void> => {
  const oidc = await manager(signInOf[audience]);
  const idToken = (await oidc.getUser())?.id_token;
  await oidc.removeUser();
  for (const key of Object.keys(sessionStorage)) if (key.startsWith('person.')) sessionStorage.removeItem(key);
  await oidc
    .signoutRedirect(idToken ? { id_token_hint: idToken } : {})
    // An issuer without an address for this leaves its own session as it is.
    .catch(() => location.assign('/'));
};
