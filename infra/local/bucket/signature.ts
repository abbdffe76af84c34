import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Credentials } from '../dynamodb.ts';
import { S3Fault } from './fault.ts';

/**
 * Signature version 4 as S3 checks it. The engine behind takes any signature, so that a fault of ours would show on
 * AWS only. Source: AWS's "Authenticating Requests (AWS Signature Version 4)", S3 API reference.
 */

const longestExpirySeconds = 604_800;
const clockSkewMs = 15 * 60_000;

/**
 * Checks a request signed in its query (a presigned address) or by its headers (an SDK call).
 * @throws S3Fault as S3 answers: no signature, an unknown key, expired, or not matching.
 */
export const verifyRequest = (request: IncomingMessage, url: URL, credentials: Credentials, now: number): void => {
  if (url.searchParams.has('X-Amz-Signature')) verifyPresigned(request, url, credentials, now);
  else if (request.headers.authorization) verifyHeaders(request, url, credentials, now);
  else throw new S3Fault(403, 'AccessDenied', 'Access Denied');
};

const verifyPresigned = (request: IncomingMessage, url: URL, credentials: Credentials, now: number) => {
  const field = (name: string) => url.searchParams.get(`X-Amz-${name}`) ?? '';
  const at = instantOf(field('Date'));
  const seconds = Number(field('Expires'));
  if (field('Algorithm') !== 'AWS4-HMAC-SHA256' || Number.isNaN(at) || !(seconds > 0))
    throw new S3Fault(
      400,
      'AuthorizationQueryParametersError',
      'Query-string authentication requires all X-Amz fields.',
    );
  if (seconds > longestExpirySeconds)
    throw new S3Fault(400, 'AuthorizationQueryParametersError', 'X-Amz-Expires must be less than a week (in seconds).');
  if (now > at + seconds * 1000) throw new S3Fault(403, 'AccessDenied', 'Request has expired');
  if (now < at - clockSkewMs) throw new S3Fault(403, 'AccessDenied', 'Request is not yet valid');
  const signed = [...url.searchParams].filter(([name]) => name !== 'X-Amz-Signature');
  const payload = url.searchParams.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD';
  const canonical = canonicalRequest(request, url, signed, field('SignedHeaders').split(';'), payload);
  check(credentials, field('Credential'), field('Date'), canonical, field('Signature'));
};

/**
 * Checks a request that its headers sign, as every service takes it from an SDK.
 * @param service As the signature names it.
 * @throws S3Fault as `verifyRequest` does.
 */
export const verifyHeaders = (
  request: IncomingMessage,
  url: URL,
  credentials: Credentials,
  now: number,
  service = 's3',
): void => {
  const found = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]+)$/.exec(
    request.headers.authorization ?? '',
  );
  const date = String(request.headers['x-amz-date'] ?? '');
  const payload = String(request.headers['x-amz-content-sha256'] ?? '');
  if (!found) throw new S3Fault(400, 'AuthorizationHeaderMalformed', 'The authorization header is malformed.');
  if (!(Math.abs(now - instantOf(date)) <= clockSkewMs))
    throw new S3Fault(
      403,
      'RequestTimeTooSkewed',
      "The difference between the request time and the server's time is too large.",
    );
  const [, credential = '', headers = '', signature = ''] = found;
  const canonical = canonicalRequest(request, url, [...url.searchParams], headers.split(';'), payload);
  check(credentials, credential, date, canonical, signature, service);
};

/** @throws S3Fault when the signature of these fields was not made with our key. */
export const check = (
  credentials: Credentials,
  credential: string,
  date: string,
  canonical: string | { policy: string },
  signature: string,
  service = 's3',
): void => {
  const [accessKeyId, day = '', region = '', named, terminator] = credential.split('/');
  if (accessKeyId !== credentials.accessKeyId)
    throw new S3Fault(403, 'InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.');
  const text =
    typeof canonical === 'string'
      ? ['AWS4-HMAC-SHA256', date, `${day}/${region}/${service}/aws4_request`, sha256(canonical)].join('\n')
      : canonical.policy;
  const key = [service, 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${credentials.secretAccessKey}`, day), region));
  const expected = hmac(key, text);
  const given = Buffer.from(signature, 'hex');
  const right = expected.length === given.length && timingSafeEqual(expected, given);
  if (!right || named !== service || terminator !== 'aws4_request' || !date.startsWith(day))
    throw new S3Fault(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    );
};

const canonicalRequest = (
  request: IncomingMessage,
  url: URL,
  query: [string, string][],
  signedHeaders: string[],
  payload: string,
): string =>
  [
    request.method ?? 'GET',
    url.pathname
      .split('/')
      .map((part) => encode(decoded(part)))
      .join('/'),
    query
      .map(([name, value]) => `${encode(name)}=${encode(value)}`)
      .sort()
      .join('&'),
    ...signedHeaders.map(
      (name) =>
        `${name}:${String(request.headers[name] ?? '')
          .trim()
          .replace(/ +/g, ' ')}`,
    ),
    '',
    signedHeaders.join(';'),
    payload,
  ].join('\n');

/** @throws S3Fault for a part of a path that is no encoding of anything. */
export const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new S3Fault(400, 'InvalidURI', "Couldn't parse the specified URI.");
  }
};

/** RFC 3986 encoding: everything but letters, digits and `-._~`. */
const encode = (value: string): string =>
  encodeURIComponent(value).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** Epoch ms of `20260101T120000Z`; NaN for anything else. */
export const instantOf = (date: string): number =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

const sha256 = (value: string): string => createHash('sha256').update(value).digest('hex');
const hmac = (key: string | Buffer, value: string): Buffer => createHmac('sha256', key).update(value).digest();
