import type * as z from 'zod';
import type { OpeningKind } from '../audit.ts';
import type { AgentRole } from '../office.ts';

export const audiences = ['public', 'applicant', 'jury', 'staff'] as const;
export type Audience = (typeof audiences)[number];

/** Path under the site's origin, parameters in braces; what follows the audience finds the function of it. */
type PathOf<A extends Audience> = `/api/${A}/${string}`;

/** Where an operation is asked for. */
export interface Place<A extends Audience = Audience> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: PathOf<A>;
}
/** Those of an audience, by its parts and their operations. */
export type Places<A extends Audience = Audience> = Readonly<Record<string, Readonly<Record<string, Place<A>>>>>;

interface AnyOperation {
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
interface StaffOperation extends OfficeOperation, Place<'staff'> {
  audience: 'staff';
  roles: readonly AgentRole[];
}
interface JuryOperation extends OfficeOperation, Place<'jury'> {
  audience: 'jury';
  roles?: undefined;
}
interface OtherOperation<A extends 'public' | 'applicant'> extends AnyOperation, Place<A> {
  audience: A;
  roles?: undefined;
  noted?: undefined;
}
export type Operation = StaffOperation | JuryOperation | OtherOperation<'public'> | OtherOperation<'applicant'>;

/**
 * What an audience may ask for: where, and the parts that say everything else of it. A part's module is imported when one of its
 * operations is first asked for.
 */
export interface AudienceContract<A extends Audience = Audience, P extends Places<A> = Places<A>> {
  audience: A;
  places: P;
  parts: { readonly [N in keyof P]: () => Promise<{ [K in keyof P[N]]: Operation & P[N][K] }> };
}
