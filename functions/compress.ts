import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** Below this, in bytes, an answer fits a packet as it is. */
const LEAST_BYTES = 1400;

/** Whether a caller takes gzip: by its name, or else by `*`, which is for what is not named; at quality 0 not (RFC 9110, 12.5.3). */
const takesGzip = (accepted: string): boolean => {
  const named = new Map(
    accepted
      .toLowerCase()
      .split(',')
      .map((one) => one.trim().split(/\s*;\s*q=/))
      .map(([name, quality = '1']) => [name, Number(quality)]),
  );
  return (named.get('gzip') ?? named.get('*') ?? 0) > 0;
};

/**
 * An answer in gzip where its caller takes that and it is worth it. The function does it itself: CloudFront compresses what it
 * caches, and an answer of the API is never cached.
 */
export const compress = (
  response: APIGatewayProxyStructuredResultV2,
  accepted = '',
): APIGatewayProxyStructuredResultV2 => {
  const { body, headers } = response;
  if (!body || response.isBase64Encoded || Buffer.byteLength(body) < LEAST_BYTES || !takesGzip(accepted))
    return response;
  return {
    ...response,
    headers: { ...headers, 'content-encoding': 'gzip', vary: 'accept-encoding' },
    body: gzipSync(body).toString('base64'),
    isBase64Encoded: true,
  };
};
