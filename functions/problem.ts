import type { Language } from '../schemas/fields.ts';
import type { Problem } from '../schemas/problem.ts';
import { dayAndHour, longDay } from '../schemas/texts/format.ts';
import { DomainError, type DomainErrorKind } from './domain/errors.ts';
import { MethodNotAllowed } from './router.ts';
import { Stale } from './store/commit.ts';
import { RevisionMoved } from './store/drafts.ts';
import { words } from './words.ts';

const statusOf: Record<DomainErrorKind, number> = {
  invalid: 422,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-many': 429,
};

/** What went wrong, as RFC 9457 problem details in the reader's language; anything unforeseen is an opaque 500. */
export const problemOf = (error: unknown, language: Language, requestId: string): Problem => {
  const known =
    error instanceof DomainError
      ? error
      : error instanceof Stale
        ? new DomainError('conflict', 'conflict')
        : error instanceof RevisionMoved
          ? new DomainError('conflict', 'stale-revision')
          : undefined;
  const allowed = error instanceof MethodNotAllowed ? error.allowed : undefined;
  const code = known?.code ?? (allowed ? 'method-not-allowed' : 'unexpected');
  const { fields, state, availableActions, session, since, roles, day } = known?.detail ?? {};
  const params = {
    since: since && dayAndHour(since, language),
    day: day && longDay(day, language),
    state: state && words(language, [`states.${state}`]),
    roles: roles?.map((role) => words(language, [`roles.${role}`])).join(', '),
    allowed: allowed?.join(', '),
    requestId,
  };
  return {
    type: `urn:permanent-call:problem:${code}`,
    title: words(language, [`problems.${code}.title`, 'problems.unexpected.title']),
    status: known ? statusOf[known.kind] : allowed ? 405 : 500,
    code,
    detail: words(language, [`problems.${code}.detail`, 'problems.unexpected.detail'], params),
    ...(!known && !allowed && { requestId }),
    ...(fields && {
      fields: fields.map((fault) => ({ path: fault.path, message: words(language, fault.keys, fault.params) })),
    }),
    ...(state && { state }),
    ...(availableActions && { availableActions }),
    ...(session && { session }),
    ...(since && { since }),
  };
};
