import middy, { type MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type * as z from 'zod';
import { actId } from '../schemas/act.ts';
import { actHeader, eventsHeader, ownActHeader } from '../schemas/act-headers.ts';
import type { OpeningKind } from '../schemas/audit.ts';
import type { AudienceContract } from '../schemas/contract/operation.ts';
import type { Audience, Contract, Operation, OperationId, OperationIdOf, OperationInput } from '../schemas/contract.ts';
import { type Language, personId } from '../schemas/fields.ts';
import { maxDepth, tooDeep } from '../schemas/kept.ts';
import { type AgentRole, isAgent, mayDo } from '../schemas/office.ts';
import { readable } from '../schemas/readable.ts';
import { limitCallers } from './caller-limits.ts';
import { compress } from './compress.ts';
import { DomainError, forbidden } from './domain/errors.ts';
import type { HttpEvent } from './http-event.ts';
import { faultOf, logger } from './observe.ts';
import type { NoteOpened } from './openings.ts';
import { parse } from './parse.ts';
import { MethodNotAllowed, router } from './router.ts';
import { NotThroughSite, throughSite } from './site-only.ts';
import { type Act, acting } from './store/acting.ts';
import type { PersonItem } from './store/items.ts';
import { loadPerson } from './store/people.ts';
import type { StorePorts } from './store/ports.ts';

/** What an operation is handed beside its parsed input. */
export interface RequestContext {
  language: Language;
  /** The instant of the request. */
  at: string;
  /** The `sub` of the verified token; empty on public routes. */
  subject: string;
  /** Says as what this answer is noted, where that depends on what is asked for. */
  noteAs: (kind: OpeningKind) => void;
}

/** The person behind a private route; a session's opening alone does without. */
export interface PersonContext {
  person: PersonItem;
}

export type PublicRequest<K extends OperationId> = OperationInput<K> & RequestContext;
export type PrivateRequest<K extends OperationId> = PublicRequest<K> & PersonContext;

type SessionId = 'openApplicantSession' | 'openJurySession' | 'openStaffSession';
type RequestOf<K extends OperationId> = K extends SessionId
  ? PublicRequest<K>
  : Contract[K]['audience'] extends 'public'
    ? PublicRequest<K>
    : PrivateRequest<K>;

/** One function per operation. */
export type AllOperations = {
  [K in OperationId]: (request: RequestOf<K>) => Promise<z.input<Contract[K]['response']>>;
};
/** Those of an audience: a missing one is a type error. */
export type Operations<A extends Audience> = Pick<AllOperations, OperationIdOf<A>>;

const sessionIds: readonly string[] = ['openApplicantSession', 'openJurySession', 'openStaffSession'];

interface Prepared {
  id: string;
  operation: Operation;
  language: Language;
  request: Record<string, unknown>;
  /** As what the answer is noted, if it is. */
  noted: OpeningKind | undefined;
  act: Act;
}
type Middleware = MiddlewareObj<PreparedEvent, APIGatewayProxyStructuredResultV2, Error, Context>;
type PreparedEvent = HttpEvent & { prepared?: Prepared };

/** The language that a reader prefers among ours: French unless English comes first. */
const preferredLanguage = (acceptLanguage: string | undefined): Language =>
  /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'fr';

interface Answering {
  type?: string;
  act?: Act | undefined;
  /** The methods that the path takes. */
  allowed?: readonly string[] | undefined;
  /** Seconds after which one more is taken. */
  retryAfter?: number | undefined;
}

const json = (
  statusCode: number,
  body: unknown,
  { type = 'application/json', act, allowed, retryAfter }: Answering = {},
): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    ...(act && act.made > 0 && { [eventsHeader]: String(act.made) }),
    ...(allowed && { allow: allowed.join(', ') }),
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  },
  body: JSON.stringify(body),
});

