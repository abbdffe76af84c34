import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import type { HttpEvent } from '../../functions/http-event.ts';
import { routeKeyOf } from '../../infra/routes.ts';
import { contract, type Operation, type OperationId } from '../../schemas/contract.ts';

/** What a test sends: `raw` is a body that is no JSON. */
export interface Sent {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  raw?: string;
  language?: 'fr' | 'en';
  /** The act that the request is part of. */
  act?: string;
  ownAct?: string;
}

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every operation
  body: any;
  headers: Record<string, string>;
}

/** A request as API Gateway hands it to a function, payload format 2.0; `subject` is the verified token's. */
export const eventFor = (id: OperationId, subject: string | undefined, sent: Sent = {}): HttpEvent => {
  const operation: Operation = contract[id];
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => sent.params?.[name] ?? '');
  const body = sent.raw ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
  return {
    version: '2.0',
    routeKey: routeKeyOf(operation.audience),
    rawPath: path,
    rawQueryString: new URLSearchParams(sent.query).toString(),
    headers: {
      'content-type': 'application/json',
      'accept-language': sent.language ?? 'fr',
      ...(sent.act !== undefined && { 'act-id': sent.act }),
      ...(sent.ownAct !== undefined && { 'own-act-id': sent.ownAct }),
    },
    ...(sent.query && { queryStringParameters: sent.query }),
    pathParameters: { proxy: path.slice(`/api/${operation.audience}/`.length) },
    requestContext: {
      accountId: '000000000000',
      apiId: 'test',
      domainName: 'site.test',
      domainPrefix: 'site',
      http: { method: operation.method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: randomUUID(),
      routeKey: routeKeyOf(operation.audience),
      stage: '$default',
      time: '18/Mar/2026:09:00:00 +0000',
      timeEpoch: 1_773_824_400_000,
      ...(subject !== undefined && { authorizer: { jwt: { claims: { sub: subject } } } }),
    },
    ...(body !== undefined && { body }),
    isBase64Encoded: false,
  } as HttpEvent;
};

export const context = { awsRequestId: 'lambda-1', functionName: 'test' } as Context;
