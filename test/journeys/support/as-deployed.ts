import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { request as ask } from 'node:http';
import { extname, join } from 'node:path';
import { type Listening, listen } from '../../../infra/local/listen.ts';
import { pagesFolder } from '../../../infra/local/pages-build.ts';
import { only, synthesise, type Template, text } from '../../infra/template.ts';
import type { City } from './city.ts';

// biome-ignore lint/suspicious/noExplicitAny: a part of a template
type Json = any;

/** What the distribution adds to every answer, and what it does to every address of a page, read from the template. */
export interface Site {
  headers: Record<string, string>;
  /** The viewer-request function itself: the path that is asked of the bucket. */
  asked: (path: string) => string;
}

const yes = (value: boolean, word: string) => (value ? `; ${word}` : '');

/** The headers that CloudFront makes of a policy, all of them. */
const headersOf = ({ SecurityHeadersConfig: security, CustomHeadersConfig: custom, ...others }: Json) => {
  const {
    ContentSecurityPolicy,
    StrictTransportSecurity,
    ContentTypeOptions,
    FrameOptions,
    ReferrerPolicy,
    ...unknown
  } = security;
  const left = [...Object.keys(unknown), ...Object.keys(others)].filter((name) => !['Name', 'Comment'].includes(name));
  if (left.length > 0) throw new Error(`This test sends no header for ${left.join(', ')}.`);
  const { AccessControlMaxAgeSec, IncludeSubdomains, Preload = false } = StrictTransportSecurity;
  return {
    'content-security-policy': text(ContentSecurityPolicy.ContentSecurityPolicy),
    'strict-transport-security': `max-age=${AccessControlMaxAgeSec}${yes(IncludeSubdomains, 'includeSubDomains')}${yes(Preload, 'preload')}`,
    'x-frame-options': FrameOptions.FrameOption as string,
    'referrer-policy': ReferrerPolicy.ReferrerPolicy as string,
    ...(ContentTypeOptions ? { 'x-content-type-options': 'nosniff' } : {}),
    ...Object.fromEntries(
      custom.Items.map(({ Header, Value }: { Header: string; Value: string }) => [Header.toLowerCase(), Value]),
    ),
  } as Record<string, string>;
};

/** The main template. It takes seconds, more beside other tests: do it before any hook, whose time is short. */
export const readTemplate = (): Template => {
  const { main, outdir } = synthesise();
  rmSync(outdir, { recursive: true });
  return main;
};

/** The site as a template describes it; the addresses of bucket and issuers, unknown before a deployment, are replaced. */
export const siteOfTemplate = (main: Template, addresses: { bucket: string; issuer: string }): Site => {
  const [, policy] = only(main.ofType('CloudFront::ResponseHeadersPolicy'));
  const [, fn] = only(main.ofType('CloudFront::Function'));
  const run = new Function('event', `${fn.Properties.FunctionCode}; return handler(event);`);
  const headers = headersOf(policy.Properties.ResponseHeadersPolicyConfig);
  const name = 'content-security-policy';
  headers[name] = (headers[name] ?? '')
    .replace(/https:\/\/\S+\.s3\.[^\s;]+/, addresses.bucket)
    .replace(/https:\/\/cognito-idp\.[^\s;]+/, addresses.issuer)
    .replaceAll(/ https:\/\/[^\s;]+\.amazoncognito\.com/g, '');
  return { headers, asked: (path) => run({ request: { uri: path } }).uri };
};

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The built pages as the distribution serves them, with `/api/*` and the settings passed on to the service behind. */
export const serveAsDeployed = async ({ platform }: City, { headers, asked }: Site): Promise<Listening> => {
  const listening = await listen(0);
  listening.serve(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', listening.url);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (pathname.startsWith('/api/') || pathname === '/config.json') {
      const { host: _host, ...passed } = request.headers;
      const behind = ask(
        `${platform.urls.site}${request.url}`,
        { method: request.method, headers: passed },
        (answer) => {
          // The policy overrides what the service sends of the same name.
          const kept = Object.entries(answer.headers).filter(([name]) => !(name in headers));
          for (const [name, value] of kept) if (value !== undefined) response.setHeader(name, value);
          response.writeHead(answer.statusCode ?? 502);
          answer.pipe(response);
        },
      );
      behind.once('error', () => response.writeHead(502).end());
      return void request.pipe(behind);
    }
    const key = asked(pathname);
    const bytes = await readFile(join(pagesFolder, key)).catch(() => undefined);
    if (!bytes) return void response.writeHead(404).end();
    response.setHeader('content-type', types[extname(key)] ?? 'application/octet-stream');
    response.end(bytes);
  });
  return listening;
};
