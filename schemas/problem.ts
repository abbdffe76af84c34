import * as z from 'zod';
import { applicationAction, applicationId, applicationState } from './application.ts';
import { instant } from './fields.ts';
import { pointAction, pointState, sessionAction, sessionState } from './session.ts';

/** A field that was refused: where it is, and the instruction that mends it, in the reader's language. */
export const fieldProblem = z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() });
export type FieldProblem = z.infer<typeof fieldProblem>;

/** Where a session of the jury stands, and the file of its agenda that an act was about. */
export const sessionStand = z.object({
  state: sessionState,
  availableActions: z.array(sessionAction),
  applicationId: applicationId.optional(),
  pointState: pointState.optional(),
  pointActions: z.array(pointAction).optional(),
});
export type SessionStand = z.infer<typeof sessionStand>;

/** RFC 9457 problem details, with what a person needs to go on. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** A stable name for programs: `invalid`, `not-found`, `recused`, `state-passed`… */
  code: z.string(),
  detail: z.string().optional(),
  requestId: z.string().optional(),
  fields: z.array(fieldProblem).optional(),
  /** On 409: where the application stands, and what can be done now. */
  state: applicationState.optional(),
  availableActions: z.array(applicationAction).optional(),
  /** On 409 about a session of the jury. */
  session: sessionStand.optional(),
  /** On a recused juror's 403: the date, and nothing else. */
  since: instant().optional(),
});
export type Problem = z.infer<typeof problem>;

/**
 * What API Gateway itself answers to a missing token (401), a path of no audience (404), a body too large (413) or too many
 * requests of all (429).
 */
export const gatewayMessage = z.object({ message: z.string() });
