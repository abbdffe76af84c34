import Provider, { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import type { IdentityStore } from './adapter.ts';
import type { IdentityKeys } from './keys.ts';
import { errorPage, signOutPage } from './pages.ts';
import type { PeopleBook } from './people.ts';
import type { Realm } from './realms.ts';

const hour = 3600;
const day = 24 * hour;
const scopes = 'openid profile email';

/** The issuer of one realm. */
export const makeProvider = (options: {
  realm: Realm;
  keys: IdentityKeys;
  store: IdentityStore;
  people: PeopleBook;
  siteOrigins: readonly string[];
  port: number;
}): Provider => {
  const { realm, keys, store, people, siteOrigins } = options;
  const resource = `urn:permanent-call:${realm.apiAudience}`;
  // Browsers do not tell ports apart in cookies: two machines' worth of issuers on one host must not meet.
  const cookie = (name: string) => `${realm.name}_${options.port}_${name}`;
  const provider: Provider = new Provider(realm.issuer, {
    adapter: (model: string) => store.adapter(realm.name, model),
    jwks: { keys: [keys.signing] },
    cookies: {
      keys: keys.cookies,
      names: { session: cookie('session'), interaction: cookie('interaction'), resume: cookie('resume') },
    },
    clients: [
      {
        client_id: realm.clientId,
        application_type: 'web',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: siteOrigins.map((origin) => `${origin}/signed-in`),
        post_logout_redirect_uris: siteOrigins.map((origin) => `${origin}/`),
        id_token_signed_response_alg: 'RS256',
      },
    ],
    clientBasedCORS: (_ctx, origin) => siteOrigins.includes(origin),
    pkce: { required: () => true },
    scopes: scopes.split(' '),
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    // The functions read the person's name and address from the ID token itself.
    conformIdTokenClaims: false,
    findAccount: async (_ctx, id) => {
      const person = people.find(id);
      return (
        person && {
          accountId: id,
          claims: async () => ({ sub: id, name: person.name, email: person.email, email_verified: true }),
        }
      );
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: async (_ctx, client, token) => token.clientId === client.clientId,
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: async () => resource,
        useGrantedResource: async () => true,
        getResourceServerInfo: async () => ({
          scope: '',
          audience: realm.apiAudience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: hour,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (ctx, form) => {
          ctx.type = 'html';
          ctx.body = signOutPage(form, ctx.acceptsLanguages('fr', 'en') === 'en' ? 'en' : 'fr');
        },
      },
    },
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    // A person may be signed in as an association's in one tab and as another in the next: tokens outlive the choice.
    expiresWithSession: async () => false,
    ttl: {
      AccessToken: hour,
      AuthorizationCode: 60,
      IdToken: hour,
      RefreshToken: 30 * day,
      Interaction: hour,
      Session: day,
      Grant: 30 * day,
    },
    interactions: {
      url: (_ctx, interaction) => `${realm.issuer}/interaction/${interaction.uid}`,
      policy: chooseEachTime(),
    },
    loadExistingGrant: (ctx) => grantOf(provider, ctx, resource),
    renderError: async (ctx, out) => {
      ctx.type = 'html';
      ctx.body = errorPage(String(out.error_description ?? out.error));
    },
  });
  return provider;
};

/**
 * On a demonstration machine a person takes several parts: they choose at each sign-in. A new tab, which asks without its
 * person (`prompt=none`), goes on as whoever is signed in.
 */
const chooseEachTime = () => {
  const policy = interactionPolicy.base();
  const { Check } = interactionPolicy;
  policy
    .get('login')
    ?.checks.add(
      new Check('choose', 'the person chooses at each sign-in', (ctx) =>
        ctx.oidc.result?.login || ctx.oidc.prompts.has('none') ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
      ),
    );
  return policy;
};

/** Our own pages ask nobody for consent: the grant is made as soon as somebody is signed in. */
const grantOf = async (provider: Provider, ctx: KoaContextWithOIDC, resource: string) => {
  const { session, client } = ctx.oidc;
  const accountId = session?.accountId;
  if (!accountId || !client) return undefined;
  const known = session.grantIdFor(client.clientId);
  const found = known ? await provider.Grant.find(known) : undefined;
  if (found && found.accountId === accountId) return found;
  const grant = new provider.Grant({ accountId, clientId: client.clientId });
  grant.addOIDCScope(scopes);
  grant.addResourceScope(resource, '');
  await grant.save();
  return grant;
};
