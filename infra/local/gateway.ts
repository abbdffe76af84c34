import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FunctionSpec } from '../../functions/spec.ts';
import { audiences } from '../../schemas/contract.ts';
import {
  gatewayBodyBytes,
  gatewayTimeoutSeconds,
  lambdaPayloadBytes,
  type Throttles,
  throttlesFor,
  usualPlaces,
} from '../limits.ts';
import { FunctionError, type FunctionHost } from './functions.ts';
import { jwtAuthorizer } from './gateway/authorizer.ts';
import { eventOf, writeAnswer } from './gateway/event.ts';
import { rawPathOf, routeFor } from './gateway/routes.ts';
import { throttle } from './gateway/throttle.ts';
import { realmOf } from './identity/realms.ts';
import type { Identity } from './identity.ts';
import type { Listening } from './listen.ts';
import { readBody } from './read-body.ts';

export interface GatewayOptions {
  listening: Listening;
  specs: readonly FunctionSpec[];
  functions: FunctionHost;
  identity: Identity;
  /** Settings of the pages, at `/config.json`. */
  config: Readonly<Record<string, unknown>>;
  /** Of every answer, as CloudFront adds them: the API's, the pages', and those that are refused. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Answers whatever is not the API's. */
  pages?: ((request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>) | undefined;
  /** Requests a second and burst for each audience; the platforms' own unless given. */
  throttles?: Throttles | undefined;
}

/**
 * The site's one origin: the API as API Gateway's HTTP API offers it (a route for each audience, JWT authorizers, its own
 * answers 401, 404, 413, 429, 500 and 503 as `{"message"}`), the pages, and their settings.
 * @returns `drain`: takes no more requests and waits for those in hand.
 */
export const openGateway = (options: GatewayOptions): { drain(): Promise<void> } => {
  const { functions, identity } = options;
  const limits = options.throttles ?? throttlesFor(usualPlaces);
  const passes = new Map(audiences.map((audience) => [audience, throttle(limits[audience])]));
  const authorizers = {
    applicant: jwtAuthorizer(identity.realms.applicant),
    office: jwtAuthorizer(identity.realms.office),
  };
  const functionOf = new Map(
    options.specs.flatMap(({ name, trigger }) => (trigger.kind === 'http' ? [[trigger.audience, name] as const] : [])),
  );
  const config = JSON.stringify(options.config);

  const answerApi = async (request: IncomingMessage, response: ServerResponse, url: URL) => {
    const path = rawPathOf(url.pathname);
    const route = routeFor(path);
    const target = route && functionOf.get(route.audience);
    if (!route || !target) return say(response, 404, 'Not Found');
    if (!passes.get(route.audience)?.()) return say(response, 429, 'Too Many Requests');
    const claims =
      route.audience === 'public'
        ? undefined
        : await authorizers[realmOf[route.audience]](request.headers.authorization);
    if (route.audience !== 'public' && !claims) {
      response.setHeader('www-authenticate', request.headers.authorization ? 'Bearer error="invalid_token"' : 'Bearer');
      return say(response, 401, 'Unauthorized');
    }
    const body = await readBody(request, gatewayBodyBytes);
    if (body === 'too-large') return say(response, 413, 'Request Entity Too Large');
    const event = eventOf(request, url, { path, route }, body, claims);
    if (Buffer.byteLength(event.body ?? '') > lambdaPayloadBytes) return say(response, 413, 'Request Entity Too Large');
    const answer = await withinGatewayTime(functions.invoke(target, event));
    if (answer === 'late') return say(response, 503, 'Service Unavailable');
    if (Buffer.byteLength(JSON.stringify(answer) ?? '') > lambdaPayloadBytes)
      return say(response, 500, 'Internal Server Error');
    writeAnswer(response, answer, event.requestContext.requestId);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of Object.entries(options.headers ?? {})) response.setHeader(name, value);
    try {
      const url = new URL(request.url ?? '/', options.listening.url);
      if (url.pathname === '/api' || url.pathname.startsWith('/api/')) await answerApi(request, response, url);
      else if (url.pathname === '/config.json')
        response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache' }).end(config);
      else if (options.pages) await options.pages(request, response, url);
      else response.writeHead(404).end();
    } catch (error) {
      // Lambda had no place to run it: it did not begin.
      if (error instanceof FunctionError && error.kind === 'Function.Throttled')
        return say(response, 503, 'Service Unavailable');
      // A function that throws or runs out of its own time: its log has the reason, the caller does not.
      if (response.headersSent) response.end();
      else say(response, 500, 'Internal Server Error');
    }
  };

  const inHand = new Set<Promise<void>>();
  options.listening.serve((request, response) => {
    const answering = answer(request, response);
    inHand.add(answering);
    answering.finally(() => inHand.delete(answering));
  });
  return {
    drain: async () => {
      options.listening.serve((_request, response) => say(response, 503, 'Service Unavailable'));
      await Promise.all(inHand);
    },
  };
};

const say = (response: ServerResponse, status: number, message: string): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
};

const withinGatewayTime = async <T>(answer: Promise<T>): Promise<T | 'late'> => {
  const late = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => late.resolve('late'), gatewayTimeoutSeconds * 1000);
  answer.catch(() => {});
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
  }
};
