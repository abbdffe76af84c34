import type { SessionCore, SessionPlan, SessionTitle } from '../../../schemas/session.ts';
import { dayOf } from '../calendar.ts';
import { DomainError } from '../errors.ts';
import { type DecidedSession, decidedSession, evolveSession } from './evolve.ts';
import { agendaOf, type Gathering } from './gathering.ts';
import { allowInSession, sessionConflict } from './lifecycle.ts';

/** @throws DomainError invalid when a member is named twice. */
const mustNameEachOnce = (memberIds: readonly string[]): void => {
  if (new Set(memberIds).size !== memberIds.length)
    throw new DomainError('invalid', 'invalid', {
      fields: [{ path: ['memberIds'], keys: ['fields.memberIds.duplicate-id', 'rules.duplicate-id'] }],
    });
};

/**
 * A session begins today at the earliest: one that is under way may still be planned.
 * @throws DomainError invalid when it would begin before the day, in Paris, of the instant `at`.
 */
const mustBeToCome = (startsAt: string, at: string): void => {
  if (dayOf(startsAt) < dayOf(at))
    throw new DomainError('invalid', 'invalid', {
      fields: [{ path: ['startsAt'], keys: ['fields.startsAt.past', 'rules.ask'] }],
    });
};

/**
 * Plans a session; `digest` freezes title and place. Members learn of it when they are convened.
 * @throws DomainError invalid when a member is named twice, or the day is past.
 */
export const planSession = (input: {
  id: SessionCore['id'];
  callId: SessionCore['callId'];
  plan: Pick<SessionPlan, 'startsAt' | 'memberIds'>;
  digest: string;
  at: string;
}): DecidedSession => {
  const { id, callId, plan, digest, at } = input;
  mustNameEachOnce(plan.memberIds);
  mustBeToCome(plan.startsAt, at);
  const event = {
    type: 'session.planned' as const,
    data: { callId, startsAt: plan.startsAt, memberIds: plan.memberIds, digest },
  };
  return { session: evolveSession(undefined, { ...event, at, aggregate: { id } }), event };
};

/** Whether a session stands as it is asked to be: a change that was made before, and may have been cut short after that. */
export const isAsPlanned = (
  session: Pick<SessionCore, 'startsAt' | 'memberIds'> & SessionTitle,
  plan: SessionPlan,
): boolean =>
  session.title === plan.title &&
  session.place === plan.place &&
  session.startsAt === plan.startsAt &&
  hasMembers(session, plan.memberIds);

const hasMembers = (session: Pick<SessionCore, 'memberIds'>, memberIds: readonly string[]): boolean =>
  memberIds.length === session.memberIds.length && memberIds.every((id) => session.memberIds.includes(id));

/**
 * Changes what was planned. Members stay as they are once a file is on the agenda: each file on it counts on them.
 * @throws DomainError conflict `session-moved`, `members-settled`; invalid when a member is named twice, or the session is moved to a day that
 * is past.
 */
export const changeSession = (input: {
  gathering: Gathering;
  plan: Pick<SessionPlan, 'startsAt' | 'memberIds'>;
  digest: string;
  at: string;
}): DecidedSession => {
  const { gathering, plan, digest, at } = input;
  const { session } = gathering;
  allowInSession(gathering, 'change');
  mustNameEachOnce(plan.memberIds);
  if (plan.startsAt !== session.startsAt) mustBeToCome(plan.startsAt, at);
  if (!hasMembers(session, plan.memberIds) && agendaOf(gathering).length > 0)
    throw sessionConflict('members-settled', gathering);
  return decidedSession(
    session,
    { type: 'session.changed', data: { startsAt: plan.startsAt, memberIds: plan.memberIds, digest } },
    at,
  );
};