const bodyOf = (event: HttpEvent): unknown => {
  if (!event.body) return {};
  const text = event.isBase64Encoded ? Buffer.from(event.body, 'base64').toString('utf8') : event.body;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new DomainError('invalid', 'invalid', { fields: [{ path: ['body'], keys: ['rules.json', 'rules.type'] }] });
  }
  // Before anything that goes down into it, one call for a level.
  const found = tooDeep(body);
  if (found)
    throw new DomainError('invalid', 'invalid', {
      fields: [{ path: ['body', ...found.path], keys: [`rules.${found.rule}`], params: { maximum: maxDepth } }],
    });
  return body;
};

/**
 * The act that a request is part of: the one that it names, which goes on until its end is reported, or one of its own, under
 * the name that it says or an id that is made up with its first event.
 * @throws DomainError invalid when the name is none.
 */
const actOf = (ports: Pick<StorePorts, 'ulid'>, named?: string, ownName?: string): Act => {
  for (const [header, name] of [
    [actHeader, named],
    [ownActHeader, ownName],
  ] as const)
    if (name !== undefined && !actId.safeParse(name).success)
      throw new DomainError('invalid', 'invalid', { fields: [{ path: [header], keys: ['rules.format'] }] });
  if (named === undefined) {
    let own = ownName;
    return {
      get id() {
        own ??= `act_${ports.ulid()}`;
        return own;
      },
      gathers: false,
      made: 0,
    };
  }
  return { id: named, gathers: true, made: 0 };
};

/**
 * The Lambda handler of an audience: the operations of its contract, found by method and path, and no others. The token
 * was checked by the gateway and proves who; the person's item, strongly read, says what they may do. Input is parsed by the
 * contract, and so is the answer: what the contract does not name does not leave. Of `contract`, a part is loaded when one of its
 * operations is first asked for.
 * `originSecrets` are what the site adds to its requests; any other request is refused, unless there are none. What the
 * office is shown is noted by `noteOpened` before it leaves. `requestsPerMinute` is what one caller may ask; none, no limit.
 * @throws Error where what the office opens is noted nowhere.
 */
