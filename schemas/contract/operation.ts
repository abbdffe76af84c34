import type * as z from 'zod';
import type { OpeningKind } from '../audit.ts';
import type { AgentRole } from '../office.ts';

export const audiences = ['public', 'applicant', 'jury', 'staff'] as const;
export type Audience = (typeof audiences)[number];

interface AnyOperation {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path under the site's origin, parameters in braces. */
  path: `/api/${string}`;
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
/** What the office opens is noted, by person, file and day: as what, where the answer itself is no act. */
interface OfficeOperation extends AnyOperation {
  noted?: OpeningKind;
}
/** An operation of agents names the roles that it lets in, any of which is enough. */
interface StaffOperation extends OfficeOperation {
  audience: 'staff';
  roles: readonly AgentRole[];
}
interface JuryOperation extends OfficeOperation {
  audience: 'jury';
  roles?: undefined;
}
interface OtherOperation extends AnyOperation {
  audience: Exclude<Audience, 'staff' | 'jury'>;
  roles?: undefined;
  noted?: undefined;
}
export type Operation = StaffOperation | JuryOperation | OtherOperation;

/** API Gateway's name of an operation's route, `GET /api/calls`. */
export const routeKey = (operation: Pick<Operation, 'method' | 'path'>): string =>
  `${operation.method} ${operation.path}`;
