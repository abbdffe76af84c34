/** What the site that serves the pages says of itself, at `/config.json`. */
export interface SiteConfig {
  issuer: string | { applicant: string; office: string };
  clientIds: { applicant: string; office: string };
  /** The API that a token is asked for (RFC 8707); left out where the issuer has none. */
  resources?: { applicant?: string; office?: string };
  /** Scopes asked for; `openid profile email` unless said. */
  scope?: { applicant: string; office: string };
  /** Where a session at the issuer ends, for an issuer such as Cognito that wants parameters of its own. */
  signOutUrls?: { applicant?: string; office?: string };
  /** What an issuer calls the language of its pages; `ui_locales`, as OpenID Connect does, unless said. */
  languageParameters?: { applicant?: string; office?: string };
  /** Where demonstration e-mails can be read. */
  inboxUrl?: string;
  /** True on one machine: files are not really scanned there, and demonstration persons exist. */
  local?: boolean;
  /** Days after which no address is kept from which somebody asked; none is where it is left out. */
  addressDays?: number;
  /** True where every file is there to be tried with: the smoke test may leave one. */
  trial?: boolean;
}

let config: Promise<SiteConfig> | undefined;

/** The site's settings, read once. */
export const siteConfig = (): Promise<SiteConfig> => {
  config ??= fetch('/config.json', { headers: { accept: 'application/json' } }).then((response) => {
    if (!response.ok) throw new Error(`/config.json answered ${response.status}`);
    return response.json() as Promise<SiteConfig>;
  });
  config.catch(() => {
    config = undefined;
  });
  return config;
};
