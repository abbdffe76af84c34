import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type { Claims } from './authorizer.ts';
import type { Route } from './routes.ts';

type Event = APIGatewayProxyEventV2 | APIGatewayProxyEventV2WithJWTAuthorizer;

/** A request as API Gateway hands it to a function: payload format 2.0. */
export const eventOf = (
  request: IncomingMessage,
  url: URL,
  { path, route }: { path: string; route: Route },
  body: Buffer,
  claims: Claims | undefined,
): Event => {
  const headers = Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined || name === 'cookie' ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
    ),
  );
  const sourceIp = request.socket.remoteAddress ?? '';
  // The gateway adds whom it was asked by to whatever it was told of those before.
  const asked = headers['x-forwarded-for'];
  headers['x-forwarded-for'] = asked ? `${asked}, ${sourceIp}` : sourceIp;
  const query: Record<string, string> = {};
  for (const [name, value] of url.searchParams) query[name] = name in query ? `${query[name]},${value}` : value;
  const isText = /json|text|urlencoded|xml/.test(request.headers['content-type'] ?? 'text');
  const now = new Date();
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath: path,
    rawQueryString: url.search.slice(1),
    ...(request.headers.cookie ? { cookies: request.headers.cookie.split('; ') } : {}),
    headers,
    ...(url.search.length > 1 ? { queryStringParameters: query } : {}),
    pathParameters: { ...route.pathParameters },
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      ...(claims ? { authorizer: { principalId: '', integrationLatency: 0, jwt: { claims, scopes: [] } } } : {}),
      domainName: url.hostname,
      domainPrefix: 'local',
      http: {
        method: request.method ?? 'GET',
        path,
        protocol: 'HTTP/1.1',
        sourceIp,
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: route.key,
      stage: '$default',
      time: clfTime(now),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 ? { body: body.toString(isText ? 'utf8' : 'base64') } : {}),
    isBase64Encoded: body.length > 0 && !isText,
  };
};

/** `23/Nov/2026:10:15:00 +0000`, the common log format. */
const clfTime = (date: Date): string => {
  const [day, month, year] = date.toUTCString().split(' ').slice(1, 4);
  return `${day}/${month}/${year}:${date.toISOString().slice(11, 19)} +0000`;
};

interface Answer {
  statusCode?: number;
  headers?: Record<string, string | number | boolean>;
  cookies?: string[];
  body?: string;
  isBase64Encoded?: boolean;
}

/** Writes what a function answered; one without a status is a JSON body with status 200. */
export const writeAnswer = (response: ServerResponse, answer: unknown, requestId: string): void => {
  const shaped = typeof answer === 'object' && answer !== null && 'statusCode' in answer;
  const {
    statusCode = 200,
    headers = {},
    cookies,
    body = '',
    isBase64Encoded,
  }: Answer = shaped
    ? (answer as Answer)
    : {
        headers: { 'content-type': 'application/json' },
        body: typeof answer === 'string' ? answer : JSON.stringify(answer),
      };
  const written = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  response.writeHead(statusCode, {
    'content-type': 'text/plain;charset=UTF-8',
    ...written,
    'apigw-requestid': requestId,
    ...(cookies ? { 'set-cookie': cookies } : {}),
  });
  response.end(isBase64Encoded ? Buffer.from(body, 'base64') : body);
};
