import type * as z from 'zod';

export const audiences = ['public', 'applicant', 'jury', 'staff'] as const;
export type Audience = (typeof audiences)[number];

export interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path under the site's origin, parameters in braces. */
  path: `/api/${string}`;
  audience: Audience;
  /** One sentence for the API document. */
  summary: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** What the function may answer; anything else is stripped before it leaves. */
  response: z.ZodType;
  /** Answers beside success, 500 and the gateway's own. */
  problems: readonly (403 | 404 | 409 | 422)[];
}

/** API Gateway's name of an operation's route, `GET /api/calls`. */
export const routeKey = (operation: Pick<Operation, 'method' | 'path'>): string =>
  `${operation.method} ${operation.path}`;
