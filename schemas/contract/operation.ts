import * as z from 'zod';
import { applicationCore, applicationId, applicationTitle } from '../application.ts';
import { cursor, instant, language, money } from '../fields.ts';
import { person } from '../organisation.ts';

/** What an operation is made of, and the parts that several audiences' operations share. */

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

export const file = z.object({ applicationId });
export const done = z.object({ done: z.literal(true) });
export const link = z.object({ url: z.url(), expiresInSeconds: z.int() });
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: cursor().optional() });

/** What every role may see of a file in a list. */
export const listed = applicationCore
  .pick({ id: true, number: true, state: true, stepId: true, submittedAt: true, updatedAt: true, startedAt: true })
  .extend(applicationTitle.shape)
  .extend({ amountAskedCents: money() });

/** A letter as sent: subject and plain text, in the language it was sent in. */
export const letter = z.object({ seq: z.int(), at: instant(), subject: z.string(), body: z.string() });

const self = person.omit({ organisationIds: true });

/** Opening a session: a profile made or refreshed from verified claims. */
export const session = { body: z.object({ idToken: z.string().max(8000), language }), response: self };
