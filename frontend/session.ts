import type { User, UserManager } from 'oidc-client-ts';
import { useSyncExternalStore } from 'react';
import type { Audience } from '../schemas/contract.ts';
import { siteConfig } from './config.ts';
import { eraseKept, hasKept, saveAll } from './kept.ts';
import { openTabs, patience, type SignIn, type Tabs } from './tabs.ts';

/**
 * Who is signed in. Applicants and the office (jury and staff) sign in with two separate clients. Tokens live in the
 * session storage of tabs, and open tabs hand them to each other; which person is signed in on this device stands beside
 * them in its local storage, without any token: where that is gone or another's, a tab's tokens count for nothing, be it
 * one that slept or was closed and brought back. The OpenID client is loaded only by pages that need one.
 */
export type PrivateAudience = Exclude<Audience, 'public'>;
const signInOf = { applicant: 'applicant', jury: 'office', staff: 'office' } as const;
const signIns = ['applicant', 'office'] as const satisfies readonly SignIn[];

/** Whose pages an address belongs to; nothing for public ones. */
export const audienceAt = (path: string): PrivateAudience | undefined =>
  (Object.keys(signInOf) as PrivateAudience[]).find((audience) => path.split('/')[1] === audience);

/** Seconds before its end at which a token is renewed. */
const renewAheadSeconds = 30;
const isFresh = (user: User): boolean => (user.expires_in ?? Number.POSITIVE_INFINITY) > renewAheadSeconds;

/** The client of one sign-in, and the tabs that share it. */
interface Client {
  oidc: UserManager;
  tabs: Tabs;
  read: (stored: string) => User;
}
const clients: Partial<Record<SignIn, Promise<Client>>> = {};

