import type { IncomingMessage, ServerResponse } from 'node:http';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { objectCreated } from './bucket/events.ts';
import { S3Fault } from './bucket/fault.ts';
import { readForm, verifyForm } from './bucket/post-policy.ts';
import { onDemandPath, type ScannerEngine, startScanner, storedObject } from './bucket/scanner.ts';
import { decoded, verifyRequest } from './bucket/signature.ts';
import type { Bus } from './bus.ts';
import type { Credentials } from './dynamodb.ts';
import type { Listening } from './listen.ts';
import { readBody } from './read-body.ts';

export interface Bucket {
  /** Origin of the bucket: both the functions' endpoint and where browsers upload. */
  url: string;
  name: string;
  /** Goes straight to the engine, past all checks and events. */
  client: S3Client;
  /** Looks at what arrives, and at what the functions ask it to look at again. */
  scanner: ScannerEngine;
  stop(): Promise<void>;
}

/** Largest request taken, in bytes: the largest document with its form, and room to see one refused for its size. */
const largestRequest = 32 * 1024 * 1024;

/**
 * S3 on its own origin: checks what the engine behind does not (signature, expiry, the conditions of a presigned
 * POST), answers cross-origin requests for the site as the bucket's CORS rules do, and tells the bus of each new object
 * and of its scan. The scanner's own address is this one, too.
 */
export const startBucket = async (options: {
  listening: Listening;
  engineUrl: string;
  name: string;
  credentials: Credentials;
  region: string;
  siteOrigins: readonly string[];
  bus: Bus;
  /** Epoch ms. */
  now?: () => number;
}): Promise<Bucket> => {
  const { listening, engineUrl, name, credentials, region, siteOrigins, bus, now = Date.now } = options;
  const client = new S3Client({ endpoint: engineUrl, region, credentials, forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: name })).catch((error: { name?: string }) => {
    if (error.name !== 'BucketAlreadyOwnedByYou' && error.name !== 'BucketAlreadyExists') throw error;
  });
  const scanner = startScanner({ client, bucket: name, credentials, region, bus, now });

  const announce = async (key: string, reason: Parameters<typeof objectCreated>[1]) => {
    const stored = await storedObject(client, name, key);
    await bus.put(objectCreated(stored, reason));
    scanner.look(stored);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', listening.url);
    const [, bucket = '', ...path] = url.pathname.split('/').map(decoded);
    const isForm = request.method === 'POST' && /^multipart\/form-data/i.test(request.headers['content-type'] ?? '');
    const isScan = request.method === 'POST' && url.pathname === onDemandPath;
    if (!isForm && !isScan) verifyRequest(request, url, credentials, now());
    const body = await readBody(request, largestRequest);
    if (body === 'too-large')
      throw new S3Fault(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
    if (isScan) {
      const { status, error } = await scanner.onDemand(request, url, body);
      response.writeHead(status, { 'content-type': 'application/json', ...(error && { 'x-amzn-errortype': error }) });
      return void response.end(JSON.stringify(error ? { __type: error, message: error } : {}));
    }
    let created: string | undefined;
    if (isForm) {
      const form = await readForm(body, request.headers['content-type'] ?? '');
      verifyForm(form, bucket, credentials, now());
      created = form.fields.get('key');
    } else if (request.method === 'PUT' && path.join('/')) created = path.join('/');

    const passed = await fetch(engineUrl + (request.url ?? '/'), {
      method: request.method ?? 'GET',
      headers: passedHeaders(request),
      // The engine asks for no body where it reads, and fetch would not send one.
      ...(body.length > 0 && !['GET', 'HEAD'].includes(request.method ?? 'GET') ? { body: new Uint8Array(body) } : {}),
    });
    if (passed.ok && created !== undefined) await announce(created, isForm ? 'POST Object' : 'PutObject');
    const headers = Object.fromEntries(
      [...passed.headers].filter(([header]) => !['connection', 'keep-alive', 'transfer-encoding'].includes(header)),
    );
    response.writeHead(passed.status, { ...headers, ...(passed.ok ? overrides(url) : {}) });
    response.end(Buffer.from(await passed.arrayBuffer()));
  };

  listening.serve(async (request, response) => {
    const origin = request.headers.origin;
    const allowed = origin !== undefined && siteOrigins.includes(origin);
    response.setHeader('server', 'AmazonS3');
    if (allowed) {
      response.setHeader('access-control-allow-origin', origin);
      response.setHeader('access-control-expose-headers', 'ETag');
      response.setHeader('vary', 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method');
    }
    try {
      if (request.method === 'OPTIONS') preflight(request, response, allowed);
      else await answer(request, response);
    } catch (error) {
      const fault =
        error instanceof S3Fault ? error : new S3Fault(500, 'InternalError', 'We encountered an internal error.');
      response.writeHead(fault.status, { 'content-type': 'application/xml' }).end(fault.toXml());
    }
  });

  return {
    url: listening.url,
    name,
    client,
    scanner,
    stop: async () => {
      await listening.close();
      await scanner.drained();
      client.destroy();
    },
  };
};

/** Headers of the answer that the signed address itself asks for, such as the name to download under. */
const overrides = (url: URL): Record<string, string> =>
  Object.fromEntries(
    ['content-disposition', 'content-type', 'cache-control'].flatMap((header) => {
      const value = url.searchParams.get(`response-${header}`);
      return value === null ? [] : [[header, value]];
    }),
  );

/** The bucket's CORS rules let the site post and read, as in `infra/aws`. */
const preflight = (request: IncomingMessage, response: ServerResponse, allowed: boolean) => {
  const method = String(request.headers['access-control-request-method']);
  if (!allowed || !['GET', 'POST'].includes(method))
    throw new S3Fault(403, 'AccessForbidden', 'CORSResponse: This CORS request is not allowed.');
  response.writeHead(200, {
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '',
    'access-control-max-age': '3000',
  });
  response.end();
};

const passedHeaders = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).flatMap(([header, value]) =>
      typeof value === 'string' && !['host', 'connection', 'content-length', 'expect', 'origin'].includes(header)
        ? [[header, value]]
        : [],
    ),
  );
