import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** What browsers take, the better first. */
const encodings = {
  br: (bytes: Buffer) => brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (bytes: Buffer) => zip(bytes),
};
const brotli = promisify(brotliCompress);
const zip = promisify<Buffer, Buffer>(gzip);

const encodingFor = (request: IncomingMessage): keyof typeof encodings | undefined => {
  const taken = String(request.headers['accept-encoding']).split(/[,;] */);
  return (['br', 'gzip'] as const).find((encoding) => taken.includes(encoding));
};

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
const compressible = new Set(['.html', '.js', '.css', '.json', '.svg', '.txt']);

/**
 * Serves the built pages as CloudFront does: hashed files for good, everything else checked anew, compressed where the
 * browser takes it, and the one document for every address of the single-page site.
 */
export const pageServer = (folder: string) => {
  const compressed = new Map<string, Buffer>();

  const find = async (path: string): Promise<{ file: string; changed: number } | undefined> => {
    const file = join(folder, normalize(path));
    if (!file.startsWith(folder)) return undefined;
    const found = await stat(file).catch(() => undefined);
    return found?.isFile() ? { file, changed: found.mtimeMs } : undefined;
  };

  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return void response.writeHead(405, { allow: 'GET, HEAD' }).end();
    const hashed = url.pathname.startsWith('/assets/');
    const exact = await find(decoded(url.pathname));
    const found = exact ?? (hashed ? undefined : await find('/index.html'));
    if (!found) return void response.writeHead(404, { 'content-type': 'text/plain' }).end();

    const extension = extname(found.file);
    const etag = `"${found.changed.toString(16)}"`;
    response.setHeader('content-type', types[extension] ?? 'application/octet-stream');
    response.setHeader('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    response.setHeader('etag', etag);
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
    let bytes: Buffer = await readFile(found.file);
    if (compressible.has(extension)) {
      response.setHeader('vary', 'accept-encoding');
      const encoding = encodingFor(request);
      if (encoding) {
        response.setHeader('content-encoding', encoding);
        const key = `${encoding} ${etag} ${found.file}`;
        const kept = compressed.get(key) ?? (await encodings[encoding](bytes));
        compressed.set(key, kept);
        bytes = kept;
      }
    }
    response.setHeader('content-length', bytes.length);
    response.end(request.method === 'HEAD' ? undefined : bytes);
  };
};

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return '/';
  }
};
