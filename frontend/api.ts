import table from 'virtual:operations';
import { ulid } from 'ulid';
import { actHeader, eventsHeader, ownActHeader } from '../schemas/act-headers.ts';
import type { Contract, OperationId, OperationRequest, OperationResponse } from '../schemas/contract.ts';
import type { Role } from '../schemas/office.ts';
import type { Problem } from '../schemas/problem.ts';
import { fetchPatiently } from './fetch-patiently.ts';
import { lookForNewerPages } from './newer-pages.ts';
import { accessToken, sessionEnded } from './session.ts';

const operations = table as {
  [K in OperationId]: Pick<Contract[K], 'method' | 'path' | 'audience'> & { roles?: readonly Role[] };
};

/** Whether an agent in these roles is let in to an operation. */
export const lets = (held: readonly Role[], id: OperationId): boolean =>
  operations[id].roles?.some((role) => held.includes(role)) ?? true;

/** What a page hears when the service refuses a person's role: it may have been taken away meanwhile. */
export const roleRefused = 'role-refused';

/** A refusal of the API: RFC 9457 problem details. `offline` is ours, for a request that got no answer. */
export class ApiProblem extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.name = 'ApiProblem';
    this.problem = problem;
  }
  get status(): number {
    return this.problem.status;
  }
  get code(): string {
    return this.problem.code;
  }
}

/** The problem behind any thrown value; what did not come from the API counts as a fault of the page. */
export const problemOf = (error: unknown): Problem =>
  error instanceof ApiProblem
    ? error.problem
    : { type: 'about:blank', title: String(error), status: 0, code: 'unexpected' };

/**
 * Refusals that a page older than the service meets: an operation that is gone, a question or an answer of another shape,
 * a state that it does not know.
 */
const unexpected = new Set([400, 404, 405, 409, 422, 500]);

/** Codes for answers without a problem document: those of the gateway itself. */
const gatewayCodes: Record<number, string> = { 401: 'unauthenticated', 413: 'too-large', 429: 'too-many' };

const readProblem = async (response: Response): Promise<Problem> => {
  const body = (await response.json().catch(() => ({}))) as Partial<Problem> & { message?: string };
  return {
    ...body,
    type: body.type ?? 'about:blank',
    title: body.title ?? body.message ?? response.statusText,
    status: response.status,
    code: body.code ?? gatewayCodes[response.status] ?? 'unexpected',
  };
};

type AnyRequest = {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
};

const addressOf = (path: string, { params = {}, query = {} }: AnyRequest): string => {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return search ? `${filled}?${search}` : filled;
};

interface Options {
  signal?: AbortSignal;
  /** The act that the request is part of; the events that the answer tells of are added to it. */
  act?: { readonly id: string; events: number };
}

/**
 * Acts that are on their way or whose answer was lost, by all that was asked: the same asked again is the same act, which the
 * service then answers as done.
 */
const unanswered = new Map<string, string>();

/**
 * Calls an operation of the contract with the access token of its audience.
 * @throws ApiProblem what the API answered; code `offline` when nothing did, `unauthenticated` when the session ran out
 * (the page then shows the dialog to sign in again).
 */
export const api = async <K extends OperationId>(
  operationId: K,
  ...[request, options]: object extends OperationRequest<K>
    ? [request?: OperationRequest<K>, options?: Options]
    : [request: OperationRequest<K>, options?: Options]
): Promise<OperationResponse<K>> => {
  const { method, path, audience } = operations[operationId];
  const { body } = (request ?? {}) as AnyRequest;
  const token = audience === 'public' ? undefined : await accessToken(audience);
  const headers = new Headers({ accept: 'application/json', 'accept-language': document.documentElement.lang });
  if (token) headers.set('authorization', `Bearer ${token}`);
  if (options?.act) headers.set(actHeader, options.act.id);
  if (body !== undefined) headers.set('content-type', 'application/json');
  const asked =
    audience === 'staff' &&
    method !== 'GET' &&
    !options?.act &&
    `${operationId} ${JSON.stringify(request as AnyRequest)}`;
  if (asked) {
    const name = unanswered.get(asked) ?? `act_${ulid().toLowerCase()}`;
    unanswered.set(asked, name);
    headers.set(ownActHeader, name);
  }
  let response: Response;
  try {
    response = await fetchPatiently(addressOf(path, (request ?? {}) as AnyRequest), {
      method,
      headers,
      signal: options?.signal ?? null,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (error) {
    if (options?.signal?.aborted) throw error;
    throw new ApiProblem({ type: 'about:blank', title: 'No answer', status: 0, code: 'offline' });
  }
  if (asked && response.status < 500) unanswered.delete(asked);
  if (options?.act) options.act.events += Number(response.headers.get(eventsHeader) ?? 0);
  if (response.ok) return (await response.json()) as OperationResponse<K>;
  const problem = await readProblem(response);
  if (unexpected.has(problem.status)) void lookForNewerPages();
  if (problem.status === 401 && audience !== 'public') sessionEnded(audience);
  if (problem.code === 'role-needed' || (problem.code === 'forbidden' && !operationId.endsWith('Session')))
    dispatchEvent(new Event(roleRefused));
  throw new ApiProblem(problem);
};