export const httpHandler = <A extends Audience>(
  { audience, places, parts }: AudienceContract<A>,
  ports: Pick<StorePorts, 'db' | 'tableName' | 'now' | 'ulid'>,
  operations: Operations<A>,
  originSecrets: readonly string[] = [],
  noteOpened?: NoteOpened,
  requestsPerMinute?: number,
) => {
  if (!noteOpened && (audience === 'jury' || audience === 'staff'))
    throw new Error(`What ${audience} opens is noted nowhere`);
  const isThroughSite = throughSite(originSecrets);
  const find = router(places);

  /** Finds the operation and the person, and parses what was sent. */
  const prepare: Middleware = {
    before: async ({ event }) => {
      if (!isThroughSite(event.headers)) throw new NotThroughSite();
      const { method, path } = event.requestContext.http;
      const { part, id, params } = await find(method, path);
      logger.appendKeys({ operation: id });
      const operation = (await parts[part]?.())?.[id];
      if (!operation) throw new Error(`The contract says nothing of ${id}`);
      const language = preferredLanguage(event.headers['accept-language']);
      const prepared: Prepared = {
        id,
        operation,
        language,
        request: {},
        act: actOf(ports),
        noted: operation.noted,
      };
      event.prepared = prepared;
      const claims = event.requestContext.authorizer?.jwt?.claims ?? {};
      const subject = typeof claims.sub === 'string' ? claims.sub : '';
      // What is nobody's key here is not looked up: a token of whatever issuer may say anything.
      if (audience !== 'public' && !personId().safeParse(subject).success) throw forbidden();
      const person =
        audience === 'public' || sessionIds.includes(id)
          ? undefined
          : await admit(ports as StorePorts, operation, subject);
      prepared.act = actOf(ports, event.headers[actHeader], event.headers[ownActHeader]);
      prepared.request = {
        params: operation.params && parse(operation.params, params, language),
        query: operation.query && parse(operation.query, event.queryStringParameters ?? {}, language),
        body: operation.body && parse(operation.body, bodyOf(event), language),
        language,
        at: ports.now().toISOString(),
        subject,
        person,
        noteAs: (kind: OpeningKind) => {
          prepared.noted = kind;
        },
      };
    },
  };

  /** Turns whatever went wrong into problem+json, once. */
  const answerProblems: Middleware = {
    onError: async (request) => {
      if (request.error instanceof NotThroughSite) {
        logger.info('Request refused', { status: 403, code: 'not-through-site' });
        request.response = json(403, { message: 'Forbidden' });
        return;
      }
      const language = request.event.prepared?.language ?? preferredLanguage(request.event.headers['accept-language']);
      const requestId = request.event.requestContext.requestId;
      // The catalogues of both languages: loaded with the first refusal, so that no cold start pays for them.
      const { problemOf } = await import('./problem.ts');
      const problem = problemOf(request.error, language, requestId);
      if (problem.status === 500) logger.error('Request failed', { error: faultOf(request.error) });
      else logger.info('Request refused', { status: problem.status, code: problem.code });
      request.response = json(problem.status, problem, {
        type: 'application/problem+json',
        act: request.event.prepared?.act,
        allowed: request.error instanceof MethodNotAllowed ? request.error.allowed : undefined,
        retryAfter: request.error instanceof DomainError ? request.error.detail.seconds : undefined,
      });
    },
  };

  /** Each line of a request says which. */
  const observe: Middleware = {
    before: ({ event, context }) => {
      logger.resetKeys();
      logger.appendKeys({ requestId: event.requestContext.requestId, lambdaRequestId: context.awsRequestId });
    },
    after: ({ response }) => logger.info('Request answered', { status: response?.statusCode }),
  };

  /** Last of all, whatever the answer is. */
  const pack = (request: { event: PreparedEvent; response: APIGatewayProxyStructuredResultV2 | null }): void => {
    if (request.response) request.response = compress(request.response, request.event.headers['accept-encoding']);
  };

  const limited: Middleware[] =
    requestsPerMinute === undefined
      ? []
      : [
          limitCallers(
            requestsPerMinute,
            () => ports.now().getTime(),
            ({ headers }) => originSecrets.length > 0 && isThroughSite(headers),
          ),
        ];

  return middy<PreparedEvent, APIGatewayProxyStructuredResultV2, Error, Context>()
    .use({ after: pack, onError: pack })
    .use(observe)
    .use(answerProblems)
    .use(limited)
    .use(prepare)
    .handler(async ({ prepared }) => {
      if (!prepared) throw new Error('A request was not prepared');
      const run = operations[prepared.id as keyof Operations<A>] as (request: unknown) => Promise<unknown>;
      const { act } = prepared;
      const answer = await acting(act, () => run(prepared.request));
      // Held to its shape: what was stored once may be told for ever, whatever the rules are for what comes next.
      const body = readable(prepared.operation.response).parse(answer);
      if (prepared.noted) await noteOpened?.(prepared.noted, audience === 'jury' ? 'juror' : 'staff', prepared.request);
      return json(200, body, { act });
    });
};

/**
 * The person who may do this, as the person's item says now: a role that was taken away is gone with the next request.
 * @throws DomainError forbidden for a stranger, or without a part in the audience; `role-needed`, with the roles that may,
 * for an agent in another role.
 */
const admit = async (ports: StorePorts, { audience, roles = [] }: Operation, subject: string): Promise<PersonItem> => {
  const person = await loadPerson(ports, subject);
  if (!person) throw forbidden();
  if (mayUse(audience, roles, person)) return person;
  // A release without finer roles may have taken them off the item when it saved the profile: the chain has them. What reads
  // it is loaded with the first such item, or refusal.
  const { loadStanding } = await import('./store/person-chain.ts');
  const standing = person.version === undefined ? (await loadStanding(ports, subject)).person : undefined;
  if (standing && mayUse(audience, roles, standing)) return standing;
  if (audience === 'staff' && isAgent(standing ?? person)) throw new DomainError('forbidden', 'role-needed', { roles });
  throw forbidden();
};

const mayUse = (audience: Audience, roles: readonly AgentRole[], person: PersonItem): boolean =>
  audience === 'jury' ? person.roles.includes('juror') : audience !== 'staff' || mayDo(person.roles, roles);
