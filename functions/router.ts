import httpRouter from '@middy/http-router';
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

interface Place {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
}
interface Found<K extends string> {
  id: K;
  params: Record<string, string>;
}

/**
 * Finds an operation by its method and path, which is decoded already: the gateway did. A slash at the end makes no
 * difference, HEAD and OPTIONS are no operations.
 * @returns a finder. It throws DomainError not-found for a path that there is not, MethodNotAllowed for another method.
 */
export const router = <K extends string>(operations: Readonly<Record<K, Place>>) => {
  const places = Object.entries<Place>(operations) as [K, Place][];
  // The router hands back what a route's handler does: here, which operation it is.
  const ask = httpRouter({
    routes: places.map(([id, { method, path }]) => ({ method, path, handler: (async () => id) as never })),
    notFoundResponse: () => undefined,
  }) as unknown as (event: object) => Promise<K> | undefined;
  const methods = [...new Set(places.map(([, { method }]) => method))];

  const find = async (method: string, path: string): Promise<Found<K> | undefined> => {
    const event: { pathParameters?: Record<string, string> } = {};
    const id = await ask(Object.assign(event, { version: '2.0', requestContext: { http: { method, path } } }));
    return id && { id, params: event.pathParameters ?? {} };
  };

  return async (method: string, path: string): Promise<Found<K>> => {
    const found = await find(method, path);
    if (found) return found;
    const others = await Promise.all(methods.map((other) => find(other, path)));
    const allowed = methods.filter((_, index) => others[index]);
    throw allowed.length > 0 ? new MethodNotAllowed(allowed) : notFound();
  };
};
