import * as z from 'zod';
import { contract } from '../../schemas/contract.ts';
import { siteHeaders } from '../site-headers.ts';
import { clientOf } from './client.ts';
import type { Steps } from './steps.ts';

const perSide = z.object({ applicant: z.string().optional(), office: z.string().optional() });
const bothSides = z.object({ applicant: z.string().min(1), office: z.string().min(1) });

/** What a site says of itself at `/config.json`, as far as a client needs it. */
export const siteSettings = z.object({
  issuer: z.union([z.url().transform((url) => ({ applicant: url, office: url })), bothSides]),
  clientIds: bothSides,
  scope: bothSides.optional(),
  resources: perSide.optional(),
  /** True on one machine, whose issuer lets everybody in. */
  local: z.boolean().default(false),
  /** True where files are there to be tried with, and nobody's: the whole life may be tried. */
  trial: z.boolean().default(false),
});
export type SiteSettings = z.output<typeof siteSettings>;

/** Where an address is really asked: itself, but for an emulator of AWS. */
export type Reach = (url: string) => string;

/** What an issuer says of itself at its well-known address. */
const discovery = z.object({
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  revocation_endpoint: z.url().optional(),
});
export type Discovery = z.output<typeof discovery>;

const read = async (url: string) => {
  const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
  return { status: response.status, headers: response.headers, text: await response.text() };
};
const mustBe = (is: boolean, words: string): void => {
  if (!is) throw new Error(words);
};

const checkPages = async (site: string, reach: Reach): Promise<void> => {
  const first = await read(reach(`${site}/`));
  mustBe(first.status === 200, `/ answered ${first.status}: ${first.text.slice(0, 200)}`);
  mustBe(/^text\/html/.test(first.headers.get('content-type') ?? ''), `/ is ${first.headers.get('content-type')}`);
  const deep = await read(reach(`${site}/applicant`));
  mustBe(deep.status === 200 && deep.text === first.text, `/applicant answered ${deep.status} and not the page`);
  const parts = [...first.text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path as string);
  mustBe(parts.length > 0, 'The page names no script of its own');
  for (const path of parts) {
    const part = await read(reach(`${site}${path}`));
    mustBe(part.status === 200 && part.text.length > 0, `${path} answered ${part.status}`);
    mustBe(!/^text\/html/.test(part.headers.get('content-type') ?? ''), `${path} is a page instead of a file`);
  }
  const missing = await read(reach(`${site}/assets/there-is-none.js`));
  mustBe(missing.status === 404, `A file that is not there answered ${missing.status} and not 404`);
};

/** Each security header of the pages: the content policy, which names hosts of this deployment, by what it always says. */
const checkHeaders = async (site: string, reach: Reach): Promise<void> => {
  const { headers } = await read(reach(`${site}/`));
  const wanted = siteHeaders({ bucket: '', identity: [] });
  const policy = headers.get('content-security-policy') ?? '';
  const faults = Object.entries(wanted)
    .filter(([name, value]) =>
      name === 'content-security-policy'
        ? !value.split('; ').every((part) => part.startsWith('connect-src') || policy.includes(part))
        : headers.get(name) !== value,
    )
    .map(([name]) => `${name} is “${headers.get(name) ?? 'missing'}”`);
  mustBe(faults.length === 0, faults.join('; '));
};

/** The public part of a service: whatever can be seen without signing in. Nothing is changed. */
export const checkSite = async ({ step }: Steps, site: string, reach: Reach) => {
  await step(
    'the pages and their files are served',
    'docs/first-day.md, “the pages”: publish them again, and see that the domain points at the distribution.',
    () => checkPages(site, reach),
  );
  await step(
    'every security header is sent',
    'Compare the distribution’s response headers policy with infra/site-headers.ts, and deploy again.',
    () => checkHeaders(site, reach),
  );
  const settings = await step(
    'config.json says how to sign in',
    'Publish the pages again: npm run deploy writes it after the stack.',
    async () => {
      const { status, text } = await read(reach(`${site}/config.json`));
      mustBe(status === 200, `It answered ${status}`);
      return siteSettings.parse(JSON.parse(text));
    },
  );
  const calls = await step(
    'the API answers what everybody may ask',
    'docs/runbooks/api-faults.md; behind a firewall docs/runbooks/rotate-origin-secret.md.',
    async () => contract.listCalls.response.parse(await clientOf(reach(site)).ask('listCalls', {})),
  );
  await step(
    'the API lets nobody in without a token',
    'The authorizers of the API do not stand: deploy again, and see api.ts.',
    async () => {
      for (const id of ['listOrganisations', 'listJurors'] as const) {
        const { status } = await clientOf(reach(site)).send(id, {});
        mustBe(status === 401, `${id} answered ${status} and not 401`);
      }
    },
  );
  const issuers = await step(
    'both issuers say where to sign in, and show their keys',
    'docs/deploy.md, “Another identity provider”; of a pool of ours, see that it stands.',
    async () => {
      const ask = async (issuer: string): Promise<Discovery> => {
        const answer = await read(reach(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`));
        mustBe(answer.status === 200, `${issuer} answered ${answer.status}`);
        const found = discovery.parse(JSON.parse(answer.text));
        const keys = await read(reach(found.jwks_uri));
        mustBe(JSON.parse(keys.text).keys?.length > 0, `${found.jwks_uri} shows no key`);
        return found;
      };
      return { applicant: await ask(settings.issuer.applicant), office: await ask(settings.issuer.office) };
    },
  );
  return { settings, calls: calls.items, issuers };
};
