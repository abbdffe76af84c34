import type { ApplicationAction, ApplicationState } from '../../schemas/application.ts';
import type { AgentRole } from '../../schemas/office.ts';
import type { FieldProblem, SessionStand } from '../../schemas/problem.ts';
import { dayOf, endOfDay } from './calendar.ts';

/** `invalid` 422, `forbidden` 403, `not-found` 404, `conflict` 409, `too-many` 429. */
export type DomainErrorKind = 'invalid' | 'forbidden' | 'not-found' | 'conflict' | 'too-many';

/** A field that is refused before its instruction is worded: the catalogue keys to try, and their values. */
export interface FieldFault {
  path: FieldProblem['path'];
  keys: string[];
  params?: Record<string, unknown>;
}

export interface DomainErrorDetail {
  fields?: FieldFault[];
  /** On a conflict: where the application stands, and what the actor can do now. */
  state?: ApplicationState;
  availableActions?: ApplicationAction[];
  /** On a conflict about a session of the jury: where it and its file stand, and what can be done now. */
  session?: SessionStand;
  /** The roles that may, where the actor's do not. */
  roles?: readonly AgentRole[];
  /** The day until which there is something to wait for first. */
  day?: string;
  /** The date of a recusal. */
  since?: string;
  /** Of `too-many`: when one more is taken, in whole seconds from now, at least 1. */
  seconds?: number;
}

/** A request that the rules refuse; `code` names the words for it in `texts/` under `problems`. */
export class DomainError extends Error {
  readonly kind: DomainErrorKind;
  readonly code: string;
  readonly detail: DomainErrorDetail;

  constructor(kind: DomainErrorKind, code: string, detail: DomainErrorDetail = {}) {
    super(code);
    this.kind = kind;
    this.code = code;
    this.detail = detail;
  }
}

export const notFound = (): DomainError => new DomainError('not-found', 'not-found');
export const forbidden = (): DomainError => new DomainError('forbidden', 'forbidden');
export const recused = (since: string): DomainError => new DomainError('forbidden', 'recused', { since });

/** What a person may do so often in a day of Paris is used up: one more is taken when that day is over. */
export const tooManyToday = (code: string, at: string): DomainError =>
  new DomainError('too-many', code, {
    seconds: Math.ceil((Date.parse(endOfDay(dayOf(at))) + 1 - Date.parse(at)) / 1000),
  });