const makeClient = async (signIn: SignIn): Promise<Client> => {
  const [{ User, UserManager, WebStorageStateStore }, config] = await Promise.all([
    import('oidc-client-ts'),
    siteConfig(),
  ]);
  const resource = config.resources?.[signIn];
  const signOutUrl = config.signOutUrls?.[signIn];
  const oidc = new UserManager({
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
  const tabs = openTabs(signIn, {
    answer: async (question) => {
      if (question === 'session') return (await ownUser(signIn))?.toStorageString();
      await saveAll();
      return undefined;
    },
    hear: (session) =>
      void take(signIn, [session]).then((isNewer) => {
        if (isNewer && (ended !== undefined || shown[signIn] === undefined)) arrived();
      }),
  });
  return { oidc, tabs, read: (stored) => User.fromStorageString(stored) };
};

const client = (signIn: SignIn): Promise<Client> => {
  const made = clients[signIn] ?? makeClient(signIn);
  clients[signIn] = made;
  // A failed load of the settings is tried again at the next call.
  made.catch(() => delete clients[signIn]);
  return made;
};

// ---- who is signed in on this device

/** Set in a tab whose person was signed out, until that was said. */
const signedOutKey = 'signed-out';

const signedInKey = (signIn: SignIn) => `signed-in.${signIn}`;
const personHere = (signIn: SignIn): string | null => localStorage.getItem(signedInKey(signIn));

/** Whether this device says that somebody is signed in. */
export const isSomebodyHere = (audience: PrivateAudience): boolean => personHere(signInOf[audience]) !== null;

/** Whose pages this page has shown. */
const shown: Partial<Record<SignIn, string>> = {};

/** Forgets what this tab has of a session. */
const forgetHere = async (signIn: SignIn): Promise<void> => {
  await (await client(signIn)).oidc.removeUser();
  const isOthers = (key: string) =>
    key.startsWith('oidc.') ||
    (Object.keys(signInOf) as PrivateAudience[]).some(
      (audience) => signInOf[audience] !== signIn && key.startsWith(`person.${audience}.`),
    );
  for (const key of Object.keys(sessionStorage)) if (!isOthers(key)) sessionStorage.removeItem(key);
};

/** A page whose person was signed out, here or in another tab, begins anew: nothing of it stays in memory. */
const follow = async (): Promise<void> => {
  const left = signIns.filter((signIn) => shown[signIn] !== undefined && shown[signIn] !== personHere(signIn));
  if (left.length === 0) return;
  for (const signIn of left) await forgetHere(signIn);
  sessionStorage.setItem(signedOutKey, 'yes');
  location.reload();
};
addEventListener('storage', () => void follow());
// A page that the browser kept as it was comes back with the "back" button.
addEventListener('pageshow', ({ persisted }) => persisted && void follow());

// ---- which session ran out, and that one is there again: an external store, so that one dialog serves every request

let ended: PrivateAudience | undefined;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const setEnded = (audience: PrivateAudience | undefined) => {
  ended = audience;
  for (const listener of listeners) listener();
};

/** The person signs out: what is refused from here on says nothing new. */
let leaving = false;

/** Says that a session ran out; pages of this audience show the dialog to sign in again. */
export const sessionEnded = (audience: PrivateAudience): void => {
  if (!leaving) setEnded(audience);
};

/** The audience whose session ran out, if one did. */
export const useEndedSession = (): PrivateAudience | undefined => useSyncExternalStore(subscribe, () => ended);

/** What a page hears when somebody signed in, or again, in another tab. */
export const sessionArrived = 'session-arrived';
const arrived = () => {
  setEnded(undefined);
  dispatchEvent(new Event(sessionArrived));
};

// ---- tokens

/** The user whose tokens this tab has. */
const ownUser = async (signIn: SignIn): Promise<User | undefined> => {
  const user = await (await client(signIn)).oidc.getUser();
  if (!user) return undefined;
  if (user.profile.sub === personHere(signIn)) return user;
  await forgetHere(signIn);
  return undefined;
};

/** Takes over the latest of some sessions, where it is the same person's and later than this tab's own. */
const take = async (signIn: SignIn, sessions: readonly string[]): Promise<boolean> => {
  const { oidc, read } = await client(signIn);
  const endOf = (user: User | undefined) => user?.expires_at ?? 0;
  const latest = sessions
    .map(read)
    .filter(({ profile }) => profile.sub === personHere(signIn))
    .toSorted((one, other) => endOf(other) - endOf(one))[0];
  if (!latest || endOf(latest) <= endOf(await ownUser(signIn))) return false;
  await oidc.storeUser(latest);
  sessionStorage.removeItem(signedOutKey);
  return true;
};

const asking: Partial<Record<SignIn, Promise<User | undefined>>> = {};

/** The user as the latest of all tabs has it, asked once for however many requests wait for it. */
const latestUser = (signIn: SignIn): Promise<User | undefined> => {
  const asked =
    asking[signIn] ??
    (async () => {
      if (personHere(signIn) === null) return undefined;
      await take(signIn, await (await client(signIn)).tabs.ask('session'));
      return ownUser(signIn);
    })();
  asking[signIn] = asked;
  asked.finally(() => delete asking[signIn]).catch(() => undefined);
  return asked;
};

const renewals: Partial<Record<SignIn, Promise<User | undefined>>> = {};

/**
 * Renews with the refresh token, once for however many requests and tabs wait for it: a refresh token is good once, and an
 * issuer ends the session of whoever uses one twice.
 */
const renew = (signIn: SignIn): Promise<User | undefined> => {
  const renewal =
    renewals[signIn] ??
    navigator.locks.request(`renewal.${signIn}`, async () => {
      const latest = await latestUser(signIn);
      if (!latest || isFresh(latest) || !latest.refresh_token) return latest;
      const { oidc, tabs } = await client(signIn);
      const user = await oidc.signinSilent().catch(() => null);
      if (user) tabs.tell(user.toStorageString());
      return user ?? latest;
    });
  renewals[signIn] = renewal;
  renewal.finally(() => delete renewals[signIn]).catch(() => undefined);
  return renewal;
};

/**
 * The signed-in user, of this tab or as another one has it, renewed when the token is at its end; undefined when there is
 * none.
 */
export const currentUser = async (audience: PrivateAudience): Promise<User | undefined> => {
  const signIn = signInOf[audience];
  const known = (await ownUser(signIn)) ?? (await latestUser(signIn));
  const user = known && !isFresh(known) ? await renew(signIn) : known;
  if (!user || user.expired) return undefined;
  shown[signIn] = user.profile.sub;
  return user;
};

/** The access token for an audience; undefined when nobody is signed in, and then the API answers 401. */
export const accessToken = async (audience: PrivateAudience): Promise<string | undefined> =>
  (await currentUser(audience))?.access_token;

// ---- signing in

interface SignInState {
  returnTo?: string;
  /** Asked without the person: no page of the issuer was shown. */
  silent?: true;
}

const askedKey = (signIn: SignIn) => `asked.${signIn}`;

const leaveFor = async (audience: PrivateAudience, state: SignInState): Promise<void> => {
  const [{ oidc }, { languageParameters }] = await Promise.all([client(signInOf[audience]), siteConfig()]);
  const parameter = languageParameters?.[signInOf[audience]];
  const language = document.documentElement.lang;
  await oidc.signinRedirect({
    url_state: audience,
    state,
    ...(parameter ? { extraQueryParams: { [parameter]: language } } : { ui_locales: language }),
    // Signed out on this device: the issuer asks who is there, even where its own session could not be ended.
    ...(state.silent ? { prompt: 'none' } : personHere(signInOf[audience]) === null && { prompt: 'login' }),
  });
};

/** The address of this page, to come back to. */
const here = () => location.pathname + location.search + location.hash;

/** Leaves for the issuer; afterwards the person is back on this page. */
export const signIn = async (audience: PrivateAudience): Promise<void> => {
  sessionStorage.removeItem(askedKey(signInOf[audience]));
  await leaveFor(audience, { returnTo: here() });
};

/**
 * Where no tab has the tokens of the person who is signed in on this device, has the issuer's own session go on: leaves for
 * it and comes back here. Once in a tab, until somebody signs in by hand. Comes to its end when that is not to be tried, or did
 * not even start.
 */
export const resumeSession = async (audience: PrivateAudience): Promise<void> => {
  const key = askedKey(signInOf[audience]);
  if (personHere(signInOf[audience]) === null || sessionStorage.getItem(key) !== null) return;
  sessionStorage.setItem(key, 'yes');
  try {
    await leaveFor(audience, { returnTo: here(), silent: true });
    // Until the page is gone; it is here again once the browser brings it back as it was.
    await new Promise<void>((resolve) => addEventListener('pageshow', ({ persisted }) => persisted && resolve()));
  } catch {
    // No issuer to be reached: the page says how to sign in.
  }
};

/**
 * Ends a sign-in on `/signed-in`.
 * @returns who it was for and the page to go back to.
 * @throws Error when the issuer refused, or the answer is not one to a question of this tab.
 */
export const completeSignIn = async (url: string): Promise<{ audience: PrivateAudience; returnTo: string }> => {
  const audience = new URL(url).searchParams.get('state')?.split(';')[1];
  if (audience !== 'applicant' && audience !== 'jury' && audience !== 'staff') throw new Error('Unknown sign-in');
  const signIn = signInOf[audience];
  const { oidc, tabs } = await client(signIn);
  let state: SignInState | undefined;
  try {
    const user = await oidc.signinCallback(url);
    if (!user) throw new Error('Nobody signed in');
    state = user.state as SignInState | undefined;
    localStorage.setItem(signedInKey(signIn), user.profile.sub);
    sessionStorage.removeItem(signedOutKey);
    setEnded(undefined);
    tabs.tell(user.toStorageString());
  } catch (error) {
    state = (error as { state?: SignInState }).state;
    // The issuer would have to ask the person, who was not there to be asked: they are, on the page that they came for.
    if (!state?.silent) throw error;
    if ((await tabs.others()) === 0) localStorage.removeItem(signedInKey(signIn));
  }
  const returnTo = state?.returnTo;
  // Only a path of this site: the value went through the browser's storage.
  return { audience, returnTo: returnTo && /^\/(?!\/)/.test(returnTo) ? returnTo : `/${audience}` };
};

// ---- signing out

/** Waits for something, and no longer than that many milliseconds. */
const within = (milliseconds: number, work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, new Promise((resolve) => setTimeout(resolve, milliseconds))]);

/** Whether the person of this tab was just signed out, so that it can be said. */
export const wasSignedOut = (): boolean => sessionStorage.getItem(signedOutKey) !== null;
/** It was said. */
export const signedOutSaid = (): void => sessionStorage.removeItem(signedOutKey);

/**
 * Before somebody signs out: saves what was typed in all open tabs.
 * @returns whether all of it is with the service: what this device still keeps would be erased.
 */
export const saveEverywhere = async (audience: PrivateAudience): Promise<boolean> => {
  const signIn = signInOf[audience];
  const others = client(signIn).then(({ tabs }) => tabs.ask('save'));
  await Promise.allSettled([within(patience.save, saveAll()), others]);
  const person = personHere(signIn);
  return person === null || !hasKept(person);
};

/** Milliseconds that an issuer has to take back a refresh token. */
const takingBack = 3_000;

/**
 * Signs out in every tab: erases what this device has of the person, tokens and what they typed and never saved, and ends
 * the session at the issuer; leaves the page.
 */
export const signOut = async (audience: PrivateAudience): Promise<void> => {
  const signIn = signInOf[audience];
  const { oidc } = await client(signIn);
  const user = await oidc.getUser();
  leaving = true;
  const person = personHere(signIn) ?? user?.profile.sub;
  if (person !== undefined) eraseKept(person);
  if (signIn === 'applicant') localStorage.removeItem('organisation');
  localStorage.removeItem(signedInKey(signIn));
  if (user?.refresh_token)
    // No copy of it is left; an issuer that takes none back lets it lapse.
    await within(takingBack, oidc.revokeTokens(['refresh_token'])).catch(() => undefined);
  await forgetHere(signIn);
  sessionStorage.setItem(signedOutKey, 'yes');
  await oidc
    .signoutRedirect(user?.id_token ? { id_token_hint: user.id_token } : {})
    // An issuer without an address for this leaves its own session as it is.
    .catch(() => location.assign('/'));
};
