import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type Outputs, publishPages, siteConfig } from '../../infra/aws/publish.ts';
import type { Answer } from './api.ts';
import { check } from './checks.ts';
import type { Emulator } from './emulator.ts';

/** A request as CloudFront would get it: the emulator tells distributions apart by the host that is asked for. */
export const visit = (emulator: Emulator, { SiteUrl }: Outputs, path: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = { host: new URL(SiteUrl).host, 'x-forwarded-proto': 'https' };
    const asked = request(`${emulator.url}${path}`, { headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part) => {
        body += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    asked.once('error', reject);
    asked.end();
  });

/** Built pages are no part of this: one that names its script, as they do. */
const page = '<!doctype html><title>Pages</title><script type="module" src="/assets/index-0.js"></script>';

/** Publishes it as `npm run deploy` publishes a build. @returns the keys written, in order. */
export const publishPage = async (outputs: Outputs): Promise<string[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'permanent-call-pages-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), page);
  writeFileSync(join(folder, 'assets', 'index-0.js'), 'export {};');
  try {
    return await publishPages(folder, outputs);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** The pages, published after the stack as `npm run deploy` does, and the distribution before them. */
export const checkPages = async (emulator: Emulator, outputs: Outputs): Promise<void> => {
  await check(
    'pages are published last, with types and times to keep them, and with the settings of this deployment',
    async () => {
      assert.deepEqual(await publishPage(outputs), ['assets/index-0.js', 'config.json', 'index.html']);
      const s3 = new S3Client({ region: outputs.Region, forcePathStyle: true });
      const read = async (Key: string) => {
        const object = await s3.send(new GetObjectCommand({ Bucket: outputs.PagesBucket, Key }));
        return [object.ContentType, object.CacheControl, await object.Body?.transformToString()];
      };
      assert.deepEqual(await read('index.html'), ['text/html; charset=utf-8', 'no-cache', page]);
      assert.deepEqual((await read('assets/index-0.js'))[1], 'public, max-age=31536000, immutable');
      assert.deepEqual(JSON.parse((await read('config.json'))[2] as string), siteConfig(outputs));
    },
  );
  await check('the distribution asks for the one page whatever the path, and sends the security headers', async () => {
    for (const path of ['/', '/applicant', '/jury/applications/app_1']) {
      const { headers, body } = await visit(emulator, outputs, path);
      assert.match(String(headers['content-security-policy']), /^default-src 'none'; script-src 'self';/);
      assert.equal(headers['x-frame-options'], 'DENY');
      // The emulated bucket refuses its own distribution, and names what it was asked for: docs/emulator.md.
      assert.match(body, /AccessDenied.*\/index\.html/s);
    }
  });
};
