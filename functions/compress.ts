import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** Below this, in bytes, an answer fits a packet as it is. */
const LEAST_BYTES = 1400;

/** Whether a caller takes gzip: named or meant by `*`, and not at quality 0 (RFC 9110, 12.5.3). */
const takesGzip = (accepted: string): boolean =>
  accepted
    .toLowerCase()
    .split(',')
    .map((one) => one.trim().split(/\s*;\s*q=/))
    .some(([name, quality = '1']) => (name === 'gzip' || name === '*') && Number(quality) > 0);

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
