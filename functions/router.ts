import httpRouter from '@middy/http-router';
import type { Places } from '../schemas/contract/operation.ts';
import { notFound } from './domain/errors.ts';

/** The path is one of ours, and takes other methods. */
export class MethodNotAllowed extends Error {
  override name = 'MethodNotAllowed';
  /** The methods that it takes. */
  readonly allowed: readonly string[];
  constructor(allowed: readonly string[]) {
    super(`Allowed: ${allowed.join(', ')}`);
    this.allowed = allowed;
  }
}

interface Found {
  /** The part of the contract that says the rest of it. */
  part: string;
  id: string;
  params: Record<string, string>;
}

/**
 * Finds an operation by its method and path, which is decoded already: the gateway did. A slash at the end makes no
 * difference, HEAD and OPTIONS are no operations.
 * @returns a finder. It throws DomainError not-found for a path that there is not, MethodNotAllowed for another method.
 */
export const router = (places: Places) => {
  const operations = Object.entries(places).flatMap(([part, ids]) =>
    Object.entries(ids).map(([id, place]) => ({ part, id, ...place })),
  );
  // The router hands back what a route's handler does: here, which operation it is.
  const ask = httpRouter({
    routes: operations.map(({ method, path, ...named }) => ({ method, path, handler: (async () => named) as never })),
    notFoundResponse: () => undefined,
  }) as unknown as (event: object) => Promise<Omit<Found, 'params'>> | undefined;
  const methods = [...new Set(operations.map(({ method }) => method))];

  const find = async (method: string, path: string): Promise<Found | undefined> => {
    const event: { pathParameters?: Record<string, string> } = {};
    const named = await ask(Object.assign(event, { version: '2.0', requestContext: { http: { method, path } } }));
    return named && { ...named, params: event.pathParameters ?? {} };
  };

  return async (method: string, path: string): Promise<Found> => {
    const found = await find(method, path);
    if (found) return found;
    const others = await Promise.all(methods.map((other) => find(other, path)));
    const allowed = methods.filter((_, index) => others[index]);
    throw allowed.length > 0 ? new MethodNotAllowed(allowed) : notFound();
  };
};
