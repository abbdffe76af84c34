import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Credentials } from './dynamodb.ts';
import { reading, type Words } from './fault.ts';
import { accountsEndpoint, type MailInvitation } from './identity/accounts.ts';
import { openIdentityStore } from './identity/adapter.ts';
import { openKeys } from './identity/keys.ts';
import { type Person, peopleBook } from './identity/people.ts';
import { makeProvider } from './identity/provider.ts';
import { type Realm, type RealmName, realmNames, realmOf } from './identity/realms.ts';
import { type BeforeSignUp, signInPages } from './identity/sign-in.ts';
import { type MintedIdToken, type MintedToken, mintIdToken, mintToken } from './identity/tokens.ts';
import type { Listening } from './listen.ts';

export type { Person } from './identity/people.ts';

export interface Identity {
  realms: Readonly<Record<RealmName, Realm>>;
  /** An access token as the issuer would give it after a sign-in. */
  mintToken(request: MintedToken): Promise<string>;
  /** The ID token of the same sign-in. */
  mintIdToken(request: MintedIdToken): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts the issuers: authorization code with PKCE, JWT access tokens of one hour, refresh tokens that rotate. Keys,
 * grants, sessions and new persons are kept between starts.
 * @param siteOrigins Origins that the pages may be opened under; the only ones that may sign in.
 * @param folder Where keys and sessions are kept; in memory when absent.
 */
export const startIdentity = async (options: {
  listening: Listening;
  siteOrigins: readonly string[];
  persons: readonly Person[];
  folder?: string | undefined;
  /** Whose signature a request to make an account must bear; none is made without. */
  credentials?: Credentials | undefined;
  mailInvitation?: MailInvitation | undefined;
  beforeSignUp?: BeforeSignUp | undefined;
}): Promise<Identity> => {
  const { listening, siteOrigins } = options;
  const keys = await openKeys(options.folder && join(options.folder, 'keys.json'));
  const file = options.folder && join(options.folder, 'identity.sqlite');
  const open = () => {
    const store = openIdentityStore(file);
    return { store, people: peopleBook(options.persons, store.database) };
  };
  const { store, people } = file ? reading(file, inviteAgain, open) : open();
  const mounted = Object.fromEntries(
    realmNames.map((name) => {
      const issuer = `${listening.url}/${name}`;
      const realm: Realm = {
        name,
        issuer,
        clientId: `${name}-pages`,
        apiAudience: `${name}-api`,
        jwksUrl: `${issuer}/jwks`,
      };
      const provider = makeProvider({ realm, keys, store, people, siteOrigins, port: listening.port });
      return [name, { realm, callback: provider.callback(), signIn: signInPages(provider, realm, people, options) }];
    }),
  ) as Record<RealmName, Mounted>;

  const accounts = accountsEndpoint(people, options);
  listening.serve(async (request, response) => {
    for (const [name, value] of Object.entries(pageHeaders(siteOrigins))) response.setHeader(name, value);
    if (await accounts(request, response)) return;
    const [, first, ...rest] = (request.url ?? '/').split('/');
    const mount = realmNames.some((name) => name === first) && mounted[first as RealmName];
    if (!mount) return void response.writeHead(404).end();
    // The provider learns where it is mounted from the difference between the two.
    Object.assign(request, { originalUrl: request.url });
    request.url = `/${rest.join('/')}`;
    if (!(await mount.signIn(request, response))) await mount.callback(request, response);
  });

  const realms = { applicant: mounted.applicant.realm, office: mounted.office.realm };
  return {
    realms,
    mintToken: (request) => mintToken(keys, realms[realmOf[request.audience]], request),
    mintIdToken: (request) => mintIdToken(keys, realms[realmOf[request.audience]], request),
    stop: async () => {
      await listening.close();
      store.close();
    },
  };
};

const inviteAgain: Words = {
  fr: 'remettez-en une copie, ou supprimez-le : chacun se connectera à nouveau, et qui a été invité est à inviter encore',
  en: 'put a copy back, or remove it: everybody signs in again, and who was invited is to be invited once more',
};

interface Mounted {
  realm: Realm;
  callback: (request: IncomingMessage, response: ServerResponse) => unknown;
  signIn: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
}

/** A form on these pages ends, by redirects, on the pages of the site: a browser holds form-action to the whole way. */
const pageHeaders = (siteOrigins: readonly string[]): Record<string, string> => ({
  'content-security-policy': [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    `form-action 'self' ${siteOrigins.join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': 'no-referrer',
});
