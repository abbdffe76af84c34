import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

/** What the main stack says of itself once it is deployed. */
export interface Outputs {
  Region: string;
  SiteUrl: string;
  ApiUrl: string;
  PagesBucket: string;
  AttachmentBucket: string;
  TableName: string;
  /** Where the source maps of what is deployed are kept. */
  SourceMaps: string;
  Distribution: string;
  /** Where logs that hold addresses are kept, and the role that reads them. */
  LogBucket: string;
  SecurityReader: string;
  /** Days after which no address of a visitor is kept any more, in decimal digits. */
  AddressDays: string;
  ApplicantIssuer: string;
  ApplicantClient: string;
  /** What the pages ask for. */
  ApplicantScope: string;
  OfficeIssuer: string;
  OfficeClient: string;
  OfficeScope: string;
  /** Pools of ours, and the origins of their sign-in pages. */
  ApplicantPool?: string;
  ApplicantSignIn?: string;
  OfficePool?: string;
  OfficeSignIn?: string;
  /** Of another issuer: where its session ends, and the API that a token is asked for. */
  ApplicantSignOut?: string;
  ApplicantResource?: string;
  OfficeSignOut?: string;
  OfficeResource?: string;
  /** The record that has the site's own domain lead to it, as a line of a zone file. */
  DnsSite?: string;
  /** `true` where every file is there to be tried with. */
  Trial?: 'true';
}

const perSide = (applicant: string | undefined, office: string | undefined) => ({
  ...(applicant === undefined ? {} : { applicant }),
  ...(office === undefined ? {} : { office }),
});

/** Cognito's own way to end a session: it knows neither `id_token_hint` nor `post_logout_redirect_uri`. */
const endOfPool = (origin: string | undefined, clientId: string, siteUrl: string): string | undefined =>
  origin && `${origin}/logout?${new URLSearchParams({ client_id: clientId, logout_uri: `${siteUrl}/` })}`;

/** `/config.json`: what the pages must know of this deployment. It is written with the pages, after the stack. */
export const siteConfig = (outputs: Outputs) => ({
  issuer: { applicant: outputs.ApplicantIssuer, office: outputs.OfficeIssuer },
  clientIds: { applicant: outputs.ApplicantClient, office: outputs.OfficeClient },
  scope: { applicant: outputs.ApplicantScope, office: outputs.OfficeScope },
  resources: perSide(outputs.ApplicantResource, outputs.OfficeResource),
  // Cognito knows no `ui_locales`.
  languageParameters: perSide(outputs.ApplicantPool && 'lang', outputs.OfficePool && 'lang'),
  signOutUrls: perSide(
    outputs.ApplicantSignOut ?? endOfPool(outputs.ApplicantSignIn, outputs.ApplicantClient, outputs.SiteUrl),
    outputs.OfficeSignOut ?? endOfPool(outputs.OfficeSignIn, outputs.OfficeClient, outputs.SiteUrl),
  ),
  addressDays: Number(outputs.AddressDays),
  ...(outputs.Trial ? { trial: true } : {}),
});

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** A build names what is under `assets/` by its content; everything else is asked for anew each time. */
const cacheControl = (key: string): string =>
  key.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';

/**
 * Put built pages and their settings into the bucket. What pages refer to goes first and `index.html` last, and nothing
 * is removed: whoever has the site open keeps a version that works.
 * @returns the keys written, in order.
 * @throws Error naming a file whose type the site does not serve.
 */
export const publishPages = async (folder: string, outputs: Outputs): Promise<string[]> => {
  const bucket = new S3Client({ region: outputs.Region });
  const put = (key: string, body: Buffer | string): Promise<unknown> => {
    const contentType = types[extname(key)];
    if (!contentType) throw new Error(`The site does not serve files such as ${key}.`);
    return bucket.send(
      new PutObjectCommand({
        Bucket: outputs.PagesBucket,
        Key: key,
        Body: body,
        ContentType: contentType,
        CacheControl: cacheControl(key),
      }),
    );
  };
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  const last = 'index.html';
  if (!files.includes(last)) throw new Error(`There are no pages in ${folder}: build them first.`);
  for (const key of files) if (key !== last) await put(key, readFileSync(join(folder, key)));
  await put('config.json', JSON.stringify(siteConfig(outputs)));
  await put(last, readFileSync(join(folder, last)));
  return [...files.filter((key) => key !== last), 'config.json', last];
};
