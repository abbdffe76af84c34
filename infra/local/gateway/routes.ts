import { type Audience, audiences } from '../../../schemas/contract.ts';
import { routeKeyOf } from '../../routes.ts';

/** The route that a request takes. */
export interface Route {
  /** API Gateway's name of it, `ANY /api/public/{proxy+}`. */
  key: string;
  audience: Audience;
  pathParameters: { proxy: string };
}

/** Finds the audience's route for a path as `rawPathOf` gives it; `{proxy+}` is one part or more. */
export const routeFor = (path: string): Route | undefined => {
  for (const audience of audiences) {
    const start = `/api/${audience}/`;
    if (path.startsWith(start) && path.length > start.length)
      return { key: routeKeyOf(audience), audience, pathParameters: { proxy: path.slice(start.length) } };
  }
  return undefined;
};

/**
 * A path as an HTTP API hands it over: every escape decoded but that of the percent sign, so that what was escaped twice
 * stays so; what is no escape, or no UTF-8, stays as it is or becomes U+FFFD.
 */
export const rawPathOf = (path: string): string =>
  path.replace(/(?:%(?!25)[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
