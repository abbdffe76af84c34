import { type IncomingHttpHeaders, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import type { Outputs } from '../../infra/aws/publish.ts';
import { type Listening, listen } from '../../infra/local/listen.ts';
import type { Reach } from '../../infra/smoke/site.ts';
import { apiBase } from './deployment.ts';
import type { Emulator } from './emulator.ts';
import { visit } from './pages.ts';

export interface Front {
  /** Where each address of the deployment is really asked. */
  reach: Reach;
  close(): Promise<void>;
}

/** Sent on as it came, and answered as the API answers. */
const passOn = (url: string, method: string, headers: IncomingHttpHeaders, body: Buffer) =>
  new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    const asked = request(url, { method, headers: { ...headers, host: new URL(url).host } }, async (response) =>
      resolve({
        status: response.statusCode ?? 502,
        headers: response.headers,
        body: await buffer(response),
      }),
    );
    asked.once('error', reject);
    asked.end(body);
  });

/**
 * The site of a deployment on an address that can be asked: the emulator's distribution reads neither its bucket nor its API
 * (docs/emulator.md). Pages come from the deployed bucket, headers from the deployed distribution, answers from the deployed
 * API.
 */
export const openFront = async (emulator: Emulator, outputs: Outputs): Promise<Front> => {
  const front: Listening = await listen(0);
  const s3 = new S3Client({ region: outputs.Region, forcePathStyle: true });
  const object = async (Key: string) => {
    try {
      const { Body, ContentType } = await s3.send(new GetObjectCommand({ Bucket: outputs.PagesBucket, Key }));
      return { body: Buffer.from((await Body?.transformToByteArray()) ?? []), type: ContentType ?? '' };
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };
  front.serve(async (asked, response) => {
    const path = asked.url ?? '/';
    if (path.startsWith('/api/')) {
      const { method = 'GET', headers } = asked;
      const answer = await passOn(apiBase(emulator, outputs) + path, method, headers, await buffer(asked));
      return response.writeHead(answer.status, answer.headers).end(answer.body);
    }
    const { headers, body } = await visit(emulator, outputs, path);
    // The refusal of the bucket names what the distribution asked it for.
    const key = /<Resource>\/[^/<]+\/([^<]*)<\/Resource>/.exec(String(body))?.[1] ?? path.slice(1);
    const found = await object(key);
    const { 'content-length': _length, 'content-type': _type, ...security } = headers as IncomingHttpHeaders;
    return found
      ? response.writeHead(200, { ...security, 'content-type': found.type }).end(found.body)
      : response.writeHead(404, security).end();
  });
  const ours = new Map([
    [new URL(outputs.SiteUrl).origin, front.url],
    [new URL(outputs.ApplicantIssuer).origin, emulator.url],
    [new URL(outputs.OfficeIssuer).origin, emulator.url],
    ...[outputs.ApplicantSignIn, outputs.OfficeSignIn].flatMap((url) =>
      url ? [[new URL(url).origin, emulator.url] as const] : [],
    ),
  ]);
  return {
    reach: (url) => {
      const { origin } = new URL(url);
      return (ours.get(origin) ?? origin) + url.slice(origin.length);
    },
    close: () => front.close(),
  };
};
